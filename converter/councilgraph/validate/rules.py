"""The rules of SHACL Core that are held to each focus node."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from ..rdf import Block, Iri, Term
from ..rdf.namespaces import RDF
from .components import SET_TESTS, VALUE_TESTS, SetTest, Typed, ValueTest
from .shapes_graph import Node, Unsupported, components, one, text

_TYPE = RDF["type"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A property shape: what a shape asks of the values that its focus nodes have along a path."""

    shape: str
    path: Iri
    required: bool
    values: tuple[ValueTest, ...]
    sets: tuple[SetTest, ...]

    def may_break(self, values: list[Term], block: Block, typed: Typed) -> bool:
        """Tell whether a node that has these values, and of which this is said, may break it."""
        for breaks in self.values:
            for value in values:
                if breaks(value):
                    return True
        for fails in self.sets:  # noqa: SIM110 - to make a generator for each node costs as much
            if fails(values, block, typed):
                return True
        return False


def rule_of(shapes: ox.Store, shape: str, prop: Node) -> Rule:
    """Return the rule that a property shape is.

    Raises:
        Unsupported: it uses what no table of components knows.
    """
    path = one(shapes, prop, "path")
    if not isinstance(path, ox.NamedNode):
        raise Unsupported("a path that is no predicate")
    required, values, sets = False, [], []
    for predicate, value in components(shapes, prop):
        if predicate in VALUE_TESTS:
            values.append(VALUE_TESTS[predicate](shapes, value))
        elif predicate in SET_TESTS:
            sets.append(SET_TESTS[predicate](value))
        elif predicate == "minCount" and text(value) == "1":
            required = True
        elif predicate not in {"path", "message", "severity"}:
            raise Unsupported(f"sh:{predicate}")
    return Rule(shape, Iri(path.value), required, tuple(values), tuple(sets))


def broken(
    rules: Mapping[Term, tuple[Rule, ...]], said: Mapping[Iri, Block]
) -> Iterator[tuple[str, str]]:
    """Yield the shapes that nodes may break, each with the node.

    ``rules`` are those of the instances of each class.
    """
    typed: dict[Term, set[Iri]] = {}
    for subject, block in said.items():
        for kind in block.get(_TYPE, ()):
            typed.setdefault(kind, set()).add(subject)
    for kind, nodes in typed.items():
        for rule in rules.get(kind, ()):
            for node in nodes:
                block = said[node]
                values = block.get(rule.path)
                if rule.may_break(values, block, typed) if values else rule.required:
                    yield rule.shape, node
