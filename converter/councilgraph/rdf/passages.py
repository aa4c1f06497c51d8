"""Names with their words and places: the property says what is named, a passage how and where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..model import Document, Named, Paragraph, VerbUse
from . import codecs
from .codecs import Context, text_of
from .graph import Graph
from .names import local_name
from .namespaces import CG, DCTERMS, RDF
from .places import from_cell, from_span, from_span_of, to_cell, to_span
from .terms import Iri, Literal, Triple

_TYPE, _VALUE, _PASSAGE = RDF["type"], RDF["value"], CG["Passage"]
_OF, _VERB, _QUOTE = CG["ofProperty"], CG["verb"], CG["quote"]


@dataclass(frozen=True, slots=True)
class NamedRow:
    """A field of names and its property.

    ``single`` is for a field of one name; ``words`` tells whether the property may have the mere
    words as its value where it is not known what they name (a sponsor is a state or nothing).
    """

    field: str
    predicate: Iri
    single: bool = False
    words: bool = True

    @property
    def slug(self) -> str:
        """Return the local name of the property, a segment of its passages' IRIs."""
        return local_name(self.predicate)


NAMED = (
    NamedRow("sponsors", CG["sponsor"], words=False),
    NamedRow("addressees", CG["addressee"]),
    NamedRow("signatory", CG["signedBy"], single=True),
    NamedRow("signatory_role", CG["signatoryRole"], single=True),
    NamedRow("footnotes", CG["footnote"]),
    NamedRow("subjects", DCTERMS["subject"]),
)
"""The names of a document."""

ACTING = (NamedRow("acts_under", CG["actsUnder"], words=False),)
NAMED_IN_PARAGRAPH = (*ACTING, NamedRow("concerns", CG["concerns"], words=False))
"""The names in a paragraph."""

Rows = tuple[NamedRow, ...]


def _names(thing: Document | Paragraph, row: NamedRow) -> tuple[Named, ...]:
    value: Any = getattr(thing, row.field)
    found: tuple[Named, ...] = (value,) if row.single and value else value or ()
    return found


def _value(named: Named, context: Context) -> Iri | Literal:
    if named.path:
        return codecs.iri_of(named.path, context)
    return Literal(named.text, language=named.language or context.language)


def to_values(
    subject: Iri, thing: Document | Paragraph, rows: Rows, context: Context
) -> Iterator[Triple]:
    """Yield what the names of a document or paragraph name, or their words."""
    for row in rows:
        for named in _names(thing, row):
            if named.path or row.words:
                yield subject, row.predicate, _value(named, context)


def to_passage_links(
    subject: Iri, thing: Document | Paragraph, rows: Rows
) -> Iterator[Triple]:
    """Yield the links to the passages of the names of a document or paragraph."""
    for row in rows:
        for k, _ in enumerate(_names(thing, row), 1):
            yield subject, CG["hasPassage"], Iri(f"{subject}/passage/{row.slug}/{k}")


def to_passages(
    subject: Iri, thing: Document | Paragraph, rows: Rows, context: Context
) -> Iterator[Triple]:
    """Yield one passage per name: which property it was read for, its value, words and place."""
    for row in rows:
        for k, named in enumerate(_names(thing, row), 1):
            passage = Iri(f"{subject}/passage/{row.slug}/{k}")
            yield passage, _TYPE, _PASSAGE
            yield passage, _OF, row.predicate
            yield passage, _VALUE, _value(named, context)
            yield passage, _QUOTE, Literal(named.text)
            yield from to_span(passage, named.span, context)
            yield from to_cell(passage, named.cell, context)


def from_passages(graph: Graph, subject: str, rows: Rows, language: str) -> dict[str, Any]:
    """Return the names of a document or paragraph by field, those that it has not left out."""
    found: dict[str, list[Named]] = {}
    fields = {row.predicate: row for row in rows}
    for passage in graph.numbered(subject, CG["hasPassage"]):
        row = fields.get(Iri(text_of(graph.one(passage, _OF))))
        if row is not None:
            found.setdefault(row.field, []).append(_from_passage(graph, passage, language))
    single = {row.field for row in rows if row.single}
    return {f: names[0] if f in single else tuple(names) for f, names in found.items()}


def _from_passage(graph: Graph, passage: Iri, language: str) -> Named:
    value = graph.one(passage, _VALUE)
    path = codecs.path_of(value, graph.context) if isinstance(value, Iri) else None
    tag = value.language if isinstance(value, Literal) and value.language != language else None
    words, cell = text_of(graph.one(passage, _QUOTE)), from_cell(graph, passage)
    return Named(words, from_span(graph, passage), path, tag, cell)


def to_verbs(subject: Iri, verbs: tuple[VerbUse, ...], context: Context) -> list[Triple]:
    """Return one passage per leading verb of a paragraph."""
    triples: list[Triple] = []
    for k, verb in enumerate(verbs, 1):
        passage = Iri(f"{subject}/verb/{k}")
        triples.append((passage, _TYPE, _PASSAGE))
        triples.append((passage, _OF, _VERB))
        triples.append((passage, _VALUE, codecs.VERBS.to_rdf(verb.lemma, context)))
        if verb.text:
            triples.append((passage, _QUOTE, Literal(verb.text)))
        triples += to_span(passage, verb.span, context)
    return triples


def from_verbs(graph: Graph, subject: str) -> tuple[VerbUse, ...]:
    """Return the leading verbs of a paragraph."""
    return tuple(
        VerbUse(
            codecs.VERBS.from_rdf(graph.one(p, _VALUE), graph.context),
            from_span_of(graph, p),
            "".join(text_of(q) for q in graph.terms(p, _QUOTE)),
        )
        for p in graph.numbered(subject, CG["hasPassage"])
        if _VERB in graph.terms(p, _OF)
    )
