"""A record as triples in reading order, and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..identifiers import BASE, document_path
from ..model import DocumentKind, Record
from .codecs import Context
from .documents import document_iri, from_document, kind_of, to_document, version_iri
from .graph import Graph
from .namespaces import CG, RDF
from .terms import Iri, Literal, Triple
from .votes import from_vote, to_vote

_TYPE, _SYMBOL, _VERSION = RDF["type"], CG["symbol"], CG["hasLanguageVersion"]


def triples_of(record: Record, base: str = BASE) -> list[Triple]:
    """Return what a record says as triples in reading order, subject by subject.

    Each document comes with its language version, then its paragraphs in order, each followed by
    its citations, requests and remarks; then the votes; last the drafts and meetings that are only
    named. Of a cited document nothing is said but that it is cited.

    Raises:
        ValueError: a symbol or path cannot be part of an IRI, or a vote names neither a draft nor
            a resolution.
    """
    main = version_iri(record.main, base)
    read = [(d.version.span, version_iri(d, base)) for d in record.documents if d.version]
    readings = tuple((span.start if span else 0, iri) for span, iri in read if iri)
    triples: list[Triple] = []
    for document in record.documents:
        read_in = version_iri(document, base) or main
        context = Context(base, document.language, read_in, readings=readings)
        triples += to_document(document, context)
    for vote in record.votes:
        context = Context(base, record.main.language, main, readings=readings)
        triples += to_vote(vote, context)
    triples += _only_named(record, base)
    return triples


def _only_named(record: Record, base: str) -> Iterator[Triple]:
    """Yield class and symbol of the drafts and meetings that are no documents of the record."""
    known = {document_iri(d, base) for d in record.documents}
    documents, votes = record.documents, record.votes
    drafts = [*(d.draft for d in documents), *(v.draft for v in votes)]
    meetings = [*(d.meeting for d in documents), *(v.meeting for v in votes)]
    for kind, symbols in (
        (DocumentKind.DRAFT_RESOLUTION, drafts),
        (DocumentKind.MEETING_RECORD, meetings),
    ):
        for symbol in symbols:
            subject = Iri(base + document_path(symbol)) if symbol else None
            if symbol and subject and subject not in known:
                known.add(subject)
                yield subject, _TYPE, CG[kind.value]
                yield subject, _SYMBOL, Literal(symbol)


def record_of(triples: Iterable[Triple], base: str = BASE) -> Record:
    """Return the record that the triples of one source file say, in their order.

    The inverse of ``triples_of``, but for three things that triples do not tell: a draft that was
    only named is a document of the record; a resolution's year, which is in no IRI, is the one
    its number or the words that cite it tell; an empty text where there may be none is None.

    Raises:
        ValueError: no document with a language version is in the triples, or a thing lacks what
            makes it one.
    """
    graph = Graph(triples, base)
    kinds = {s: k for s in graph if (k := kind_of(graph, s)) and not _only_met(graph, s, k)}
    language = next(
        (v.rpartition("/")[2] for s in kinds for v in graph.linked(s, _VERSION)), None
    )
    if language is None:
        raise ValueError("no document with a language version is in these triples")
    documents = tuple(from_document(graph, s, kind, language) for s, kind in kinds.items())
    votes = tuple(from_vote(graph, s) for s in graph if CG["Vote"] in graph.types(s))
    sources = (d.version.source for d in documents if d.version)
    return Record(next(sources), documents, votes)


def _only_met(graph: Graph, subject: Iri, kind: DocumentKind) -> bool:
    """Tell whether a meeting is one of which only the symbol is known."""
    return kind is DocumentKind.MEETING_RECORD and graph.block(subject).keys() <= {_TYPE, _SYMBOL}
