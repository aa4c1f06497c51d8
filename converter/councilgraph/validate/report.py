"""What a validation found, as a value, and how it is told: text, JSON, Turtle."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace

from .finding import SEVERITIES, Finding
from .mending import remedy

_SH = "http://www.w3.org/ns/shacl#"


@dataclass(frozen=True, slots=True)
class Report:
    """All findings of one validation, ordered; warnings do not break conformance.

    ``excerpts`` are what is said of the focus nodes, ``files`` where it is said, where known.
    """

    findings: tuple[Finding, ...] = ()
    triples: int = 0
    excerpts: Mapping[str, str] = field(default_factory=dict, compare=False)
    files: Mapping[str, str] = field(default_factory=dict, compare=False)

    @property
    def conforms(self) -> bool:
        """Tell whether there is no violation."""
        return not any(f.severity == "Violation" for f in self.findings)

    def first(self, count: int) -> Report:
        """Return the report with no more findings than asked for, the gravest first."""
        ordered = sorted(self.findings, key=lambda f: f.severity != "Violation")
        return replace(self, findings=tuple(ordered[:count]))

    def fails(self, at: str) -> bool:
        """Tell whether there is a finding as grave as ``at``, or graver."""
        grave = SEVERITIES[: SEVERITIES.index(at) + 1]
        return any(f.severity in grave for f in self.findings)

    def text(self) -> str:
        """Return the report for a person: what is wrong, how to mend it, what is said; a count.

        >>> print(Report(triples=3).text(), end="")
        conforms: 3 triples, nothing to report
        """
        lines = [line for f in self.findings for line in self._told(f)]
        wrong = sum(f.severity == "Violation" for f in self.findings)
        other = len(self.findings) - wrong
        verdict = "conforms" if self.conforms else "does not conform"
        found = f"{wrong} violations, {other} warnings" if self.findings else "nothing to report"
        return "\n".join([*lines, f"{verdict}: {self.triples} triples, {found}"]) + "\n"

    def _told(self, found: Finding) -> list[str]:
        """Return one finding as lines: the sentence, the shape, a way to mend it, an excerpt."""
        value = f", value {found.value}" if found.value else ""
        file = self.files.get(found.focus)
        excerpt = self.excerpts.get(found.focus, "").splitlines()
        return [
            f"{found.severity}: {found.focus}" + (f" in {file}" if file else ""),
            f"    {found.message}",
            f"    shape {found.shape.rsplit('#', 1)[-1]}{value}",
            f"    To mend it: {remedy(found)}",
            *(f"    | {line}" for line in excerpt),
        ]

    def json(self) -> str:
        """Return the report as a JSON object."""
        found = [
            asdict(f) | {"remedy": remedy(f), "excerpt": self.excerpts.get(f.focus, ""),
                         "file": self.files.get(f.focus)}
            for f in self.findings
        ]  # fmt: skip
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
