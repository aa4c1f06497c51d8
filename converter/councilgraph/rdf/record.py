"""A record as triples in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ..identifiers import (
    BASE,
    ballot_path,
    document_path,
    paragraph_path,
    target_path,
    vote_path,
)
from ..model import (
    Citation,
    Document,
    DocumentKind,
    LanguageVersion,
    Named,
    Paragraph,
    Record,
    Remark,
    Request,
    Span,
    Vote,
)
from . import schema
from .inverse import record_of
from .namespaces import CG, DCTERMS, RDF
from .schema import Context, Row
from .terms import INTEGER, LANGUAGE, Iri, Literal, Triple

__all__ = ["record_of", "triples_of"]

_TYPE = RDF["type"]
_CLASSES: dict[DocumentKind, str] = {kind: kind.value for kind in DocumentKind}


def triples_of(record: Record, base: str = BASE) -> list[Triple]:
    """Return what a record says as triples in reading order, subject by subject.

    Each document comes with its language version, then its paragraphs in order, each followed by
    its citations, requests and remarks; the votes come last.

    Raises:
        ValueError: a symbol or path cannot be part of an IRI.
    """
    triples: list[Triple] = []
    main = record.main
    version = _version_iri(main, base)
    for document in record.documents:
        triples += _document(document, _version_iri(document, base) or version, base)
    for vote in record.votes:
        triples += _vote(vote, version, Context(base, main.language))
    meetings = {d.meeting for d in record.documents if d.meeting}
    meetings |= {v.meeting for v in record.votes if v.meeting}
    for meeting in sorted(meetings):
        subject = Iri(base + document_path(meeting))
        triples.append((subject, _TYPE, CG["MeetingRecord"]))
        triples.append((subject, CG["symbol"], Literal(meeting)))
    return triples


def _rows(subject: Iri, value: Any, rows: Iterable[Row], context: Context) -> Iterator[Triple]:
    """Yield the triples of a value's simple fields; what is None or empty says nothing."""
    for row in rows:
        found = getattr(value, row.field)
        if found is None or found == "" or found == ():
            continue
        for item in found if row.many else (found,):
            yield subject, row.predicate, row.codec.to_rdf(item, context)


def _span(subject: Iri, version: Iri | None, span: Span | None) -> Iterator[Triple]:
    if span is None or version is None:
        return
    yield subject, CG["source"], version
    yield subject, CG["sourceStart"], Literal(str(span.start), INTEGER)
    yield subject, CG["sourceEnd"], Literal(str(span.end), INTEGER)


def _version_iri(document: Document, base: str) -> Iri | None:
    if document.version is None:
        return None
    return Iri(f"{base}{document_path(document.symbol)}/{document.version.language}")


def _document(document: Document, version: Iri | None, base: str) -> Iterator[Triple]:
    """Yield one document; ``version`` is the text it was read from, its own or another's."""
    subject = Iri(base + document_path(document.symbol))
    context = Context(base, document.language)
    yield subject, _TYPE, CG[_CLASSES[document.kind]]
    yield from _rows(subject, document, schema.DOCUMENT, context)
    for field, predicate in schema.NAMED:
        for named in _all_named(document, field):
            yield subject, predicate, _named_value(named, context)
    if document.version is not None and version is not None:
        yield subject, CG["hasLanguageVersion"], version
    for paragraph in document.paragraphs:
        if paragraph.parent is None:
            yield subject, CG["hasParagraph"], _paragraph_iri(document, paragraph.path, base)
    cited = (c.target for p in document.paragraphs for c in p.citations)
    for target in dict.fromkeys([*cited, *(c.target for c in document.citations)]):
        yield subject, CG["cites"], Iri(base + target_path(target))
    yield from _links(subject, "citation", CG["hasCitation"], len(document.citations))
    passages = list(_passages(document, subject, version, context))
    for _, passage in passages:
        yield subject, CG["hasPassage"], passage
    yield from _links(subject, "remark", CG["remark"], len(document.remarks))
    for triples, _ in passages:
        yield from triples
    yield from _remarks(subject, document.remarks, version)
    if document.version is not None and version is not None:
        yield from _version(document.version, version, context)
    yield from _citations(subject, document.citations, version, context)
    children: dict[tuple[str, ...] | None, list[tuple[str, ...]]] = {}
    for paragraph in document.paragraphs:
        children.setdefault(paragraph.parent, []).append(paragraph.path)
    for paragraph in document.paragraphs:
        below = children.get(paragraph.path, [])
        yield from _paragraph(document, paragraph, below, version, context)


def _all_named(document: Document, field: str) -> tuple[Named, ...]:
    value: Named | tuple[Named, ...] | None = getattr(document, field)
    if value is None:
        return ()
    return (value,) if isinstance(value, Named) else value


def _named_value(named: Named, context: Context) -> Iri | Literal:
    if named.path:
        return Iri(named.path if "://" in named.path else context.base + named.path)
    return Literal(named.text, language=context.language)


def _passages(
    document: Document, subject: Iri, version: Iri | None, context: Context
) -> Iterator[tuple[list[Triple], Iri]]:
    """Yield one passage per name: which property it was read for, its words, its place."""
    for field, predicate in schema.NAMED:
        local = predicate.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
        for k, named in enumerate(_all_named(document, field), 1):
            passage = Iri(f"{subject}/passage/{local}/{k}")
            yield [
                (passage, _TYPE, CG["Passage"]),
                (passage, CG["ofProperty"], predicate),
                (passage, RDF["value"], _named_value(named, context)),
                (passage, CG["quote"], Literal(named.text)),
                *_span(passage, version, named.span),
            ], passage


