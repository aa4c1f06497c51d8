"""Amendments of earlier resolutions as triples and back: a property each, and a passage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..identifiers import document_path
from ..model import Amendment
from .citations import with_year
from .codecs import Context, symbol_of, text_of
from .graph import Graph
from .namespaces import CG, RDF
from .places import from_span_of, to_span
from .terms import Iri, Literal, Triple

_KINDS = {CG[kind]: kind for kind in ("extends", "modifies", "replaces", "terminates")}


def to_amends(
    subject: Iri, amendments: Iterable[Amendment], context: Context
) -> Iterator[Triple]:
    """Yield that a document or paragraph amends each resolution, once."""
    for path in dict.fromkeys(document_path(a.target) for a in amendments):
        yield subject, CG["amends"], Iri(context.base + path)


def to_amended(
    subject: Iri, amendments: tuple[Amendment, ...], context: Context
) -> Iterator[Triple]:
    """Yield what a paragraph amends, and how."""
    yield from to_amends(subject, amendments, context)
    for amendment in amendments:
        yield subject, CG[amendment.kind], Iri(context.base + document_path(amendment.target))


def to_amendments(
    owner: Iri, amendments: tuple[Amendment, ...], context: Context
) -> Iterator[Triple]:
    """Yield one passage per amendment: how, what, in which words, and where."""
    for k, amendment in enumerate(amendments, 1):
        passage = Iri(f"{owner}/amendment/{k}")
        yield passage, RDF["type"], CG["Passage"]
        yield passage, CG["ofProperty"], CG[amendment.kind]
        yield passage, RDF["value"], Iri(context.base + document_path(amendment.target))
        yield passage, CG["quote"], Literal(amendment.text)
        yield from to_span(passage, amendment.span, context)


def from_amendments(graph: Graph, owner: str) -> tuple[Amendment, ...]:
    """Return the amendments that a paragraph makes, in the order of their numbers."""
    found = []
    for passage in graph.numbered(owner, CG["hasPassage"]):
        kind = _KINDS.get(Iri(text_of(graph.one(passage, CG["ofProperty"]))))
        if kind is not None:
            text = text_of(graph.one(passage, CG["quote"]))
            target = symbol_of(graph.one(passage, RDF["value"]), graph.context)
            found.append(
                Amendment(kind, with_year(target, text), text, from_span_of(graph, passage))
            )
    return tuple(found)
