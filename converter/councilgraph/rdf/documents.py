"""Documents, their language versions and the files these were read from, as triples and back."""

from __future__ import annotations

from collections.abc import Iterator

from ..identifiers import document_path, source_file_path
from ..model import Document, DocumentKind, LanguageVersion, Origin, Source
from . import schema, stated
from .amendments import to_amends
from .citations import from_citations, to_citations, to_cites
from .codecs import Context
from .graph import Graph
from .namespaces import CG, RDF
from .paragraphs import children_of, from_paragraphs, to_acting, to_children, to_paragraphs
from .passages import NAMED, from_passages, to_passage_links, to_passages, to_values
from .places import from_remarks, from_span, to_links, to_remarks, to_span
from .terms import Iri, Triple

_TYPE = RDF["type"]
_KINDS = {CG[kind.value]: kind for kind in DocumentKind}


def document_iri(document: Document, base: str) -> Iri:
    """Return the IRI of a document."""
    return Iri(base + document_path(document.symbol))


def version_iri(document: Document, base: str) -> Iri | None:
    """Return the IRI of a document's language version, None where it is only talked about."""
    if document.version is None:
        return None
    return Iri(f"{document_iri(document, base)}/{document.version.language}")


def to_document(document: Document, context: Context) -> list[Triple]:
    """Return a document: itself, its language version and file, its passages, its paragraphs.

    Raises:
        ValueError: a symbol or path cannot be part of an IRI.
    """
    subject = document_iri(document, context.base)
    own = version_iri(document, context.base)
    triples = list(_to_itself(subject, document, own, context))
    if document.version is not None and own is not None:
        triples += _to_version(own, document.version, context)
    triples += to_remarks(subject, document.remarks, context)
    triples += stated.to_places(subject, document, stated.DOCUMENT, context)
    triples += to_passages(subject, document, NAMED, context)
    triples += to_citations(subject, document.citations, context)
    triples += to_paragraphs(document, context)
    return triples


def _to_itself(
    subject: Iri, document: Document, version: Iri | None, context: Context
) -> Iterator[Triple]:
    yield subject, _TYPE, CG[document.kind.value]
    yield from schema.to_fields(subject, document, schema.DOCUMENT, context)
    yield from to_values(subject, document, NAMED, context)
    if version is not None:
        yield subject, CG["hasLanguageVersion"], version
    yield from to_acting(subject, document, context)
    yield from to_children(document, subject, children_of(document).get(None, ()), context)
    within = [c for p in document.paragraphs for c in p.citations]
    yield from to_cites(subject, [*within, *document.citations], context)
    amended = [a for p in document.paragraphs for a in p.amends]
    yield from to_amends(subject, amended, context)
    yield from to_links(subject, "citation", CG["hasCitation"], len(document.citations))
    yield from stated.to_links(subject, (*document.places, *document.recorded), stated.DOCUMENT)
    yield from to_passage_links(subject, document, NAMED)
    yield from to_links(subject, "remark", CG["remark"], len(document.remarks))


def kind_of(graph: Graph, subject: str) -> DocumentKind | None:
    """Return the kind of document that a subject is, None where it is no document."""
    return next((_KINDS[t] for t in graph.types(subject) if t in _KINDS), None)


def from_document(graph: Graph, subject: str, kind: DocumentKind, language: str) -> Document:
    """Return a document; ``language`` is that of the file, for one that is only talked about.

    Raises:
        ValueError: something that a document's part must have is not said.
    """
    linked = graph.linked(subject, CG["hasLanguageVersion"])
    version = _from_version(graph, linked[0]) if linked else None
    if version is None:
        tags = (text.language for text in graph.texts(subject))
        language = next((tag for tag in tags if tag), language)
    return Document(
        kind=kind,
        language=version.language if version else language,
        version=version,
        paragraphs=from_paragraphs(graph, subject),
        citations=from_citations(graph, subject),
        remarks=from_remarks(graph, subject),
        places=stated.from_places(graph, subject, stated.DOCUMENT),
        recorded=stated.from_recorded(graph, subject, stated.DOCUMENT),
        **from_passages(graph, subject, NAMED, version.language if version else language),
        **schema.from_fields(graph, subject, schema.DOCUMENT),
    )


def _to_version(subject: Iri, version: LanguageVersion, context: Context) -> Iterator[Triple]:
    source = Iri(source_file_path(subject, version.source.sha256))
    yield subject, _TYPE, CG["LanguageVersion"]
    yield from schema.to_fields(subject, version, schema.VERSION, context)
    yield subject, CG["sourceFile"], source
    yield from to_span(subject, version.span, context)
    yield from to_links(subject, "remark", CG["remark"], len(version.remarks))
    yield from to_source(source, version.source, context)
    yield from to_remarks(subject, version.remarks, context)


def to_source(subject: Iri, source: Source, context: Context) -> Iterator[Triple]:
    """Yield a file that something was read from."""
    yield subject, _TYPE, CG["SourceFile"]
    yield from schema.to_fields(subject, source, schema.SOURCE, context)
    if source.origin:
        yield from schema.to_fields(subject, source.origin, schema.ORIGIN, context)


def from_source(graph: Graph, subject: str) -> Source:
    """Return a file that something was read from."""
    fetched = any(graph.terms(subject, row.predicate) for row in schema.ORIGIN)
    origin = Origin(**schema.from_fields(graph, subject, schema.ORIGIN)) if fetched else None
    return Source(**schema.from_fields(graph, subject, schema.SOURCE), origin=origin)


def _from_version(graph: Graph, subject: Iri) -> LanguageVersion:
    source = str(graph.one(subject, CG["sourceFile"]))
    return LanguageVersion(
        source=from_source(graph, source),
        span=from_span(graph, subject),
        remarks=from_remarks(graph, subject),
        **schema.from_fields(graph, subject, schema.VERSION),
    )
