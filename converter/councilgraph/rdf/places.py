"""Places in the source, and the remarks made there: spans and remarks as triples and back."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Cell, Remark, Span
from . import schema
from .codecs import Context, text_of
from .graph import Graph
from .namespaces import CG, DCTERMS, RDF
from .terms import INTEGER, Iri, Literal, Triple

_SOURCE, _START, _END = CG["source"], CG["sourceStart"], CG["sourceEnd"]
_FILE, _RECORD, _FIELD = DCTERMS["source"], CG["sourceRecord"], CG["sourceField"]


def to_span(subject: Iri, span: Span | None, context: Context) -> tuple[Triple, ...]:
    """Return where a thing stands: language version, first code point, the one after the last.

    Raises:
        ValueError: there is a span but no source that it counts in.
    """
    if span is None:
        return ()
    if context.version is None:
        raise ValueError(f"<{subject}> has a place but no source that it is in")
    return (
        (subject, _SOURCE, context.version),
        (subject, _START, Literal(str(span.start), INTEGER)),
        (subject, _END, Literal(str(span.end), INTEGER)),
    )


def to_cell(subject: Iri, cell: Cell | None, context: Context) -> Iterator[Triple]:
    """Yield where a thing stands in a table or library record: file, record, field.

    Raises:
        ValueError: there is a cell but no file that it is in.
    """
    if cell is None:
        return
    if context.file is None:
        raise ValueError(f"<{subject}> has a cell but no file that it is in")
    yield subject, _FILE, context.file
    yield subject, _RECORD, Literal(str(cell.record), INTEGER)
    yield subject, _FIELD, Literal(cell.field)


def from_cell(graph: Graph, subject: str) -> Cell | None:
    """Return the cell in which a thing stands, None where that is not said."""
    record, field = graph.terms(subject, _RECORD), graph.terms(subject, _FIELD)
    return Cell(int(text_of(record[0])), text_of(field[0])) if record and field else None


def from_span(graph: Graph, subject: str) -> Span | None:
    """Return where a thing stands, None where that is not said."""
    start, end = graph.terms(subject, _START), graph.terms(subject, _END)
    return Span(int(text_of(start[0])), int(text_of(end[0]))) if start and end else None


def from_span_of(graph: Graph, subject: str) -> Span:
    """Return where a thing stands.

    Raises:
        ValueError: that is not said.
    """
    span = from_span(graph, subject)
    if span is None:
        raise ValueError(f"<{subject}> has no place in a source")
    return span


def to_links(subject: Iri, name: str, predicate: Iri, count: int) -> list[Triple]:
    """Return the links to the numbered things of one kind below a subject."""
    return [(subject, predicate, Iri(f"{subject}/{name}/{k}")) for k in range(1, count + 1)]


def to_remarks(owner: Iri, remarks: tuple[Remark, ...], context: Context) -> Iterator[Triple]:
    """Yield the remarks on a thing."""
    for k, remark in enumerate(remarks, 1):
        subject = Iri(f"{owner}/remark/{k}")
        yield subject, RDF["type"], CG["Remark"]
        yield from schema.to_fields(subject, remark, schema.REMARK, context)
        yield from to_span(subject, remark.span, context)
        yield from to_cell(subject, remark.cell, context)


def from_remarks(graph: Graph, owner: str) -> tuple[Remark, ...]:
    """Return the remarks on a thing."""
    return tuple(
        Remark(
            span=from_span(graph, r), cell=from_cell(graph, r),
            **schema.from_fields(graph, r, schema.REMARK),
        )
        for r in graph.numbered(owner, CG["remark"])
    )  # fmt: skip
