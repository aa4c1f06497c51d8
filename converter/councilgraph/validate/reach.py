"""What a verdict depends on: which statements a shape reads, from a focus node on.

A constraint of SHACL Core reads what is said of the focus node and, for ``sh:class``, the types of
values. A SPARQL constraint reads what its triple patterns match, and these hang together: from
``$this`` a pattern leads on to its object, or back to a subject. So all that is read of a node's
statements is read of nodes to which such steps lead, however many; only patterns that hang on
nothing (any seat of a year) are read anywhere. A graph that has every statement about those nodes,
and every one with a predicate that is read anywhere, gives the same verdict on the focus node as
the whole graph.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from ..rdf import Literal, Triple
from .compiled import selects
from .patterns import read_by
from .shapes_graph import SH, one

SUBCLASS = "http://www.w3.org/2000/01/rdf-schema#subClassOf"


@dataclass(frozen=True, slots=True)
class Reach:
    """The predicates along which shapes read, as IRIs.

    What is said of an object of ``onward`` is read where its subject is, what is said of a subject
    of ``back`` where its object is, and what has a predicate of ``everywhere`` always.
    """

    onward: frozenset[str]
    back: frozenset[str]
    everywhere: frozenset[str]

    def steps(self, triples: Iterable[Triple]) -> dict[str, list[str]]:
        """Return the nodes that are read beside each node, one step away."""
        found: dict[str, list[str]] = defaultdict(list)
        for subject, predicate, term in triples:
            if isinstance(term, Literal):
                continue
            if predicate in self.onward:
                found[subject].append(term)
            if predicate in self.back:
                found[term].append(subject)
        return found

    def around(self, focus: Collection[str], triples: Collection[Triple]) -> list[Triple]:
        """Return the statements that the verdicts on focus nodes depend on, in their order."""
        nodes = closure(focus, self.steps(triples))
        return [t for t in triples if t[0] in nodes or t[1] in self.everywhere]

    def readers(self, nodes: Collection[str], triples: Collection[Triple]) -> frozenset[str]:
        """Return the nodes whose verdicts depend on what is said of one of these nodes."""
        towards: dict[str, list[str]] = defaultdict(list)
        for start, ends in self.steps(triples).items():
            for end in ends:
                towards[end].append(start)
        return closure(nodes, towards)


def closure(nodes: Collection[str], steps: dict[str, list[str]]) -> frozenset[str]:
    """Return nodes with all that steps lead to from them.

    >>> sorted(closure(["a"], {"a": ["b"], "b": ["c", "a"], "d": ["e"]}))
    ['a', 'b', 'c']
    """
    found = set(nodes)
    open_ = list(found)
    while open_:
        new = set(steps.get(open_.pop(), ())) - found
        found |= new
        open_ += new
    return frozenset(found)


def reach_of(shapes: ox.Store) -> Reach:
    """Return along which predicates shapes read that ``compile_shapes`` knows.

    Raises:
        Unsupported: a query reads in a way that is not known here.
    """
    onward: set[str] = set()
    back: set[str] = set()
    everywhere = {SUBCLASS}
    for quad in shapes.quads_for_pattern(None, ox.NamedNode(f"{SH}class"), None):
        assert not isinstance(quad.subject, ox.Triple)
        path = one(shapes, quad.subject, "path")
        assert isinstance(path, ox.NamedNode)
        onward.add(path.value)
    for query in selects(shapes):
        read = read_by(query)
        onward |= read.onward
        back |= read.back
        everywhere |= read.everywhere
    return Reach(frozenset(onward), frozenset(back), frozenset(everywhere))
