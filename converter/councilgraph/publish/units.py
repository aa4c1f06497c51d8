"""Which sources are told of together: those that speak of the same documents.

A unit is the smallest part of a dataset that can be merged, judged and written by itself. Sources
belong to one unit where both describe a document, where one leads to a document that the other
describes by a property that the shapes follow, and where a document of one stands below a
document of the other in its path.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

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
    key: str


def runs(told: Iterable[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    """Yield units or segments of quads in runs of about eight that lie beside each other.

    Each is told by its name and something else. Where a run ends is told by the name of its last
    one alone, so that one that comes or goes changes one run and no other.

    >>> [*map(len, runs((str(n), "") for n in range(20)))]
    [10, 10]
    """
    run: list[tuple[str, str]] = []
    for one in told:
        run.append(one)
        if ends_run(one[0]):
            yield run
            run = []
    if run:
        yield run


def ends_run(name: str) -> bool:
    """Tell whether a run ends with the thing of this name: so it is with one in eight."""
    return hashlib.sha256(name.encode()).digest()[0] < 32


def ends_group(name: str) -> bool:
    """Tell whether a group of runs ends with the last thing of one: so it is with one in 16."""
    return hashlib.sha256(name.encode()).digest()[1] < 16
