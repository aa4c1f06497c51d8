"""A report of disagreements: as lines with file and line, as JSON, as remarks in RDF."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..identifiers import source_file_path
from ..model import Cell, Severity, Span
from ..rdf import Iri, Literal, Triple
from ..rdf.namespaces import CG, DCTERMS, RDF, RDFS

CODE = "source-disagreement"
"""The code of a disagreement between two sources; those inside one have their own."""

_INTEGER = "http://www.w3.org/2001/XMLSchema#integer"


@dataclass(frozen=True, slots=True)
class Place:
    """What one source says and where: file as the user named it, line, span; or the cell.

    ``read_as`` is the path of what the file is a source of, a language version or, of a table, the
    document that it tells of; ``sha256`` is the hash of the file's bytes.
    """

    file: str
    line: int
    span: Span | None
    says: str
    read_as: str
    sha256: str
    cell: Cell | None = None

    @property
    def shown(self) -> str:
        """Return the place as people are told it: file and line, or file, record and field."""
        return f"{self.file}: {self.cell}" if self.cell else f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One disagreement: the path of what it is about, the property, the places that disagree."""

    subject: str
    name: str
    code: str
    severity: Severity
    places: tuple[Place, ...]


def as_text(found: Iterable[Disagreement]) -> str:
    """Return the report as lines ``place: message``, a blank line between disagreements."""
    return "\n".join(
        "".join(f"{p.shown}: {_message(d, p)}\n" for p in d.places) for d in found
    )


def _message(found: Disagreement, place: Place) -> str:
    if found.code != CODE:
        return place.says
    note = "note: " if found.severity is Severity.NOTE else ""
    return f"{note}{found.name} of {found.subject}: {place.says}"


def as_json(found: Iterable[Disagreement]) -> str:
    """Return the report as a JSON list, a disagreement with its sources each."""
    rows = [
        {
            "subject": d.subject,
            "property": d.name,
            "code": d.code,
            "severity": d.severity.value,
            "sources": [
                {
                    "file": p.file,
                    **_where(p),
                    "says": p.says,
                }
                for p in d.places
            ],
        }
        for d in found
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def _where(place: Place) -> dict[str, object]:
    if place.cell:
        return {"record": place.cell.record, "field": place.cell.field}
    span = [place.span.start, place.span.end] if place.span else None
    return {"line": place.line, "span": span}


def as_triples(found: Iterable[Disagreement], base: str) -> list[Triple]:
    """Return the report as remarks on what it is about, one for each place that disagrees."""
    triples: list[Triple] = []
    numbers: dict[str, int] = {}
    for one in found:
        for place in one.places:
            number = numbers[one.subject] = numbers.get(one.subject, 0) + 1
            remark = Iri(f"{base}{one.subject}/disagreement/{number}")
            triples += _remark(Iri(base + one.subject), remark, one, place, base)
    return triples


def _remark(
    subject: Iri, remark: Iri, one: Disagreement, place: Place, base: str
) -> Iterator[Triple]:
    others = "; ".join(f"{p.says} in {p.file}" for p in one.places if p is not place)
    message = _message(one, place) + (f" here, {others}" if others else "")
    yield subject, CG["remark"], remark
    yield remark, RDF["type"], CG["Remark"]
    yield remark, CG["code"], Literal(one.code)
    yield remark, CG["severity"], Literal(one.severity.value)
    yield remark, RDFS["comment"], Literal(message, language="en")
    read_as = base + place.read_as
    if place.span:
        yield remark, CG["source"], Iri(read_as)
        yield remark, CG["sourceStart"], Literal(str(place.span.start), _INTEGER)
        yield remark, CG["sourceEnd"], Literal(str(place.span.end), _INTEGER)
    elif place.cell:
        yield remark, CG["sourceRecord"], Literal(str(place.cell.record), _INTEGER)
        yield remark, CG["sourceField"], Literal(place.cell.field)
    if place.span or place.cell:
        yield remark, DCTERMS["source"], Iri(source_file_path(read_as, place.sha256))
