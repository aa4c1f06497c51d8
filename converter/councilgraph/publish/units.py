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


RUN, BUNDLE = 1, 2
"""What ends with a thing: a run of about eight, or with it a bundle of about sixteen runs."""
Told = tuple[str, str, int]
"""A unit or a segment of quads: its name, the key of what it is made of, and what ends with it."""


def end_of(name: str) -> int:
    """Return what ends with a thing: with one in eight a run, with one in 128 a bundle.

    The name alone tells, so that a thing that comes or goes changes one run and no other.
    """
    digest = hashlib.sha256(name.encode()).digest()
    return 0 if digest[0] >= 32 else RUN if digest[1] >= 16 else BUNDLE


def split(told: Iterable[Told], end: int) -> Iterator[list[Told]]:
    """Yield things that lie beside each other in runs or bundles, as ``end`` tells.

    >>> names = map(str, range(20))
    >>> [*map(len, split([(name, "", end_of(name)) for name in names], RUN))]
    [10, 10]
    """
    found: list[Told] = []
    for one in told:
        found.append(one)
        if one[2] >= end:
            yield found
            found = []
    if found:
        yield found
