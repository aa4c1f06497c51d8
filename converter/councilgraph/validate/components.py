"""SHACL Core components as SPARQL: the condition, or the pattern, of a node that breaks one.

Each is a superset of what breaks it: an expression that ends in an error counts as broken, which
``COALESCE`` sees to.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pyoxigraph as ox

from .shapes_graph import SH, XSD, AnyTerm, Unsupported, components, members, text


def _unless(expression: str) -> str:
    return f"!COALESCE({expression}, false)"


def _datatype(_: ox.Store, value: AnyTerm) -> str:
    return _unless(f"datatype(?v) = {value}")


def _node_kind(_: ox.Store, value: AnyTerm) -> str:
    kinds = {f"<{SH}IRI>": "isIRI(?v)", f"<{SH}Literal>": "isLiteral(?v)"}
    if str(value) not in kinds:
        raise Unsupported(f"sh:nodeKind {value}")
    return _unless(kinds[str(value)])


_SAFE_PATTERN = re.compile(r"(?:[^\\(]|\\[.()\\]|\((?!\?))*")


def _pattern(_: ox.Store, value: AnyTerm) -> str:
    """Compile a pattern that both engines read alike: no classes by letter, no look-around."""
    if not _SAFE_PATTERN.fullmatch(text(value)):
        raise Unsupported(f"sh:pattern {value}")
    return _unless(f"!isBlank(?v) && regex(str(?v), {value})")


def _in(shapes: ox.Store, value: AnyTerm) -> str:
    same = " || ".join(f"sameTerm(?v, {t})" for t in members(shapes, value))
    return _unless(same or "false")


def _bound(sign: str) -> Callable[[ox.Store, AnyTerm], str]:
    def condition(_: ox.Store, value: AnyTerm) -> str:
        return _unless(f"datatype(?v) = <{XSD}integer> && ?v {sign} {value}")

    return condition


def _or(shapes: ox.Store, value: AnyTerm) -> str:
    return "(" + " && ".join(_any(shapes, member) for member in members(shapes, value)) + ")"


def _any(shapes: ox.Store, member: AnyTerm) -> str:
    """Return the condition under which a value breaks any component of an anonymous shape."""
    assert isinstance(member, ox.NamedNode | ox.BlankNode)
    wrong = []
    for predicate, value in components(shapes, member):
        if predicate not in VALUE_CONDITIONS:
            raise Unsupported(f"sh:{predicate} inside sh:or")
        wrong.append(VALUE_CONDITIONS[predicate](shapes, value))
    return "(" + " || ".join(wrong) + ")"


VALUE_CONDITIONS: dict[str, Callable[[ox.Store, AnyTerm], str]] = {
    "datatype": _datatype,
    "nodeKind": _node_kind,
    "pattern": _pattern,
    "in": _in,
    "minInclusive": _bound(">="),
    "maxInclusive": _bound("<="),
    "or": _or,
}
"""Components that look at one value: the condition under which ``?v`` breaks them."""


def _min_count(path: str, value: AnyTerm) -> str:
    if text(value) == "1":
        return f"FILTER NOT EXISTS {{ ?this {path} ?any }}"
    return f"FILTER ({_unless(f'{_count(path)} >= {text(value)}')})"


def _max_count(path: str, value: AnyTerm) -> str:
    if text(value) != "1":
        raise Unsupported(f"sh:maxCount {text(value)}")
    return f"?this {path} ?v , ?other . FILTER (!sameTerm(?v, ?other))"


def _count(path: str) -> str:
    raise Unsupported(f"sh:minCount over one of {path}")


def _unique_lang(path: str, value: AnyTerm) -> str:
    if text(value) != "true":
        raise Unsupported("sh:uniqueLang false")
    return (
        f"?this {path} ?v , ?other . FILTER (!sameTerm(?v, ?other) && isLiteral(?v) "
        "&& isLiteral(?other) && lang(?v) != '' && lcase(lang(?v)) = lcase(lang(?other)))"
    )


def _class(path: str, value: AnyTerm) -> str:
    return f"?this {path} ?v . FILTER NOT EXISTS {{ ?v a {value} }}"


def _less_than(path: str, value: AnyTerm) -> str:
    integers = f"datatype(?v) = <{XSD}integer> && datatype(?other) = <{XSD}integer>"
    return f"?this {path} ?v ; {value} ?other . FILTER ({_unless(f'{integers} && ?v < ?other')})"


SET_PATTERNS: dict[str, Callable[[str, AnyTerm], str]] = {
    "minCount": _min_count,
    "maxCount": _max_count,
    "uniqueLang": _unique_lang,
    "class": _class,
    "lessThan": _less_than,
}
"""Components that look at more than one value: the pattern of a node that breaks them."""
