"""Shapes compiled to rules and queries that find every focus node a shape may object to.

Each finds a superset: it may suspect a node that conforms, never pass one that does not. The judge
looks at the suspects. What is compiled is SHACL Core on paths of one predicate, to rules, and
SHACL-SPARQL constraints, to queries (SHACL, sections 4 and 5.2); a component that is not known here
raises ``Unsupported``, and the judge then looks at everything.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from ..rdf import Iri, Term
from ..rdf.namespaces import RDF
from .fragment import beginning_with, means_the_same, named_by, subtracting
from .rules import Rule, rule_of
from .shapes_graph import SH, Node, Unsupported, objects, one, only, subjects, text


@dataclass(frozen=True, slots=True)
class Check:
    """A query for the nodes of one shape's targets that may break one of its constraints."""

    shape: str
    query: str


@dataclass(frozen=True, slots=True)
class Compiled:
    """Shapes as the rules that the instances of each class are held to, and as queries.

    ``reads`` are the predicates of all statements that may bear on an answer of the queries, None
    where that may be any.
    """

    rules: Mapping[Term, tuple[Rule, ...]]
    checks: tuple[Check, ...]
    reads: frozenset[str] | None


def compile_shapes(shapes: ox.Store) -> Compiled:
    """Return every shape that has targets compiled, its queries ordered by shape.

    Each query selects ``?this``. ``shapes`` is the shapes graph in the store's default graph.

    Raises:
        Unsupported: a shape uses what no table here knows.
    """
    rules: dict[Term, list[Rule]] = defaultdict(list)
    checks: list[Check] = []
    for shape in subjects(shapes, "targetClass"):
        if not isinstance(shape, ox.NamedNode):
            raise Unsupported("a shape without a name")
        only(shapes, shape, {"targetClass", "property", "sparql", "severity", "message"})
        checks += (Check(shape.value, _constraint(shapes, shape, c))
                   for c in objects(shapes, shape, "sparql"))  # fmt: skip
        own = [rule_of(shapes, shape.value, p) for p in objects(shapes, shape, "property")]
        for kind in objects(shapes, shape, "targetClass"):
            rules[Iri(kind.value)] += own
    for name in ("targetNode", "targetSubjectsOf", "targetObjectsOf", "target", "parameter"):
        if subjects(shapes, name):
            raise Unsupported(f"sh:{name}")
    if implicit := _implicit(shapes):
        raise Unsupported(f"a shape that is a class: {implicit}")
    nothing = ox.Store()
    for check in checks:
        try:
            nothing.query(check.query)
        except SyntaxError as error:
            raise Unsupported(f"a query of {check.shape}: {error}") from error
    ordered = sorted(checks, key=lambda c: (c.shape, c.query))
    by_class = {kind: tuple(found) for kind, found in rules.items()}
    return Compiled(by_class, tuple(ordered), _reads(shapes))


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


def _constraint(shapes: ox.Store, shape: Node, constraint: Node) -> str:
    """Return a SPARQL constraint's query over all targets at once (SHACL, section 5.3)."""
    only(shapes, constraint, {"select", "prefixes", "message", "severity"})
    select = text(one(shapes, constraint, "select"))
    if not means_the_same(select):
        raise Unsupported(f"the query of {constraint}")
    classes = " ".join(str(c) for c in objects(shapes, shape, "targetClass"))
    target = f"{{ SELECT DISTINCT $this {{ VALUES ?class {{ {classes} }} $this a ?class }} }}"
    body = re.sub(r"\$this\b", "?this", beginning_with(target, subtracting(select)))
    prefixes = _prologue(shapes, constraint)
    return f"{prefixes}\nSELECT DISTINCT ?this WHERE {{ {{ {body} }} }}"


def selects(shapes: ox.Store) -> Iterator[str]:
    """Yield the queries of the SPARQL constraints, as the shapes have them."""
    for constraint in _constraints(shapes):
        yield f"{_prologue(shapes, constraint)}\n{text(one(shapes, constraint, 'select'))}"


def _reads(shapes: ox.Store) -> frozenset[str] | None:
    """Return the predicates that the SPARQL constraints may read, None where it may be any."""
    found: set[str] = {RDF["type"]}
    for constraint in _constraints(shapes):
        named = named_by(text(one(shapes, constraint, "select")), _prefixes(shapes, constraint))
        if named is None:
            return None
        found |= named
    return frozenset(found)


def _constraints(shapes: ox.Store) -> Iterator[Node]:
    for shape in subjects(shapes, "sparql"):
        yield from objects(shapes, shape, "sparql")


def _prefixes(shapes: ox.Store, constraint: Node) -> dict[str, str]:
    """Return the prefixes declared for a constraint, and what they stand for."""
    return {
        text(one(shapes, d, "prefix")): text(one(shapes, d, "namespace"))
        for p in objects(shapes, constraint, "prefixes")
        for d in objects(shapes, p, "declare")
    }


def _prologue(shapes: ox.Store, constraint: Node) -> str:
    declared = _prefixes(shapes, constraint)
    return "\n".join(f"PREFIX {name}: <{iri}>" for name, iri in declared.items())
