"""What the rest of a dataset shows of a unit, and what a page needs of the rest.

A unit's pages and files are made from what it says itself and from a few facts elsewhere: the
symbols and dates of the documents that it points at, and who points at its own. So a unit tells
its surface, see ``surface_of``: ``heads``, what others show of its documents and votes, and
``pointers``, what it says of things outside. From both ``Surroundings`` makes the nodes that stand
for the rest of the dataset on one page; with them a page has the same bytes as with the whole.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..explain import Nodes
from ..pages import HOLDING, Graph, page_of, site_of, year_of
from ..rdf import Block, Iri, Literal, Term
from ..rdf.namespaces import CG, DCTERMS, RDF
from .counts import terms_of
from .dcat import days_of
from .described import Described
from .links import named_days

as_json = json.JSONEncoder(ensure_ascii=False).encode
"""Return a value as JSON in a line; made once, for very many are."""
TOPICS, REMARKS = "topics", "concept/remark"
"""The pages that list texts rather than things pointed at."""
_TYPE, _SYMBOL, _CODE = RDF["type"], CG["symbol"], CG["code"]
_ABOUT = frozenset((CG["agendaItem"], DCTERMS["subject"], CG["topic"]))
_SHOWN = frozenset((
    _TYPE, DCTERMS["title"], DCTERMS["date"], DCTERMS["language"], *(CG[n] for n in (
        "symbol", "adoptionDate", "hasLanguageVersion", "draft", "resultedIn", "voteOn",
        "outcome", "procedure", "inFavour", "against", "abstaining", "hasBallot", "castBy",
        "choice",
    )),
))  # fmt: skip
"""What others show of a document, its language versions, a vote and its ballots."""
_HEADS = frozenset((CG["LanguageVersion"], CG["Ballot"], CG["Vote"]))


@dataclass(frozen=True, slots=True)
class Pointer:
    """A statement that a page elsewhere shows, and the part of which document or vote makes it.

    ``page`` is the path of the page, ``term`` what the statement is of: a thing, or a text.
    ``part`` is the paragraph that the subject is or stands in, else the document or vote,
    ``owner``; ``kind`` and ``number`` are the paragraph's.
    """

    page: str
    term: Term
    predicate: Iri
    subject: Iri
    owner: Iri
    part: Iri
    kind: str
    number: str


@dataclass(frozen=True, slots=True)
class Surface:
    """What the rest of the dataset shows of a unit.

    ``counts`` are of its terms, see ``counts.terms_of``; ``days`` are the first and last that a
    thing is dated; ``entities`` is the number of things.
    """

    heads: dict[Iri, Block]
    pointers: tuple[Pointer, ...]
    described: tuple[Described, ...]
    counts: Counter[tuple[str, str]]
    days: tuple[str, ...]
    entities: int


def surface_of(nodes: Nodes, base: str) -> Surface:
    """Return the surface of a unit, which its nodes tell."""
    site = site_of(nodes, base)
    graph = site.graph
    heads = {
        s: {p: terms for p, terms in said.items() if p in _SHOWN}
        for s, said in nodes.items()
        if _SYMBOL in said or not _HEADS.isdisjoint(said.get(_TYPE, ()))
    }
    named = named_days(nodes)
    documents = (
        Described(graph.path(d), False, graph.text(d, _SYMBOL), _first(graph, d),
                  graph.text(d, DCTERMS["date"]), year_of(site, d),
                  named[d].isoformat() if d in named else "")
        for d in graph.documents
    )  # fmt: skip
    votes = (
        Described(graph.path(v), True, "", None, graph.text(v, DCTERMS["date"]), "", "")
        for v in graph.votes
    )
    return Surface(
        heads, tuple(_pointers(graph)), (*documents, *votes), terms_of(nodes),
        days_of(nodes), len(nodes),
    )  # fmt: skip


def _first(graph: Graph, document: Iri) -> Literal | None:
    terms = graph.terms(document, DCTERMS["title"])
    return terms[0] if terms and isinstance(terms[0], Literal) else None


def _pointers(graph: Graph) -> Iterator[Pointer]:
    for subject, said in graph.nodes.items():
        for predicate, terms in said.items():
            for term in terms:
                if page := _page(graph, said, predicate, term):
                    part = graph.shown_part(subject)
                    kind, number = graph.text(part, _TYPE), graph.text(part, CG["number"])
                    owner = graph.owner_of(subject)
                    yield Pointer(page, term, predicate, subject, owner, part, kind, number)


def _page(graph: Graph, said: Block, predicate: Iri, term: Term) -> str:
    """Return the path of the page elsewhere that shows a statement, or nothing."""
    if isinstance(term, Iri):
        outside = predicate not in HOLDING and term not in graph.nodes
        return page_of(term, graph.base) if outside else ""
    if predicate in _ABOUT:
        return TOPICS
    return REMARKS if predicate == _CODE and CG["Remark"] in said.get(_TYPE, ()) else ""


Row = tuple[str, ...]
"""A pointer as its fields in order, but for the page, which is last; the term as JSON."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around the things of a page, as it is kept: pointers and heads.

    ``owners`` counts the documents and votes that point at a thing, in JSON, by a property or,
    without one, by any: there where they are more than the pointers tell.
    """

    pointers: Iterable[Row]
    heads: Iterable[str]
    owners: list[tuple[str, str, int]]

    def nodes(self) -> dict[Iri, Block]:
        """Return the nodes that stand for the rest of the dataset on a page."""
        nodes = _pointing(map(_pointer, self.pointers))
        for text in self.heads:
            for subject, block in unpacked(text).items():
                nodes[subject] = nodes.get(subject, {}) | block
        return nodes

    def counted(self) -> dict[tuple[Term, str], int]:
        """Return how many point at what, see ``pages.Graph``."""
        return {(term_read(term), predicate): n for term, predicate, n in self.owners}


def _pointer(row: Row) -> Pointer:
    term, predicate, subject, owner, part, kind, number, page = row
    return Pointer(page, term_read(term), Iri(predicate), Iri(subject), Iri(owner), Iri(part),
                   kind, number)  # fmt: skip


def _pointing(pointers: Iterable[Pointer]) -> dict[Iri, Block]:
    """Return who points at what a page shows, as nodes."""
    nodes: dict[Iri, Block] = {}
    for one in pointers:
        said = nodes.setdefault(one.subject, {})
        terms = said.setdefault(one.predicate, [])
        if one.term not in terms:
            terms.append(one.term)
        if one.predicate == _CODE:
            said.setdefault(_TYPE, []).append(CG["Remark"])
        part = nodes.setdefault(one.part, {})
        if one.kind:
            part.setdefault(_TYPE, [Iri(one.kind)])
        if one.number:
            part.setdefault(CG["number"], [Literal(one.number)])
        if one.part == one.owner and not one.kind:
            part.setdefault(_SYMBOL, [Literal("")])
    return nodes


def packed(heads: Mapping[Iri, Block]) -> str:
    """Return heads as JSON."""
    said = {s: {p: list(map(_told, ts)) for p, ts in b.items()} for s, b in heads.items()}
    return as_json(said)


def unpacked(text: str) -> dict[Iri, Block]:
    """Return the heads that JSON holds."""
    said: dict[str, dict[str, list[Any]]] = json.loads(text)
    return {
        Iri(s): {Iri(p): [_read(t) for t in ts] for p, ts in b.items()} for s, b in said.items()
    }


def _told(term: Term) -> Any:
    return str(term) if isinstance(term, Iri) else list(term)


def _read(said: Any) -> Term:
    return Iri(said) if isinstance(said, str) else Literal(*said)


def term_told(term: Term) -> str:
    """Return a term as JSON."""
    return as_json(_told(term))


def term_read(text: str) -> Term:
    """Return the term that JSON holds."""
    return _read(json.loads(text))
