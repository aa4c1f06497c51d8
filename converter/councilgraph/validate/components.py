"""SHACL Core components as tests: what breaks one, told from a value or from all that a path has.

Each is a superset of what breaks it: it may object to a value that conforms, never pass one that
does not. Terms are compared as they are written, so that two that rdflib takes for one are two.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet

import pyoxigraph as ox

from ..rdf import Block, Iri, Literal, Term, is_blank
from ..rdf.oxigraph import from_oxigraph
from ..rdf.terms import INTEGER
from .shapes_graph import SH, AnyTerm, Unsupported, components, members, text

Typed = Mapping[Term, AbstractSet[Iri]]
"""The instances of each class, as stated."""
ValueTest = Callable[[Term], bool]
"""Tells whether a value breaks a component."""
SetTest = Callable[[list[Term], Block, Typed], bool]
"""Tells whether the values of a path, of which there are some, break a component.

It is also given what is said of the focus node.
"""


def _datatype(_: ox.Store, value: AnyTerm) -> ValueTest:
    expected = _iri(value)
    return lambda v: not isinstance(v, Literal) or bool(v.language) or v.datatype != expected


def _node_kind(_: ox.Store, value: AnyTerm) -> ValueTest:
    kinds: dict[str, ValueTest] = {
        f"{SH}IRI": lambda v: isinstance(v, Literal) or is_blank(v),
        f"{SH}Literal": lambda v: not isinstance(v, Literal),
    }
    if _iri(value) not in kinds:
        raise Unsupported(f"sh:nodeKind {value}")
    return kinds[_iri(value)]


def _pattern(_: ox.Store, value: AnyTerm) -> ValueTest:
    """Compile a pattern as pyshacl does, which reads it as Python's."""
    try:
        search = re.compile(text(value)).search
    except re.error as error:
        raise Unsupported(f"sh:pattern {value}: {error}") from error

    def test(v: Term) -> bool:
        return not search(v.value) if isinstance(v, Literal) else is_blank(v) or not search(v)

    return test


def _in(shapes: ox.Store, value: AnyTerm) -> ValueTest:
    allowed = frozenset(from_oxigraph(member) for member in members(shapes, value))
    return lambda v: v not in allowed


def _min_inclusive(_: ox.Store, value: AnyTerm) -> ValueTest:
    least = _bound(value)
    return lambda v: (number := _integer(v)) is None or number < least


def _max_inclusive(_: ox.Store, value: AnyTerm) -> ValueTest:
    most = _bound(value)
    return lambda v: (number := _integer(v)) is None or number > most


def _bound(value: AnyTerm) -> int:
    bound = _integer(from_oxigraph(value))
    if bound is None:
        raise Unsupported(f"a bound that is no integer: {value}")
    return bound


def _integer(term: Term) -> int | None:
    """Return the value of an integer, None for what is none."""
    if not isinstance(term, Literal) or term.datatype != INTEGER or term.language:
        return None
    try:
        return int(term.value)
    except ValueError:
        return None


def _or(shapes: ox.Store, value: AnyTerm) -> ValueTest:
    choices = [_any(shapes, member) for member in members(shapes, value)]
    return lambda v: all(any(test(v) for test in tests) for tests in choices)


def _any(shapes: ox.Store, member: AnyTerm) -> list[ValueTest]:
    """Return the tests of an anonymous shape, of which a value may break any."""
    assert isinstance(member, ox.NamedNode | ox.BlankNode)
    tests = []
    for predicate, value in components(shapes, member):
        if predicate not in VALUE_TESTS:
            raise Unsupported(f"sh:{predicate} inside sh:or")
        tests.append(VALUE_TESTS[predicate](shapes, value))
    return tests


VALUE_TESTS: dict[str, Callable[[ox.Store, AnyTerm], ValueTest]] = {
    "datatype": _datatype,
    "nodeKind": _node_kind,
    "pattern": _pattern,
    "in": _in,
    "minInclusive": _min_inclusive,
    "maxInclusive": _max_inclusive,
    "or": _or,
}
"""Components that look at one value."""


def _max_count(value: AnyTerm) -> SetTest:
    most = _bound(value)
    return lambda values, _, __: len(values) > most


def _unique_lang(value: AnyTerm) -> SetTest:
    if text(value) != "true":
        raise Unsupported("sh:uniqueLang false")

    def test(values: list[Term], _: Block, __: Typed) -> bool:
        if len(values) == 1:
            return False
        tags = [v.language.lower() for v in values if isinstance(v, Literal) and v.language]
        return len(set(tags)) < len(tags)

    return test


def _class(value: AnyTerm) -> SetTest:
    kind = Iri(_iri(value))
    return lambda values, _, typed: not typed.get(kind, frozenset()) >= set(values)


def _less_than(value: AnyTerm) -> SetTest:
    other = Iri(_iri(value))

    def test(values: list[Term], block: Block, _: Typed) -> bool:
        numbers = [_integer(v) for v in values]
        greater = [_integer(v) for v in block.get(other, ())]
        return any(a is None or b is None or a >= b for a in numbers for b in greater)

    return test


SET_TESTS: dict[str, Callable[[AnyTerm], SetTest]] = {
    "maxCount": _max_count,
    "uniqueLang": _unique_lang,
    "class": _class,
    "lessThan": _less_than,
}
"""Components that look at all values of a path, and beside it."""


def _iri(value: AnyTerm) -> str:
    if not isinstance(value, ox.NamedNode):
        raise Unsupported(f"{value} where an IRI is expected")
    return value.value
