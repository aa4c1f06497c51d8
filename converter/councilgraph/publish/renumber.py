"""Give a further source's numbered nodes the numbers of what they are, or free ones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from ..rdf import Iri, Term, Triple
from ..rdf.namespaces import CG

KEYS: dict[str, tuple[Iri, ...]] = {
    "citation": (CG["cited"],),
    "request": (CG["requestVerb"], CG["requestedOf"]),
    "mandate": (CG["mandateAction"], CG["mandateEnd"]),
}
"""What makes two numbered nodes the same thing in two texts; others are of one source only."""

_NUMBERED = re.compile(
    r"(?P<family>.+/(?:citation|request|mandate|amendment|remark|verb|passage/[^/]+))/(?P<k>\d+)"
)
_DOCUMENTS = re.compile(r"/(?:doc|vote)/")

Nodes = Mapping[Iri, Mapping[Iri, list[Term]]]


def renumbered(triples: Sequence[Triple], nodes: Nodes) -> list[Triple]:
    """Return a source's triples, renamed so that they fit beside the nodes known.

    A citation known from another source gets that one's number where it cites the same thing,
    first come first served; what is new gets the next free number of its owner.
    """
    if not nodes:
        return list(triples)
    said: dict[Iri, dict[Iri, list[Term]]] = {}
    for subject, predicate, term in triples:
        said.setdefault(subject, {}).setdefault(predicate, []).append(term)
    names: dict[Iri, Iri] = {}
    taken: set[Iri] = set()
    last: dict[str, int] = {}
    for subject in sorted((s for s in said if _numbered(s)), key=_depth):
        match = _numbered(subject)
        assert match is not None
        family = _under_new_owner(match["family"], names)
        kind = match["family"].rsplit("/", 1)[-1]
        found = _counterpart(said[subject], family, kind, nodes, taken)
        if found is None:
            last[family] = number = last.get(family, _highest(family, nodes)) + 1
            found = Iri(f"{family}/{number}")
        taken.add(found)
        names[subject] = found
    return [
        (_renamed(s, names), p, _renamed(o, names) if isinstance(o, Iri) else o)
        for s, p, o in triples
    ]


def _numbered(subject: Iri) -> re.Match[str] | None:
    return _NUMBERED.fullmatch(subject) if _DOCUMENTS.search(subject) else None


def _depth(subject: Iri) -> tuple[int, str, int]:
    """Sort owners before what they own, numbers by value."""
    family, _, number = subject.rpartition("/")
    return subject.count("/"), family, int(number)


def _highest(family: str, nodes: Nodes) -> int:
    number = 0
    while Iri(f"{family}/{number + 1}") in nodes:
        number += 1
    return number


def _counterpart(
    statements: Mapping[Iri, list[Term]],
    family: str,
    kind: str,
    nodes: Nodes,
    taken: Iterable[Iri],
) -> Iri | None:
    """Return the first node of the family that says the same and was not taken yet."""
    keys = KEYS.get(kind)
    if keys is None:
        return None
    for number in range(1, _highest(family, nodes) + 1):
        node = Iri(f"{family}/{number}")
        if node in taken:
            continue
        if all({*nodes[node].get(k, [])} == {*statements.get(k, [])} for k in keys):
            return node
    return None


def _under_new_owner(family: str, names: Mapping[Iri, Iri]) -> str:
    """Return a family's name below its owner's new name, where the owner got one."""
    owner, _, kind = family.rpartition("/")
    return f"{names.get(Iri(owner), owner)}/{kind}"


def _renamed(iri: Iri, names: Mapping[Iri, Iri]) -> Iri:
    return names.get(iri, iri)
