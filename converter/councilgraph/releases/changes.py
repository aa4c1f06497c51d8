"""Which facts two releases do not share.

A fact is a triple of a document, its vote, or of the ontology's tables. Where a fact was read
(offsets, quotes, passages, source files) is told apart from what it says: a word put in moves the
place of every fact after it, and changes none. A value given up and one taken on by the same
subject, property and language are one change; a fact that only moved to another file is none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from ..formats import RDF_FORMATS
from ..publish.merge import PLACE
from ..publish.signposts import LINKSET
from ..rdf import Iri, Literal, Term, Triple, parse_triples
from ..rdf.namespaces import CG, DCTERMS, RDF

_TURTLE = RDF_FORMATS["ttl"].suffix
_TABLES = "ontology/"
_WHERE = frozenset((*PLACE, CG["hasPassage"], CG["sourceFile"], DCTERMS["source"]))
_SOURCES = frozenset((CG["Passage"], CG["SourceFile"]))
"""Classes of things that only say where something was read."""

Sums = Mapping[str, str]
Reader = Callable[[str], bytes]


class Kind(StrEnum):
    """What became of a fact, or of a document."""

    ADDED = "added"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Change:
    """A fact that only one of two releases has, or that has another value in each."""

    subject: Iri
    predicate: Iri
    before: Term | None
    after: Term | None

    @property
    def kind(self) -> Kind:
        """Return what became of the fact."""
        if self.before is None:
            return Kind.ADDED
        return Kind.GONE if self.after is None else Kind.CHANGED


@dataclass(frozen=True, slots=True)
class Told:
    """What changed in one document, or table of the ontology: its facts, and how many places.

    ``places`` counts the statements of where something was read that are others.
    """

    path: str
    kind: Kind
    changes: tuple[Change, ...]
    places: int
    document: bool

    def count(self, kind: Kind) -> int:
        """Return how many facts are changes of a kind."""
        return sum(c.kind is kind for c in self.changes)


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed from one release to another; ``files`` counts files that hold no facts."""

    told: tuple[Told, ...]
    files: int

    def count(self, kind: Kind, *, documents: bool = True) -> int:
        """Return how many facts of documents, or else of tables, are changes of a kind."""
        return sum(t.count(kind) for t in self.told if t.document is documents)


def changes_between(old: Sums, new: Sums, read: Reader) -> Changes:
    """Return what changed between two releases, given the hashes of their files.

    ``read`` gives the content of a hash.
    """
    differing = sorted(p for p in old.keys() | new.keys() if old.get(p) != new.get(p))
    factual = [p for p in differing if _factual(p, old) or _factual(p, new)]
    sides = {p: (_triples(p, old, read), _triples(p, new, read)) for p in factual}
    only = {p: _without(a, b) for p, (a, b) in sides.items()}
    moved = {t for gone, _ in only.values() for t in gone}
    moved &= {t for _, added in only.values() for t in added}
    told = []
    for path, (gone, added) in only.items():
        sources = _sources(chain(*sides[path]))
        kept = [[t for t in side if t not in moved] for side in (gone, added)]
        facts = [[t for t in side if not _is_place(t, sources)] for side in kept]
        places = max(len(side) - len(said) for side, said in zip(kept, facts, strict=True))
        told.append(
            Told(path.removesuffix(_TURTLE), _kind(path, old, new), tuple(_paired(*facts)),
                 places, not path.startswith(_TABLES))
        )  # fmt: skip
    return Changes(tuple(told), len(differing) - len(factual))


def is_document(path: str, files: Sums) -> bool:
    """Tell whether a file is the Turtle of a document: those alone have a linkset."""
    return path.endswith(_TURTLE) and path.removesuffix(_TURTLE) + LINKSET in files


def _factual(path: str, files: Sums) -> bool:
    tables = path.startswith(_TABLES) and path.endswith(_TURTLE)
    return path in files and (tables or is_document(path, files))


def _triples(path: str, files: Sums, read: Reader) -> dict[Triple, None]:
    if path not in files:
        return {}
    return dict.fromkeys(parse_triples(read(files[path]), "ttl", path))


def _without(one: dict[Triple, None], other: dict[Triple, None]) -> tuple[list[Triple], ...]:
    return [t for t in one if t not in other], [t for t in other if t not in one]


def _kind(path: str, old: Sums, new: Sums) -> Kind:
    if path not in old:
        return Kind.ADDED
    return Kind.CHANGED if path in new else Kind.GONE


def _sources(triples: Iterable[Triple]) -> set[Iri]:
    """Return the things that only say where something was read."""
    return {s for s, p, o in triples if p == RDF["type"] and o in _SOURCES}


def _is_place(triple: Triple, sources: set[Iri]) -> bool:
    return triple[1] in _WHERE or triple[0] in sources


Slot = tuple[Iri, Iri, str]


def _paired(gone: Iterable[Triple], added: Iterable[Triple]) -> Iterator[Change]:
    """Yield changes in the order of the newer release, what is gone after it."""
    lost, won = _by_slot(gone), _by_slot(added)
    for slot in [*won, *(s for s in lost if s not in won)]:
        before, after = lost.get(slot, []), won.get(slot, [])
        if len(before) == len(after) == 1:
            yield Change(slot[0], slot[1], before[0], after[0])
        else:
            yield from (Change(slot[0], slot[1], None, term) for term in after)
            yield from (Change(slot[0], slot[1], term, None) for term in before)


def _by_slot(triples: Iterable[Triple]) -> dict[Slot, list[Term]]:
    """Return values by what they are values of; each language has its own."""
    found: dict[Slot, list[Term]] = {}
    for subject, predicate, term in triples:
        language = (term.language or "") if isinstance(term, Literal) else ""
        found.setdefault((subject, predicate, language), []).append(term)
    return found
