"""Which documents nodes belong to, and which sources speak of them: what a doubt takes out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..rdf.namespaces import CG
from .sources import Contribution, Merged


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
