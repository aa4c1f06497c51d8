"""Which sources are told of together: those that speak of the same documents.

A unit is the smallest part of a dataset that can be merged, judged and written by itself. Sources
belong to one unit where both describe a document, where one leads to a document that the other
describes by a property that the shapes follow, and where a document of one stands below a
document of the other in its path.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ..rdf import Iri, Triple
from ..rdf.namespaces import CG
from .sources import Contribution

LEADING = frozenset(CG[n] for n in ("draft", "voteOn", "resultedIn", "reportedIn", "annex"))
"""Properties by which the shapes look from one document at another."""

_SYMBOL = CG["symbol"]


@dataclass(frozen=True, slots=True)
class Member:
    """A source as its unit knows it: what its contribution says of itself, but for its triples.

    ``key`` is the name under which the contribution is kept; ``documents`` are the paths of the
    documents that it describes or leads to, ``text`` tells whether its text is published.
    """

    key: str
    name: str
    graph: str
    language: str
    sha256: str
    first: tuple[bool, bool]
    documents: tuple[str, ...]
    rank: int = 0
    text: bool = True

    @property
    def told(self) -> tuple[str, str]:
        """Return what it is the source of: of a table, each document is told of by itself."""
        return self.sha256, self.graph

    @property
    def order(self) -> tuple[object, ...]:
        """Return the place among the sources, as that of the contribution."""
        return (self.rank, *self.first, self.language, self.graph, self.name, self.sha256)


def member_of(one: Contribution, key: str, base: str) -> Member:
    """Return what a unit needs to know of a contribution."""
    told = {one.graph, *_documents(one.triples)}
    found = {t for t in told if t.startswith(f"{base}doc/")}
    paths = tuple(sorted(t.removeprefix(base) for t in found))
    return Member(key, one.name, one.graph, one.language, one.sha256, one.first, paths, one.rank,
                  bool(one.text))  # fmt: skip


def _documents(triples: Iterable[Triple]) -> Iterator[str]:
    for subject, predicate, term in triples:
        if predicate == _SYMBOL:
            yield subject
        elif predicate in LEADING and isinstance(term, Iri):
            yield term


@dataclass(frozen=True, slots=True)
class Unit:
    """Sources that are told of together: the first path of their documents, and who they are.

    ``key`` is the hash of all that the unit is made of.
    """

    name: str
    members: tuple[Member, ...]
    key: str = field(init=False)

    def __post_init__(self) -> None:
        keys = json.dumps([m.key for m in self.members])
        object.__setattr__(self, "key", hashlib.sha256(keys.encode()).hexdigest())


def units_of(members: Collection[Member]) -> list[Unit]:
    """Return the units of sources, in the order of their names; a file given twice counts once."""
    ordered = sorted(members, key=lambda m: m.order)
    unique = list({m.told: m for m in reversed(ordered)}.values())[::-1]
    heads: dict[str, str] = {}
    for top, path in _nested({p for m in unique for p in m.documents}):
        _join(heads, top, path)
    for member in unique:
        for path in member.documents[1:]:
            _join(heads, member.documents[0], path)
    groups: dict[str, list[Member]] = {}
    for member in unique:
        groups.setdefault(_head(heads, member.documents[0]), []).append(member)
    found = (Unit(min(p for m in of for p in m.documents), tuple(of)) for of in groups.values())
    return sorted(found, key=lambda unit: unit.name)


def _nested(paths: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield each path that stands below another, after the topmost above it."""
    top = ""
    for path in sorted(paths, key=lambda p: f"{p}/"):
        if top and path.startswith(f"{top}/"):
            yield top, path
        else:
            top = path


def _head(heads: dict[str, str], path: str) -> str:
    while (above := heads.setdefault(path, path)) != path:
        heads[path] = path = heads[above]
    return path


def _join(heads: dict[str, str], one: str, other: str) -> None:
    first, second = sorted((_head(heads, one), _head(heads, other)))
    heads[second] = first


def runs(names: Sequence[str]) -> Iterator[range]:
    """Yield the places of units in runs of about eight that lie beside each other.

    Where a run ends is told by the name of its last unit alone, so that a unit that comes or goes
    changes one run and no other.
    """
    start = 0
    for place, name in enumerate(names, 1):
        if ends_run(name) or place == len(names):
            yield range(start, place)
            start = place


def ends_run(name: str) -> bool:
    """Tell whether a run ends with the thing of this name: so it is with one in eight."""
    return hashlib.sha256(name.encode()).digest()[0] < 32


def ends_group(name: str) -> bool:
    """Tell whether a group of runs ends with the last thing of one: so it is with one in 16."""
    return hashlib.sha256(name.encode()).digest()[1] < 16
