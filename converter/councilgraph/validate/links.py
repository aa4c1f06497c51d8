"""What the parts of a dataset have to do with each other's verdicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ..rdf import Triple, blocks
from .reach import Reach, closure
from .seats import Sittings, sittings


@dataclass(frozen=True, slots=True)
class Links:
    """What a part has to do with others, as IRIs; all that is to be known of it beside its digest.

    ``onward`` are nodes that it says nothing of and that its verdicts may read; ``back`` are those
    whose verdicts may read it; ``strays`` are subjects that do not stand below its name.
    ``everywhere`` tells that what it says may concern any verdict; ``triples`` counts statements.
    """

    onward: frozenset[str]
    back: frozenset[str]
    strays: frozenset[str]
    everywhere: bool
    sittings: Sittings
    triples: int


def links_of(name: str, triples: Collection[Triple], reach: Reach | None) -> Links:
    """Return the links of a part with a name that says these triples.

    Where it is not known how the shapes read, anything may concern anything.
    """
    if reach is None:
        reach = Reach(frozenset(), frozenset(), frozenset(p for _, p, _ in triples))
    subjects = {s for s, _, _ in triples}
    onward = {o for _, p, o in triples if p in reach.onward} - subjects
    back = {o for _, p, o in triples if p in reach.back} - subjects
    return Links(
        frozenset(map(str, onward)),
        frozenset(map(str, back)),
        frozenset(str(s) for s in subjects if name not in above(s)),
        any(p in reach.everywhere for _, p, _ in triples),
        sittings(blocks(triples)),
        len(triples),
    )


def above(iri: str) -> Iterator[str]:
    """Yield an IRI and what stands above it; a vote stands below the document it is named by.

    >>> list(above("urn:x/vote/S/1/FRA"))
    ['urn:x/doc/S/1/FRA', 'urn:x/doc/S/1', 'urn:x/doc/S', 'urn:x/doc', 'urn:x']
    """
    path = iri.replace("/vote/", "/doc/", 1)
    while path:
        yield path
        path = path.rpartition("/")[0]


@dataclass(slots=True)
class Neighbours:
    """Which parts the verdicts of each part depend on."""

    links: Mapping[str, Links]
    _strays: dict[str, list[str]] = field(init=False)
    _steps: dict[str, list[str]] = field(init=False)
    _everywhere: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self._strays = _turned((name, of.strays) for name, of in self.links.items())
        self._everywhere = frozenset(n for n, of in self.links.items() if of.everywhere)
        back = _turned((name, of.back) for name, of in self.links.items())
        steps: dict[str, list[str]] = defaultdict(list)
        for name, of in self.links.items():
            for node in of.onward:
                steps[name] += [*self.speaking_of(node), *back.get(node, ())]
        for node in self._strays:
            for name in self.speaking_of(node):
                steps[name] += self.speaking_of(node)
        for node, pointing in back.items():
            for name in self.speaking_of(node):
                steps[name] += pointing
        self._steps = steps

    def speaking_of(self, node: str) -> list[str]:
        """Return the parts that may say something of a node, the one it stands below first."""
        home = next((n for n in above(node) if n in self.links), None)
        return [*([home] if home is not None else ()), *self._strays.get(node, ())]

    def home(self, node: str) -> str:
        """Return the part that a node's verdict is kept with.

        Raises:
            LookupError: no part says anything of it.
        """
        found = self.speaking_of(node)
        if not found:
            raise LookupError(node)
        return found[0]

    def around(self, name: str) -> frozenset[str]:
        """Return the other parts that the verdicts of a part depend on."""
        return (closure([name], self._steps) | self._everywhere) - {name}


def _turned(found: Iterable[tuple[str, Iterable[str]]]) -> dict[str, list[str]]:
    """Return names by what they have."""
    turned: dict[str, list[str]] = defaultdict(list)
    for name, nodes in found:
        for node in nodes:
            turned[node].append(name)
    return dict(turned)
