"""Paragraphs and what they ask for, as triples and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..identifiers import paragraph_path
from ..model import Document, MandateDecision, Paragraph, ParagraphKind, Request
from . import codecs, schema
from .amendments import from_amendments, to_amended, to_amendments
from .citations import from_citations, to_citations
from .codecs import Context
from .graph import Graph
from .namespaces import CG, RDF
from .passages import (
    ACTING,
    NAMED_IN_PARAGRAPH,
    from_passages,
    from_verbs,
    to_passage_links,
    to_passages,
    to_values,
    to_verbs,
)
from .places import from_remarks, from_span_of, to_links, to_remarks, to_span
from .terms import Iri, Triple

Path = tuple[str, ...]
_TYPE, _VERB = RDF["type"], CG["verb"]
_CITATION, _REQUEST, _MANDATE = CG["hasCitation"], CG["makesRequest"], CG["decidesMandate"]
_PASSAGE, _REMARK = CG["hasPassage"], CG["remark"]
_KINDS = {CG[kind.value]: kind for kind in ParagraphKind}


def to_children(
    document: Document, subject: Iri, below: Iterable[Path], context: Context
) -> Iterator[Triple]:
    """Yield the links from a document or paragraph to the paragraphs directly below it."""
    for path in below:
        yield subject, CG["hasParagraph"], _iri(document, path, context)


def to_acting(subject: Iri, document: Document, context: Context) -> Iterator[Triple]:
    """Yield under which parts of the Charter a document acts as a whole: its preamble says so.

    The preamble of one part of a document (A, B, C) governs that part alone.
    """
    for paragraph in document.paragraphs:
        if paragraph.kind is ParagraphKind.PREAMBULAR and paragraph.path[0] == "preamble":
            yield from to_values(subject, paragraph, ACTING, context)


def children_of(document: Document) -> dict[Path | None, list[Path]]:
    """Return the paths of the paragraphs directly below each path; None is the document."""
    children: dict[Path | None, list[Path]] = {}
    for paragraph in document.paragraphs:
        children.setdefault(paragraph.parent, []).append(paragraph.path)
    return children


def to_paragraphs(document: Document, context: Context) -> list[Triple]:
    """Return a document's paragraphs in order, each with what was read in it after it."""
    children = children_of(document)
    triples: list[Triple] = []
    for paragraph in document.paragraphs:
        subject = _iri(document, paragraph.path, context)
        below = children.get(paragraph.path, ())
        triples += _to_paragraph(subject, paragraph, context)
        triples += to_children(document, subject, below, context)
        triples += to_links(subject, "citation", _CITATION, len(paragraph.citations))
        triples += to_links(subject, "request", _REQUEST, len(paragraph.requests))
        triples += to_links(subject, "mandate", _MANDATE, len(paragraph.mandates))
        triples += to_links(subject, "verb", _PASSAGE, len(paragraph.verbs))
        triples += to_passage_links(subject, paragraph, NAMED_IN_PARAGRAPH)
        triples += to_links(subject, "amendment", _PASSAGE, len(paragraph.amends))
        triples += to_links(subject, "remark", _REMARK, len(paragraph.remarks))
        triples += to_verbs(subject, paragraph.verbs, context)
        triples += to_passages(subject, paragraph, NAMED_IN_PARAGRAPH, context)
        triples += to_amendments(subject, paragraph.amends, context)
        triples += to_citations(subject, paragraph.citations, context)
        triples += _to_requests(subject, paragraph.requests, context)
        triples += _to_mandates(subject, paragraph.mandates, context)
        triples += to_remarks(subject, paragraph.remarks, context)
    return triples


