"""One document: bytes in, record and triples out; the join of read, parse, link and rdf."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from functools import cached_property

from ..errors import Refused
from ..identifiers import BASE
from ..link import gazetteer, with_topics
from ..model import Origin, Record, Remark, Severity, Span
from ..parse import parse_record
from ..rdf import Triple, triples_of
from ..read import read


@dataclass(frozen=True, slots=True)
class Note:
    """A remark and the line of the file it stands in, 1 where it has no place of its own."""

    line: int
    remark: Remark


@dataclass(frozen=True)
class Conversion:
    """What became of one document: all that it says, as values and as triples, and the oddities.

    ``raw`` is the text that spans count in.
    """

    record: Record
    triples: tuple[Triple, ...]
    notes: tuple[Note, ...]
    raw: str = field(repr=False)

    def line(self, span: Span | None) -> int:
        """Return the line of the file in which a span begins, 1 where there is none."""
        return self.raw.count("\n", 0, span.start) + 1 if span else 1

    @cached_property
    def contradictions(self) -> tuple[Note, ...]:
        """Return the notes that stop publication."""
        return tuple(n for n in self.notes if n.remark.severity is Severity.CONTRADICTION)


def convert_bytes(
    data: bytes,
    name: str,
    *,
    base: str = BASE,
    encoding: str | None = None,
    recover: bool = False,
    origin: Origin | None = None,
) -> Conversion:
    """Return the conversion of one document.

    ``name`` is the file's base name, which the graph keeps and messages begin with; ``encoding``
    a Python codec name for text that declares none, ``recover`` reads on over malformed markup.
    ``origin`` is where the file was fetched from.

    Raises:
        Refused: the document cannot be used.
    """
    result = read(data, name, encoding=encoding, recover=recover)
    source = replace(result.source, origin=origin)
    record = with_topics(parse_record(source, result.text, result.metadata, gazetteer()))
    try:
        triples = tuple(triples_of(record, base))
    except ValueError as error:
        raise Refused(name, str(error), expected="names that an IRI can hold") from error
    raw = result.text.raw
    return Conversion(record, triples, notes_of(record, raw), raw)


def notes_of(record: Record, raw: str) -> tuple[Note, ...]:
    """Return a record's remarks in the order of its text, each once, with its line.

    >>> from ..model import Source
    >>> notes_of(Record(Source("a", "", "text/plain", 1), ()), "x")
    ()
    """
    starts = [0]
    while (at := raw.find("\n", starts[-1])) >= 0:
        starts.append(at + 1)
    found = dict.fromkeys(_remarks(record))
    notes = (Note(bisect_right(starts, r.span.start) if r.span else 1, r) for r in found)
    return tuple(sorted(notes, key=lambda n: (n.line, n.remark.span.start if n.remark.span else 0)))


def _remarks(record: Record) -> list[Remark]:
    """Return every remark of a record: of documents, versions, paragraphs, citations, votes."""
    found: list[Remark] = []
    for document in record.documents:
        found += document.remarks
        found += document.version.remarks if document.version else ()
        for citation in document.citations:
            found += citation.remarks
        for paragraph in document.paragraphs:
            found += paragraph.remarks
            for citation in paragraph.citations:
                found += citation.remarks
    for vote in record.votes:
        found += vote.remarks
    return found
