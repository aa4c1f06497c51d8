"""Where single fields are stated: passages with the field's property, value, words and place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from ..model import Document, Recorded, Stated, Vote
from . import schema
from .codecs import Context, text_of
from .graph import Graph
from .names import local_name
from .namespaces import CG, RDF
from .places import from_cell, from_span, to_cell, to_span
from .schema import Row
from .terms import Iri, Literal, Triple

Rows = Mapping[str, Row]
Places = tuple[Stated | Recorded, ...]

DOCUMENT: Rows = {row.field: row for row in schema.DOCUMENT}
VOTE: Rows = {row.field: row for row in (*schema.VOTE, *schema.TALLY)}


def to_links(subject: Iri, places: Places, rows: Rows) -> Iterator[Triple]:
    """Yield the links from a thing to the passages of its fields."""
    for passage, _, _ in _numbered(subject, places, rows):
        yield subject, CG["hasPassage"], passage


def to_places(
    subject: Iri, thing: Document | Vote, rows: Rows, context: Context
) -> Iterator[Triple]:
    """Yield one passage per place of a field, in a text or in a table or library record.

    Its source is the language version in whose part of the file it stands: a letter may state
    what is true of the resolution that it annexes.
    """
    for passage, place, k in _numbered(subject, (*thing.places, *thing.recorded), rows):
        row = rows[place.field]
        yield passage, RDF["type"], CG["Passage"]
        yield passage, CG["ofProperty"], row.predicate
        yield passage, RDF["value"], row.codec.to_rdf(_value(thing, row, k), context)
        yield passage, CG["quote"], Literal(place.text)
        if isinstance(place, Recorded):
            yield from to_cell(passage, place.cell, context)
            continue
        source = context.reading(place.span.start)
        yield from to_span(passage, place.span, replace(context, version=source))


def _numbered(
    subject: Iri, places: Places, rows: Rows
) -> Iterator[tuple[Iri, Stated | Recorded, int]]:
    """Yield each place with the IRI of its passage and its number among those of its field."""
    counts: Counter[str] = Counter()
    for place in places:
        counts[place.field] += 1
        slug = local_name(rows[place.field].predicate)
        k = counts[place.field]
        yield Iri(f"{subject}/passage/{slug}/{k}"), place, k


def _value(thing: Document | Vote, row: Row, k: int) -> object:
    """Return the value whose place is the k-th of its field."""
    holder = thing.tally if isinstance(thing, Vote) and row in schema.TALLY else thing
    found: object = getattr(holder, row.field)
    return found[k - 1] if row.many and isinstance(found, tuple) else found


def from_places(graph: Graph, subject: str, rows: Rows) -> tuple[Stated, ...]:
    """Return where a text states a thing's fields, in the order of the triples.

    Raises:
        ValueError: a passage has no place.
    """
    found = []
    for passage, field, quote in _quoted(graph, subject, rows):
        span = from_span(graph, passage)
        if span is not None:
            found.append(Stated(field, quote, span))
        elif from_cell(graph, passage) is None:
            raise ValueError(f"<{passage}> has no place in a source")
    return tuple(found)


def from_recorded(graph: Graph, subject: str, rows: Rows) -> tuple[Recorded, ...]:
    """Return where a table or library record states a thing's fields."""
    found = []
    for passage, field, quote in _quoted(graph, subject, rows):
        cell = from_cell(graph, passage)
        if cell is not None:
            found.append(Recorded(field, quote, cell))
    return tuple(found)


def _quoted(graph: Graph, subject: str, rows: Rows) -> Iterator[tuple[Iri, str, str]]:
    """Yield the passages of a thing's fields, each with the field's name and its words."""
    fields = {row.predicate: field for field, row in rows.items()}
    for passage in graph.linked(subject, CG["hasPassage"]):
        field = next((fields[p] for p in graph.linked(passage, CG["ofProperty"]) if p in fields),
                     None)  # fmt: skip
        if field is not None:
            yield passage, field, "".join(text_of(q) for q in graph.terms(passage, CG["quote"]))
