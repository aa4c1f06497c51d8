"""A conversion as JSON and back, for the cache."""

from __future__ import annotations

import json
from typing import Any

from ..model import Cell, Remark, Severity, Span
from ..publish import Contribution
from ..rdf import Iri, Literal, Term
from .conversion import Note
from .converted import Converted


def encoded(value: Converted) -> bytes:
    """Return a conversion as JSON: each term once, triples as their numbers."""
    one = value.contribution
    terms: dict[Term, int] = {}
    numbers = [terms.setdefault(t, len(terms)) for triple in one.triples for t in triple]
    said = {
        "contribution": [one.name, one.graph, one.language, one.sha256, one.first, one.text,
                         one.rank],
        "terms": list(terms),
        "triples": numbers,
        "contradictions": [note_told(note) for note in value.contradictions],
    }
    return json.dumps(said).encode()


def decoded(data: bytes) -> Converted:
    """Return the conversion that JSON holds."""
    said: dict[str, Any] = json.loads(data)
    terms = [Iri(t) if isinstance(t, str) else Literal(*t) for t in said["terms"]]
    numbers = iter(said["triples"])
    triples = tuple((terms[s], terms[p], terms[o]) for s, p, o in zip(*[numbers] * 3, strict=True))
    name, graph, language, sha256, first, text, rank = said["contribution"]
    one = Contribution(
        name, Iri(graph), language, sha256, triples, (first[0], first[1]), text, rank
    )
    return Converted(one, tuple(note_read(note) for note in said["contradictions"]))


def note_told(note: Note) -> list[Any]:
    """Return a note as JSON values."""
    remark = note.remark
    span = [remark.span.start, remark.span.end] if remark.span else None
    cell = [remark.cell.record, remark.cell.field] if remark.cell else None
    return [note.line, remark.code, remark.message, span, remark.severity.value, cell]


def note_read(said: list[Any]) -> Note:
    """Return the note that JSON values are."""
    line, code, message, span, severity, cell = said
    place, at = Span(*span) if span else None, Cell(*cell) if cell else None
    return Note(line, Remark(code, message, place, Severity(severity), at))
