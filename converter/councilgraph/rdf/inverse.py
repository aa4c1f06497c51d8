"""Triples as a record again: the inverse of ``record.triples_of``."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from ..identifiers import BASE, target_of_path
from ..model import (
    Ballot,
    Citation,
    Document,
    DocumentKind,
    LanguageVersion,
    Named,
    Paragraph,
    ParagraphKind,
    Record,
    Remark,
    Request,
    Source,
    Span,
    Tally,
    Target,
    VerbUse,
    Vote,
)
from . import schema
from .namespaces import CG, DCTERMS, RDF
from .schema import Context, Row
from .terms import Iri, Literal, Term, Triple

_KINDS = {CG[k.value]: k for k in DocumentKind}
_TYPE = RDF["type"]


class _Graph:
    """Triples by subject and predicate, order kept."""

    def __init__(self, triples: Iterable[Triple], base: str) -> None:
        self.base = base
        self.of: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
        for subject, predicate, term in triples:
            self.of[subject][predicate].append(term)

    def one(self, subject: str, predicate: str) -> Term | None:
        return next(iter(self.of[subject][predicate]), None)

    def linked(self, subject: str, predicate: str) -> list[str]:
        return [str(t) for t in self.of[subject][predicate] if isinstance(t, Iri)]

    def span(self, subject: str) -> Span | None:
        start, end = self.one(subject, CG["sourceStart"]), self.one(subject, CG["sourceEnd"])
        if start is None or end is None:
            return None
        return Span(int(schema.text_of(start)), int(schema.text_of(end)))

    def fields(self, subject: str, rows: Iterable[Row]) -> dict[str, Any]:
        """Return the simple fields of a thing, those that were not said left out."""
        context = Context(self.base)
        found: dict[str, Any] = {}
        for row in rows:
            terms = self.of[subject][row.predicate]
            if terms:
                values = tuple(row.codec.from_rdf(t, context) for t in terms)
                found[row.field] = values if row.many else values[0]
        return found


def record_of(triples: Iterable[Triple], base: str = BASE) -> Record:
    """Return the record that the triples of one source file say.

    A cited resolution's year is restored from its number, since no IRI holds it.

    Raises:
        ValueError: no document with a language version is in the triples.
    """
    graph = _Graph(triples, base)
    subjects = [s for s in graph.of if _kind(graph, s) is not None]
    documents = tuple(_document(graph, s) for s in subjects)
    sources = [d.version.source for d in documents if d.version]
    if not sources:
        raise ValueError("no document with a language version is in these triples")
    votes = tuple(_vote(graph, s) for s in graph.of if CG["Vote"] in graph.of[s][_TYPE])
    return Record(sources[0], documents, votes)


def _kind(graph: _Graph, subject: str) -> DocumentKind | None:
    kinds = [_KINDS[t] for t in graph.of[subject][_TYPE] if t in _KINDS]
    only_met = kinds == [DocumentKind.MEETING_RECORD] and len(graph.of[subject]) <= 3
    return kinds[0] if kinds and not only_met else None


def _document(graph: _Graph, subject: str) -> Document:
    fields = graph.fields(subject, schema.DOCUMENT)
    version = next(iter(graph.linked(subject, CG["hasLanguageVersion"])), None)
    for field, predicate in schema.NAMED:
        names = tuple(_named(graph, p) for p in graph.linked(subject, CG["hasPassage"])
                      if graph.one(p, CG["ofProperty"]) == predicate)  # fmt: skip
        single = field in ("signatory", "signatory_role")
        if names:
            fields[field] = names[0] if single else names
    tops = graph.linked(subject, CG["hasParagraph"])
    paragraphs = [p for top in tops for p in _paragraphs(graph, subject, top, None)]
    return Document(
        kind=_kind(graph, subject) or DocumentKind.OTHER,
        language=_language(graph, subject, version),
        version=_version(graph, version) if version else None,
        paragraphs=tuple(sorted(paragraphs, key=lambda p: p.position)),
        citations=_citations(graph, subject),
        remarks=_remarks(graph, subject),
        **fields,
    )


def _language(graph: _Graph, subject: str, version: str | None) -> str:
    """Return the version's language, or the one that texts of a document only named are in."""
    if version:
        term = graph.one(version, DCTERMS["language"])
        return schema.text_of(term) if term is not None else ""
    tags = (t.language for terms in graph.of[subject].values() for t in terms
            if isinstance(t, Literal) and t.language)  # fmt: skip
    return next(tags, "")


