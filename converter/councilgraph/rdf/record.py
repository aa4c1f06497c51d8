"""A record as triples in reading order, and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..identifiers import BASE, document_path, source_file_path
from ..model import DocumentKind, Record
from .codecs import Context
from .documents import (
    document_iri,
    from_document,
    from_source,
    kind_of,
    to_document,
    to_source,
    version_iri,
)
from .graph import Graph
from .namespaces import CG, DCTERMS, RDF
from .terms import Iri, Literal, Triple
from .votes import from_vote, to_vote

_TYPE, _SYMBOL, _VERSION = RDF["type"], CG["symbol"], CG["hasLanguageVersion"]


def triples_of(record: Record, base: str = BASE) -> list[Triple]:
    """Return what a record says as triples in reading order, subject by subject.

    Each document comes with its language version, then its paragraphs in order, each followed by
    its citations, requests and remarks; then the votes; last the drafts and meetings that are only
    named, and the table or file of library records that all was read from. Of a cited document
    nothing is said but that it is cited.

    Raises:
        ValueError: a symbol or path cannot be part of an IRI, or a vote names neither a draft nor
            a resolution.
    """
    main = version_iri(record.main, base)
    read = [(d.version.span, version_iri(d, base)) for d in record.documents if d.version]
    readings = tuple((span.start if span else 0, iri) for span, iri in read if iri)
    triples: list[Triple] = []
    file = None if read else file_iri(record, base)
    for document in record.documents:
        read_in = version_iri(document, base) or main
        context = Context(base, document.language, read_in, readings=readings, file=file)
        triples += to_document(document, context)
    for vote in record.votes:
        context = Context(base, record.main.language, main, readings=readings, file=file)
        triples += to_vote(vote, context)
    triples += _only_named(record, base)
    if file:
        triples += to_source(file, record.source, Context(base))
    return triples


def file_iri(record: Record, base: str) -> Iri:
    """Return the IRI of the table or file of library records, below what it tells of."""
    return Iri(source_file_path(document_iri(record.main, base), record.source.sha256))


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
        ValueError: neither a document with a language version nor a table is in the triples, or a
            thing lacks what makes it one.
    """
    graph = Graph(triples, base)
    kinds = {s: k for s in graph if (k := kind_of(graph, s)) and not _only_met(graph, s, k)}
    language = next(
        (v.rpartition("/")[2] for s in kinds for v in graph.linked(s, _VERSION)), None
    )
    cited = dict.fromkeys(f for s in graph for f in graph.linked(s, DCTERMS["source"]))
    files = [f for f in cited if CG["SourceFile"] in graph.types(f)]
    if language is None and not files:
        raise ValueError("no document with a language version is in these triples")
    documents = tuple(from_document(graph, s, kind, language or "") for s, kind in kinds.items())
    votes = tuple(from_vote(graph, s) for s in graph if CG["Vote"] in graph.types(s))
    sources = [d.version.source for d in documents if d.version]
    return Record(sources[0] if sources else from_source(graph, files[0]), documents, votes)


def _only_met(graph: Graph, subject: Iri, kind: DocumentKind) -> bool:
    """Tell whether a meeting is one of which only the symbol is known."""
    return kind is DocumentKind.MEETING_RECORD and graph.block(subject).keys() <= {_TYPE, _SYMBOL}
