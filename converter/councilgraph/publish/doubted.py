"""Which documents nodes belong to, and which sources speak of them: what a doubt takes out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from ..rdf.namespaces import CG
from .sources import Contribution, Merged

T = TypeVar("T")
Doubted = set[tuple[str, str]]
"""Sources that are in doubt, each by its hash and the document that it is of."""


def settled(
    given: T, doubts: Callable[[T], Doubted], leave: Callable[[T, Doubted], T], *, partly: bool
) -> tuple[T, bool]:
    """Return what is given without what is in doubt, and whether nothing is any more.

    ``doubts`` judges what is given, ``leave`` returns what is left of it. As a source that goes may
    take with it what another needs, the rest is judged again; without ``partly`` all stays.

    >>> settled([4, 1, 2], lambda n: {("", str(max(n)))} if max(n) > 1 else set(),
    ...         lambda n, out: [m for m in n if ("", str(m)) not in out], partly=True)
    ([1], True)
    """
    while (doubted := doubts(given)) and partly:
        given = leave(given, doubted)
    return given, not doubted


def doubted_by(
    subjects: Iterable[str], merged: Merged, said: Iterable[Contribution]
) -> Doubted:
    """Return the sources that speak of documents which nodes in doubt belong to."""
    documents = documents_of(subjects, merged)
    return {(c.sha256, str(c.graph)) for c in said if speaks_of(c, documents)}


def documents_of(subjects: Iterable[str], merged: Merged) -> frozenset[str]:
    """Return the documents that nodes are or stand below; a node of none stands for itself."""
    documents = {str(s) for s, said in merged.nodes.items() if CG["symbol"] in said}
    return frozenset(next((a for a in _above(s) if a in documents), s) for s in subjects)


def speaks_of(contribution: Contribution, documents: frozenset[str]) -> bool:
    """Tell whether a source says anything of one of the documents or its vote."""
    subjects = dict.fromkeys(s for s, _, _ in contribution.triples)
    return any(above in documents for s in subjects for above in _above(s))


def _above(subject: str) -> Iterator[str]:
    """Yield an IRI and what stands above it in its path, a vote as the document it is named by."""
    path = subject.replace("/vote/", "/doc/", 1)
    while path:
        yield path
        path = path.rpartition("/")[0]