def _named(graph: _Graph, passage: str) -> Named:
    value, quote = graph.one(passage, RDF["value"]), graph.one(passage, CG["quote"])
    path = str(value).removeprefix(graph.base) if isinstance(value, Iri) else None
    return Named(schema.text_of(quote) if quote is not None else "", graph.span(passage), path)


def _version(graph: _Graph, subject: str) -> LanguageVersion:
    source = graph.linked(subject, CG["sourceFile"])[0]
    term = graph.one(subject, DCTERMS["language"])
    return LanguageVersion(
        schema.text_of(term) if term is not None else "",
        Source(**graph.fields(source, schema.SOURCE)),
        graph.span(subject),
        _remarks(graph, subject),
    )


def _paragraphs(
    graph: _Graph, document: str, subject: str, parent: tuple[str, ...] | None
) -> list[Paragraph]:
    path = tuple(subject.removeprefix(document + "/").split("/"))
    kinds = {CG[k.value]: k for k in ParagraphKind}
    fields: dict[str, Any] = {"number": "", "text": ""} | graph.fields(subject, schema.PARAGRAPH)
    span = graph.span(subject)
    assert span is not None, f"{subject} has no span"
    own = Paragraph(
        kind=next(kinds[t] for t in graph.of[subject][_TYPE] if t in kinds),
        path=path,
        span=span,
        verbs=tuple(_verb(graph, v) for v in graph.linked(subject, CG["hasPassage"])),
        citations=_citations(graph, subject),
        requests=tuple(_request(graph, r) for r in graph.linked(subject, CG["makesRequest"])),
        remarks=_remarks(graph, subject),
        parent=parent,
        **fields,
    )
    below = graph.linked(subject, CG["hasParagraph"])
    return [own, *(p for child in below for p in _paragraphs(graph, document, child, path))]


def _placed(graph: _Graph, subject: str) -> Span:
    span = graph.span(subject)
    assert span is not None, f"{subject} has no span"
    return span


def _verb(graph: _Graph, subject: str) -> VerbUse:
    term = graph.one(subject, RDF["value"])
    lemma = re.sub(r".*/concept/verb/", "", str(term))
    return VerbUse(lemma, _placed(graph, subject))


def _citations(graph: _Graph, subject: str) -> tuple[Citation, ...]:
    return tuple(_citation(graph, c) for c in graph.linked(subject, CG["hasCitation"]))


def _citation(graph: _Graph, subject: str) -> Citation:
    term = graph.one(subject, CG["cited"])
    assert term is not None, f"{subject} cites nothing"
    path = schema.path_of(term, Context(graph.base))
    target: Target = target_of_path(path)
    if isinstance(target, str):
        target = schema.symbol_of(term, Context(graph.base))
    return Citation(
        target=target,
        span=_placed(graph, subject),
        remarks=_remarks(graph, subject),
        **graph.fields(subject, schema.CITATION),
    )


def _request(graph: _Graph, subject: str) -> Request:
    fields: dict[str, Any] = {"addressee": None} | graph.fields(subject, schema.REQUEST)
    return Request(span=_placed(graph, subject), **fields)


def _remarks(graph: _Graph, subject: str) -> tuple[Remark, ...]:
    return tuple(
        Remark(span=graph.span(r), **graph.fields(r, schema.REMARK))
        for r in graph.linked(subject, CG["remark"])
    )


def _vote(graph: _Graph, subject: str) -> Vote:
    fields: dict[str, Any] = {"draft": None, "resolution": None, "outcome": None}
    return Vote(
        tally=Tally(**graph.fields(subject, schema.TALLY)),
        ballots=tuple(
            Ballot(span=graph.span(b), **graph.fields(b, schema.BALLOT))
            for b in graph.linked(subject, CG["hasBallot"])
        ),
        span=graph.span(subject),
        remarks=_remarks(graph, subject),
        **(fields | graph.fields(subject, schema.VOTE)),
    )