def _to_paragraph(subject: Iri, paragraph: Paragraph, context: Context) -> list[Triple]:
    triples: list[Triple] = [(subject, _TYPE, CG[paragraph.kind.value])]
    triples += schema.to_fields(subject, paragraph, schema.PARAGRAPH, context)
    for lemma in dict.fromkeys(v.lemma for v in paragraph.verbs):
        triples.append((subject, _VERB, codecs.VERBS.to_rdf(lemma, context)))
    triples += to_values(subject, paragraph, NAMED_IN_PARAGRAPH, context)
    triples += to_amended(subject, paragraph.amends, context)
    triples += to_span(subject, paragraph.span, context)
    return triples


def from_paragraphs(graph: Graph, document: str) -> tuple[Paragraph, ...]:
    """Return a document's paragraphs by position.

    Raises:
        ValueError: one lacks its place, is of no class of paragraphs, or is met twice.
    """
    found: list[Paragraph] = []
    waiting: list[tuple[Iri, Path | None]] = [
        (iri, None) for iri in graph.linked(document, CG["hasParagraph"])
    ]
    met: set[Iri] = set()
    for subject, parent in waiting:  # grows: a paragraph's children wait behind it
        if subject in met:
            raise ValueError(f"<{subject}> is below two paragraphs, or below itself")
        met.add(subject)
        paragraph = _from_paragraph(graph, document, subject, parent)
        found.append(paragraph)
        below = graph.linked(subject, CG["hasParagraph"])
        waiting += [(child, paragraph.path) for child in below]
    return tuple(sorted(found, key=lambda p: p.position))


def _from_paragraph(
    graph: Graph, document: str, subject: Iri, parent: Path | None
) -> Paragraph:
    kind = next((_KINDS[t] for t in graph.types(subject) if t in _KINDS), None)
    if kind is None:
        raise ValueError(f"<{subject}> is of no class of paragraphs")
    return Paragraph(
        kind=kind,
        path=tuple(subject.removeprefix(document + "/").split("/")),
        span=from_span_of(graph, subject),
        verbs=from_verbs(graph, subject),
        citations=from_citations(graph, subject),
        requests=_from_requests(graph, subject),
        mandates=_from_mandates(graph, subject),
        amends=from_amendments(graph, subject),
        remarks=from_remarks(graph, subject),
        parent=parent,
        **from_passages(graph, subject, NAMED_IN_PARAGRAPH, ""),
        **schema.from_fields(graph, subject, schema.PARAGRAPH),
    )


def _to_requests(
    owner: Iri, requests: tuple[Request, ...], context: Context
) -> Iterator[Triple]:
    for k, request in enumerate(requests, 1):
        subject = Iri(f"{owner}/request/{k}")
        yield subject, _TYPE, CG["Request"]
        yield from schema.to_fields(subject, request, schema.REQUEST, context)
        yield from to_span(subject, request.span, context)


def _from_requests(graph: Graph, owner: str) -> tuple[Request, ...]:
    unknown = {"addressees": ()}
    return tuple(
        Request(
            span=from_span_of(graph, r),
            **(unknown | schema.from_fields(graph, r, schema.REQUEST)),
        )
        for r in graph.numbered(owner, _REQUEST)
    )


def _to_mandates(
    owner: Iri, mandates: tuple[MandateDecision, ...], context: Context
) -> Iterator[Triple]:
    for k, mandate in enumerate(mandates, 1):
        subject = Iri(f"{owner}/mandate/{k}")
        yield subject, _TYPE, CG["MandateDecision"]
        yield from schema.to_fields(subject, mandate, schema.MANDATE, context)
        yield from to_span(subject, mandate.span, context)


def _from_mandates(graph: Graph, owner: str) -> tuple[MandateDecision, ...]:
    return tuple(
        MandateDecision(
            span=from_span_of(graph, m),
            **({"subject": None} | schema.from_fields(graph, m, schema.MANDATE)),
        )
        for m in graph.numbered(owner, _MANDATE)
    )


def _iri(document: Document, path: Path, context: Context) -> Iri:
    return Iri(context.base + paragraph_path(document.symbol, path))
