"""A document's facts, each with the passages it was read from and the remarks made there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..rdf import Block, Iri, Literal, Term
from ..rdf.namespaces import CG, RDF, RDFS
from .passages import Nodes, Passage, Sources, first

_TYPE, _CITES, _CITED = RDF["type"], CG["cites"], CG["cited"]
_TRACES = frozenset(CG[n] for n in ("Passage", "Remark", "LanguageVersion", "SourceFile"))
"""Classes of what tells where something was read, and of nothing else."""
_PLACE = frozenset(
    (_TYPE, *(CG[n] for n in (
        "source", "sourceStart", "sourceEnd", "quote", "writtenAs", "position",
    )))
)  # fmt: skip
"""Properties that tell a place in a source or a graph, not what was read there."""


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark of the reader: on what, its code and grade, its sentence, its place if any."""

    subject: Iri
    code: str
    severity: str
    message: str
    passage: Passage | None


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement of the graph and where it was read.

    ``paragraph`` is the nearest paragraph that it stands in. ``passages`` begin with the source
    that was read first; the others are where further sources say the same. There is none where a
    statement follows from others. ``remarks`` are what the reader found odd at these places.
    """

    subject: Iri
    property: Iri
    value: Term
    paragraph: Iri | None
    passages: tuple[Passage, ...] = ()
    remarks: tuple[Comment, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is known of one document and from where.

    ``versions`` are the parts of files that it was read from, ``remarks`` those that stand at
    none of its facts.
    """

    document: Iri
    symbol: str
    versions: tuple[Passage, ...]
    facts: tuple[Fact, ...]
    remarks: tuple[Comment, ...]


def explain(document: Iri, vote: Iri, nodes: Nodes, texts: Mapping[str, str]) -> Explanation:
    """Return a document's facts in reading order, and those of the vote that is named by it.

    ``texts`` are the published texts by their addresses (``cg:sourceText``).

    Raises:
        ValueError: a place lies outside its text.
    """
    sources = Sources(nodes, texts)
    subjects = _subjects(document, vote, nodes)
    remarks = [
        _comment(s, Iri(r), nodes.get(Iri(r), {}), sources)
        for s in subjects for r in nodes[s].get(CG["remark"], ())
    ]  # fmt: skip
    read = [f for s in subjects for f in _facts(s, nodes, sources, remarks)]
    facts = [f if f.property != _CITES else _shortcut(f, read) for f in read]
    attached = {r for f in facts for r in f.remarks}
    versions = _placed(document, CG["hasLanguageVersion"], nodes, sources)
    return Explanation(
        document,
        first(nodes[document], CG["symbol"]),
        tuple(passage for _, passage in versions),
        tuple(facts),
        tuple(r for r in dict.fromkeys(remarks) if r not in attached),
    )


def _subjects(document: Iri, vote: Iri, nodes: Nodes) -> list[Iri]:
    """Return what belongs to a document: itself, its paragraphs by position, its vote.

    An addendum's path stands below that of the document it is added to, and is its own document.
    """
    tops = (document, vote)
    within = [s for s in nodes if s in tops or s.startswith(tuple(f"{t}/" for t in tops))]
    others = tuple(f"{s}/" for s in within if s != document and CG["symbol"] in nodes[s])
    own = [s for s in within if not f"{s}/".startswith(others)] if others else within

    def place(subject: Iri) -> tuple[int, int]:
        paragraph = paragraph_of(subject, nodes)
        position = first(nodes[paragraph], CG["position"]) if paragraph else "0"
        return int(not f"{subject}/".startswith(f"{document}/")), int(position)

    return sorted(own, key=place)


def paragraph_of(subject: Iri, nodes: Nodes) -> Iri | None:
    """Return the nearest paragraph that a thing is or stands below, None where there is none."""
    path = str(subject)
    while path:
        found = Iri(path)
        if CG["position"] in nodes.get(found, {}):
            return found
        path = path.rpartition("/")[0]
    return None


def _placed(
    subject: Iri, predicate: Iri, nodes: Nodes, sources: Sources
) -> list[tuple[Block, Passage]]:
    """Return the things that a predicate links and that have a place, with their passages."""
    linked = [Iri(str(term)) for term in nodes[subject].get(predicate, ())]
    found = [(nodes.get(node, {}), sources.passage(node)) for node in linked]
    return [(block, passage) for block, passage in found if passage]


def _comment(subject: Iri, remark: Iri, said: Block, sources: Sources) -> Comment:
    return Comment(
        subject, first(said, CG["code"]), first(said, CG["severity"]),
        first(said, RDFS["comment"]), sources.passage(remark),
    )  # fmt: skip


def _facts(
    subject: Iri, nodes: Nodes, sources: Sources, remarks: list[Comment]
) -> Iterator[Fact]:
    """Yield what is said of a thing, but for what holds the graph together."""
    said = nodes[subject]
    if not _TRACES.isdisjoint(said.get(_TYPE, ())):
        return
    own = sources.passage(subject)
    linked = _placed(subject, CG["hasPassage"], nodes, sources)
    paragraph = paragraph_of(subject, nodes)
    for predicate, terms in said.items():
        if predicate in _PLACE:
            continue
        for term in terms:
            if isinstance(term, Iri) and term.startswith(f"{subject}/"):
                continue
            passages = tuple(_passages(predicate, term, terms, own, linked))
            noted = tuple(r for r in remarks if _at(r, subject, passages))
            yield Fact(subject, predicate, term, paragraph, passages, noted)


def _passages(
    predicate: Iri,
    term: Term,
    terms: list[Term],
    own: Passage | None,
    linked: list[tuple[Block, Passage]],
) -> list[Passage]:
    """Return where a statement was read: in passages of its own, else where its subject was.

    Passages without a value are those of further sources that say the same. Of texts in several
    languages each was read in the version of its language.
    """
    of = [(b.get(RDF["value"]), p) for b, p in linked if predicate in b.get(CG["ofProperty"], ())]
    exact = [p for values, p in of if values and term in values]
    further = [p for values, p in of if not values]
    found = [*exact, *further] if exact else [*([own] if own else ()), *further]
    tags = {t.language for t in terms if isinstance(t, Literal)} - {None}
    language = term.language if isinstance(term, Literal) else None
    return [p for p in found if p.language not in tags or p.language == language]


def _at(remark: Comment, subject: Iri, passages: tuple[Passage, ...]) -> bool:
    """Tell whether a remark stands at a fact: in its passage, or around it on its very subject."""
    place = remark.passage
    return place is not None and any(
        p.holds(place) or (remark.subject == subject and place.holds(p)) for p in passages
    )


def _shortcut(fact: Fact, read: list[Fact]) -> Fact:
    """Return the shortcut to a cited thing with the passages of all its citations."""
    of = [f for f in read if f.property == _CITED and f.value == fact.value]
    passages = tuple(dict.fromkeys(p for f in of for p in f.passages))
    remarks = tuple(dict.fromkeys(r for f in of for r in f.remarks))
    return Fact(fact.subject, fact.property, fact.value, fact.paragraph, passages, remarks)
