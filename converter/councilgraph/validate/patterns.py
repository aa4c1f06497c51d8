"""The triple patterns of a SPARQL constraint, and how they hang on ``$this``.

rdflib parses the query; its algebra is walked in the order of evaluation. What a part of a query
reads is bounded by variables that are bound before it and in it, whatever else is optional: the
walk carries the variables that are bound in every solution, to a node that was reached.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count, pairwise
from typing import Any

from .shapes_graph import Unsupported

Bound = frozenset[Any]
_PARTS = {
    "BGP": "patterns",
    "SelectQuery": "inner", "Project": "inner", "Distinct": "inner", "Reduced": "inner",
    "OrderBy": "inner", "Group": "inner",
    "AggregateJoin": "grouped",
    "Filter": "told", "Extend": "told",
    "Join": "joined",
    "Union": "either",
    "LeftJoin": "optional",
}  # fmt: skip
"""How each part of the algebra is walked (SPARQL 1.1 Query Language, section 18.2); no others."""


@dataclass(slots=True)
class Read:
    """The predicates along which a query reads, see ``Reach``."""

    onward: set[str] = field(default_factory=set)
    back: set[str] = field(default_factory=set)
    everywhere: set[str] = field(default_factory=set)


def read_by(query: str) -> Read:
    """Return along which predicates a query reads from ``$this``.

    >>> read = read_by("SELECT $this { $this <urn:p> ?a . ?a <urn:q> ?b . ?c <urn:r> $this }")
    >>> read.onward, read.back, read.everywhere
    ({'urn:p'}, {'urn:r'}, set())
    >>> read_by("SELECT $this { $this <urn:p> ?a . ?any <urn:q> ?a }").everywhere
    {'urn:q'}

    Raises:
        Unsupported: the query has a part of which this is not known.
    """
    from rdflib import Variable
    from rdflib.plugins.sparql import prepareQuery

    walk = _Walk(Variable("this"))
    walk.part(prepareQuery(query).algebra, walk.start)
    return walk.read()


class _Walk:
    """A walk through one query, with the steps that it found."""

    def __init__(self, this: Any) -> None:
        self.this = this
        self.start: Bound = frozenset({this})
        self._found = Read()
        self._steps: set[tuple[str, Any]] = set()
        self._subjects: set[Any] = set()
        self._fresh = count()

    def read(self) -> Read:
        """Return what was found; a step counts where its end is read on from."""
        self._found.onward |= {p for p, end in self._steps if end in self._subjects}
        return self._found

    def part(self, node: Any, bound: Bound) -> Bound:
        """Walk a part of the algebra, and return what is bound in every solution of it."""
        if node.name not in _PARTS:
            raise Unsupported(f"a query with {node.name}")
        found: Bound = getattr(self, f"_{_PARTS[node.name]}")(node, bound)
        return found

    def _inner(self, node: Any, bound: Bound) -> Bound:
        return self.part(node.p, bound)

    def _grouped(self, node: Any, bound: Bound) -> Bound:
        self.part(node.p, bound)
        return self.start

    def _told(self, node: Any, bound: Bound) -> Bound:
        return self._asked(node.expr, self.part(node.p, bound))

    def _joined(self, node: Any, bound: Bound) -> Bound:
        return self.part(node.p2, self.part(node.p1, bound))

    def _either(self, node: Any, bound: Bound) -> Bound:
        return self.part(node.p1, bound) & self.part(node.p2, bound)

    def _optional(self, node: Any, bound: Bound) -> Bound:
        # rdflib also tries the optional part without what is bound outside of the group.
        first = self.part(node.p1, self.start)
        self._asked(node.expr, self.part(node.p2, first))
        return bound | first

    def _asked(self, expression: Any, bound: Bound) -> Bound:
        """Walk the patterns that an expression asks for with EXISTS."""
        for graph in _exists(expression):
            self.part(graph, bound)
        return bound

    def _patterns(self, node: Any, bound: Bound) -> Bound:
        left = [simple for triple in node.triples for simple in self._simple(*triple)]
        self._subjects |= {s for s, _, _ in left}
        reached = set(bound)
        while left:
            ready = [t for t in left if t[0] in reached or t[2] == self.this]
            for subject, predicate, end in ready:
                if subject not in reached:
                    self._found.back.add(str(predicate))
                    reached.add(subject)
                else:
                    self._steps.add((str(predicate), end))
                    reached.add(end)
            if not ready:
                self._found.everywhere |= {str(p) for _, p, _ in left}
                break
            left = [t for t in left if t not in ready]
        return frozenset(reached)

    def _simple(self, subject: Any, path: Any, end: Any) -> Iterator[tuple[Any, Any, Any]]:
        """Yield a pattern as patterns of one predicate; what is between has names of its own."""
        from rdflib import URIRef, Variable
        from rdflib.paths import AlternativePath, InvPath, SequencePath

        if isinstance(path, URIRef):
            yield subject, path, end
        elif isinstance(path, InvPath):
            yield from self._simple(end, path.arg, subject)
        elif isinstance(path, AlternativePath):
            for one in path.args:
                yield from self._simple(subject, one, end)
        elif isinstance(path, SequencePath):
            between = (Variable(f"__{next(self._fresh)}") for _ in path.args[1:])
            places = pairwise([subject, *between, end])
            for one, (here, there) in zip(path.args, places, strict=True):
                yield from self._simple(here, one, there)
        else:
            raise Unsupported(f"a query with the predicate {path}")


def _exists(expression: Any) -> Iterator[Any]:
    """Yield the graph patterns that an expression asks for."""
    from rdflib.plugins.sparql.parserutils import CompValue

    if isinstance(expression, CompValue):
        if expression.name in {"Builtin_EXISTS", "Builtin_NOTEXISTS"}:
            yield expression.graph
        else:
            for value in expression.values():
                yield from _exists(value)
    elif isinstance(expression, list):
        for one in expression:
            yield from _exists(one)
