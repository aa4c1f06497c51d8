"""Shapes compiled to SPARQL: queries that find every focus node a shape may object to.

Each query is a superset: it may suspect a node that conforms, never pass one that does not. The
judge looks at the suspects. What is compiled is SHACL Core on paths of one predicate and
SHACL-SPARQL constraints (SHACL, sections 4 and 5.2); a component without a row in the tables here
raises ``Unsupported``, and the judge then looks at everything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from .components import SET_PATTERNS, VALUE_CONDITIONS
from .fragment import means_the_same
from .shapes_graph import SH, Node, Unsupported, components, objects, one, only, subjects, text


@dataclass(frozen=True, slots=True)
class Check:
    """A query for the nodes of one shape's targets that may break one of its constraints."""

    shape: str
    query: str


def compile_shapes(shapes: ox.Store) -> tuple[Check, ...]:
    """Return the checks of every shape that has targets, ordered by shape.

    Each query selects ``?this``. ``shapes`` is the shapes graph in the store's default graph.

    Raises:
        Unsupported: a shape uses what no table here knows.
    """
    found: list[Check] = []
    for shape in subjects(shapes, "targetClass"):
        if not isinstance(shape, ox.NamedNode):
            raise Unsupported("a shape without a name")
        target = _target(shapes, shape)
        known = {"targetClass", "property", "sparql", "severity", "message"}
        only(shapes, shape, known)
        queries = [_constraint(shapes, c, target) for c in objects(shapes, shape, "sparql")]
        for prop in objects(shapes, shape, "property"):
            queries += _property(shapes, prop, target)
        found += (Check(shape.value, query) for query in queries)
    for kind in ("targetNode", "targetSubjectsOf", "targetObjectsOf", "target", "parameter"):
        if subjects(shapes, kind):
            raise Unsupported(f"sh:{kind}")
    if implicit := _implicit(shapes):
        raise Unsupported(f"a shape that is a class: {implicit}")
    nothing = ox.Store()
    for check in found:
        try:
            nothing.query(check.query)
        except SyntaxError as error:
            raise Unsupported(f"a query of {check.shape}: {error}") from error
    return tuple(sorted(found, key=lambda c: (c.shape, c.query)))


def _implicit(shapes: ox.Store) -> list[str]:
    """Return the shapes that target their own instances (SHACL, section 2.1.3.3)."""
    found = shapes.query(f"""
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        SELECT DISTINCT ?shape {{
            ?shape a ?class ; ?property ?value .
            ?class rdfs:subClassOf* ?kind .
            FILTER (?kind IN (rdfs:Class, <http://www.w3.org/2002/07/owl#Class>))
            FILTER (strstarts(str(?property), "{SH}"))
        }}""")
    assert isinstance(found, ox.QuerySolutions)
    return sorted(str(row["shape"]) for row in found)


def targets(shapes: ox.Store) -> dict[str, list[str]]:
    """Return the shapes that have a class as their target, by class."""
    found: dict[str, list[str]] = {}
    for shape in subjects(shapes, "targetClass"):
        for target in objects(shapes, shape, "targetClass"):
            found.setdefault(target.value, []).append(shape.value)
    return found


def _target(shapes: ox.Store, shape: Node) -> str:
    classes = " ".join(str(c) for c in objects(shapes, shape, "targetClass"))
    return f"VALUES ?class {{ {classes} }} ?this a ?class ."


def _constraint(shapes: ox.Store, constraint: Node, target: str) -> str:
    """Return a SPARQL constraint's query over all targets at once (SHACL, section 5.3)."""
    only(shapes, constraint, {"select", "prefixes", "message", "severity"})
    select = text(one(shapes, constraint, "select"))
    if not means_the_same(select):
        raise Unsupported(f"the query of {constraint}")
    body = re.sub(r"\$this\b", "?this", select)
    prefixes = _prefixes(shapes, constraint)
    return f"{prefixes}\nSELECT DISTINCT ?this WHERE {{ {target} {{ {body} }} }}"


def selects(shapes: ox.Store) -> Iterator[str]:
    """Yield the queries of the SPARQL constraints, as the shapes have them."""
    for shape in subjects(shapes, "sparql"):
        for constraint in objects(shapes, shape, "sparql"):
            select = text(one(shapes, constraint, "select"))
            yield f"{_prefixes(shapes, constraint)}\n{select}"


def _prefixes(shapes: ox.Store, constraint: Node) -> str:
    return "\n".join(
        f"PREFIX {text(one(shapes, d, 'prefix'))}: <{text(one(shapes, d, 'namespace'))}>"
        for p in objects(shapes, constraint, "prefixes")
        for d in objects(shapes, p, "declare")
    )


def _property(shapes: ox.Store, prop: Node, target: str) -> Iterator[str]:
    """Yield the queries of a property shape: one for its values, one for each other component."""
    path = one(shapes, prop, "path")
    if not isinstance(path, ox.NamedNode):
        raise Unsupported("a path that is no predicate")
    wrong = []
    for predicate, value in components(shapes, prop):
        if predicate in {"path", "message", "severity"}:
            continue
        if predicate in VALUE_CONDITIONS:
            wrong.append(VALUE_CONDITIONS[predicate](shapes, value))
        elif predicate in SET_PATTERNS:
            yield _select(target, SET_PATTERNS[predicate](str(path), value))
        else:
            raise Unsupported(f"sh:{predicate}")
    if wrong:
        yield _select(target, f"?this {path} ?v . FILTER ({' || '.join(wrong)})")


def _select(target: str, pattern: str) -> str:
    return f"SELECT DISTINCT ?this WHERE {{ {target} {pattern} }}"