def _version(version: LanguageVersion, subject: Iri, context: Context) -> Iterator[Triple]:
    source = Iri(f"{subject}/source/{version.source.sha256[:12]}")
    yield subject, _TYPE, CG["LanguageVersion"]
    yield subject, DCTERMS["language"], Literal(version.language, LANGUAGE)
    yield subject, CG["sourceFile"], source
    yield from _span(subject, subject, version.span)
    yield from _links(subject, "remark", CG["remark"], len(version.remarks))
    yield source, _TYPE, CG["SourceFile"]
    yield from _rows(source, version.source, schema.SOURCE, context)
    yield from _remarks(subject, version.remarks, subject)


def _links(subject: Iri, name: str, predicate: Iri, count: int) -> Iterator[Triple]:
    for k in range(1, count + 1):
        yield subject, predicate, Iri(f"{subject}/{name}/{k}")


def _remarks(owner: Iri, remarks: tuple[Remark, ...], version: Iri | None) -> Iterator[Triple]:
    for k, remark in enumerate(remarks, 1):
        subject = Iri(f"{owner}/remark/{k}")
        yield subject, _TYPE, CG["Remark"]
        yield from _rows(subject, remark, schema.REMARK, Context(""))
        yield from _span(subject, version, remark.span)


def _paragraph_iri(document: Document, path: tuple[str, ...], base: str) -> Iri:
    return Iri(base + paragraph_path(document.symbol, path))


def _paragraph(
    document: Document,
    paragraph: Paragraph,
    children: list[tuple[str, ...]],
    version: Iri | None,
    context: Context,
) -> Iterator[Triple]:
    subject = _paragraph_iri(document, paragraph.path, context.base)
    yield subject, _TYPE, CG[paragraph.kind.value]
    yield from _rows(subject, paragraph, schema.PARAGRAPH, context)
    for lemma in dict.fromkeys(v.lemma for v in paragraph.verbs):
        yield subject, CG["verb"], schema.VERBS.to_rdf(lemma, context)
    yield from _span(subject, version, paragraph.span)
    for child in children:
        yield subject, CG["hasParagraph"], _paragraph_iri(document, child, context.base)
    yield from _links(subject, "citation", CG["hasCitation"], len(paragraph.citations))
    yield from _links(subject, "request", CG["makesRequest"], len(paragraph.requests))
    yield from _links(subject, "verb", CG["hasPassage"], len(paragraph.verbs))
    yield from _links(subject, "remark", CG["remark"], len(paragraph.remarks))
    yield from _citations(subject, paragraph.citations, version, context)
    for k, request in enumerate(paragraph.requests, 1):
        yield from _request(Iri(f"{subject}/request/{k}"), request, version, context)
    for k, verb in enumerate(paragraph.verbs, 1):
        passage = Iri(f"{subject}/verb/{k}")
        yield passage, _TYPE, CG["Passage"]
        yield passage, CG["ofProperty"], CG["verb"]
        yield passage, RDF["value"], schema.VERBS.to_rdf(verb.lemma, context)
        yield from _span(passage, version, verb.span)
    yield from _remarks(subject, paragraph.remarks, version)


def _citations(
    owner: Iri, citations: tuple[Citation, ...], version: Iri | None, context: Context
) -> Iterator[Triple]:
    for k, citation in enumerate(citations, 1):
        subject = Iri(f"{owner}/citation/{k}")
        yield subject, _TYPE, CG["Citation"]
        yield subject, CG["cited"], Iri(context.base + target_path(citation.target))
        yield from _rows(subject, citation, schema.CITATION, context)
        yield from _span(subject, version, citation.span)
        yield from _links(subject, "remark", CG["remark"], len(citation.remarks))
        yield from _remarks(subject, citation.remarks, version)


def _request(
    subject: Iri, request: Request, version: Iri | None, context: Context
) -> Iterator[Triple]:
    yield subject, _TYPE, CG["Request"]
    yield from _rows(subject, request, schema.REQUEST, context)
    yield from _span(subject, version, request.span)


def _vote(vote: Vote, version: Iri | None, context: Context) -> Iterator[Triple]:
    decided = vote.resolution or vote.draft
    if decided is None:
        return
    subject = Iri(context.base + vote_path(decided))
    yield subject, _TYPE, CG["Vote"]
    yield from _rows(subject, vote, schema.VOTE, context)
    yield from _rows(subject, vote.tally, schema.TALLY, context)
    yield from _span(subject, version, vote.span)
    iris = [Iri(context.base + ballot_path(decided, b.state)) for b in vote.ballots]
    for ballot in dict.fromkeys(iris):
        yield subject, CG["hasBallot"], ballot
    yield from _links(subject, "remark", CG["remark"], len(vote.remarks))
    for iri, ballot in zip(iris, vote.ballots, strict=True):
        yield iri, _TYPE, CG["Ballot"]
        yield from _rows(iri, ballot, schema.BALLOT, context)
        yield from _span(iri, version, ballot.span)
    yield from _remarks(subject, vote.remarks, version)
