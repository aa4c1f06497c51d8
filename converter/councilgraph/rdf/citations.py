"""Citations as triples and back, and the shortcut from document to document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..identifiers import parse_symbol, target_path
from ..model import Citation, InstrumentRef, Symbol, Target
from . import codecs, schema
from .codecs import Context
from .graph import Graph
from .namespaces import CG, RDF
from .places import from_remarks, from_span_of, to_links, to_remarks, to_span
from .terms import Iri, Triple

_TYPE, _CITATION, _CITED = RDF["type"], CG["Citation"], CG["cited"]
_YEAR = re.compile(r"\((\d{4})\)")


def to_cites(
    subject: Iri, citations: Iterable[Citation], context: Context
) -> Iterator[Triple]:
    """Yield the shortcut to each thing that a document cites, once."""
    paths = dict.fromkeys(target_path(c.target) for c in citations)
    for path in paths:
        yield subject, CG["cites"], Iri(context.base + path)


def to_citations(
    owner: Iri, citations: tuple[Citation, ...], context: Context
) -> list[Triple]:
    """Return the citations of a paragraph or document, each followed by its remarks."""
    triples: list[Triple] = []
    for k, citation in enumerate(citations, 1):
        subject = Iri(f"{owner}/citation/{k}")
        triples.append((subject, _TYPE, _CITATION))
        triples.append((subject, _CITED, Iri(context.base + target_path(citation.target))))
        triples += schema.to_fields(subject, citation, schema.CITATION, context)
        triples += to_span(subject, citation.span, context)
        triples += to_links(subject, "remark", CG["remark"], len(citation.remarks))
        triples += to_remarks(subject, citation.remarks, context)
    return triples


def from_citations(graph: Graph, owner: str) -> tuple[Citation, ...]:
    """Return the citations of a paragraph or document, in the order of their numbers."""
    return tuple(_from_citation(graph, c) for c in graph.numbered(owner, CG["hasCitation"]))


def _from_citation(graph: Graph, subject: Iri) -> Citation:
    fields = schema.from_fields(graph, subject, schema.CITATION)
    target = codecs.target_of(graph.one(subject, _CITED), graph.context)
    return Citation(
        target=_with_year(target, fields["quote"]),
        span=from_span_of(graph, subject),
        remarks=from_remarks(graph, subject),
        **fields,
    )


def _with_year(target: Target, quote: str) -> Target:
    return target if isinstance(target, InstrumentRef) else with_year(target, quote)


def with_year(target: Symbol, quote: str) -> Symbol:
    """Return a resolution with the year that the words quoted give it, where no table knows it."""
    found = _YEAR.findall(quote)
    if "(" in target or not found or not target.startswith("S/RES/"):
        return target
    try:
        return parse_symbol(f"{target} ({found[-1]})")
    except ValueError:
        return target
