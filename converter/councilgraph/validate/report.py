"""What a validation found, as a value, and how it is told: text, JSON, Turtle."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

_SH = "http://www.w3.org/ns/shacl#"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One result: the focus node, the shape and component that it breaks, how to mend it.

    Every field is text; IRIs are whole. ``severity`` is Violation, Warning or Info.
    """

    focus: str
    shape: str
    component: str
    path: str
    value: str
    severity: str
    message: str


@dataclass(frozen=True, slots=True)
class Report:
    """All findings of one validation, ordered; warnings do not break conformance."""

    findings: tuple[Finding, ...] = ()
    triples: int = 0

    @property
    def conforms(self) -> bool:
        """Tell whether there is no violation."""
        return not any(f.severity == "Violation" for f in self.findings)

    def first(self, count: int) -> Report:
        """Return the report with no more findings than asked for, the gravest first."""
        ordered = sorted(self.findings, key=lambda f: f.severity != "Violation")
        return Report(tuple(ordered[:count]), self.triples)

    def text(self) -> str:
        """Return the report for a person: a line a finding, then the count.

        >>> print(Report(triples=3).text(), end="")
        conforms: 3 triples, nothing to report
        """
        lines = [
            f"{f.severity}: {f.focus}\n    {f.message}\n"
            f"    shape {f.shape.rsplit('#', 1)[-1]}" + (f", value {f.value}" if f.value else "")
            for f in self.findings
        ]
        wrong = sum(f.severity == "Violation" for f in self.findings)
        other = len(self.findings) - wrong
        verdict = "conforms" if self.conforms else "does not conform"
        found = f"{wrong} violations, {other} warnings" if self.findings else "nothing to report"
        return "\n".join([*lines, f"{verdict}: {self.triples} triples, {found}"]) + "\n"

    def json(self) -> str:
        """Return the report as a JSON object."""
        found = [asdict(f) for f in self.findings]
        content = {"conforms": self.conforms, "triples": self.triples, "findings": found}
        return json.dumps(content, ensure_ascii=False, indent=1) + "\n"

    def ttl(self) -> str:
        """Return the report as a W3C ``sh:ValidationReport`` (SHACL, section 3.6) in Turtle."""
        from ..rdf import Iri, Literal, iri, write

        report = Iri("urn:councilgraph:report")
        kind = Iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
        boolean = "http://www.w3.org/2001/XMLSchema#boolean"
        triples: list[tuple[Iri, Iri, Iri | Literal]] = [
            (report, kind, Iri(_SH + "ValidationReport")),
            (report, Iri(_SH + "conforms"), Literal(str(self.conforms).lower(), boolean)),
        ]
        for k, found in enumerate(self.findings, 1):
            node = Iri(f"{report}:result:{k}")
            # SHACL, section 3.6.2.6 and 5.3.2: a SPARQL constraint is no shape.
            by_query = found.component == _SH + "SPARQLConstraintComponent"
            source = "sourceConstraint" if by_query else "sourceShape"
            triples.append((report, Iri(_SH + "result"), node))
            triples += [
                (node, kind, Iri(_SH + "ValidationResult")),
                (node, Iri(_SH + "focusNode"), iri(found.focus)),
                (node, Iri(_SH + source), iri(found.shape)),
                (node, Iri(_SH + "sourceConstraintComponent"), iri(found.component)),
                (node, Iri(_SH + "resultSeverity"), Iri(_SH + found.severity)),
                (node, Iri(_SH + "resultMessage"), Literal(found.message, language="en")),
            ]
        return write(triples, "ttl")
