"""Each component of each property shape, broken by a fault made for it, is found by the fast path.

The faults are made from the shapes: a component without a way to break it here fails.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from councilgraph.rdf import Iri, Literal, Term, Triple, parse_triples
from councilgraph.rdf.namespaces import RDF
from councilgraph.rdf.terms import INTEGER
from councilgraph.validate import suspects, validate
from councilgraph.validate.judge import SHAPES
from councilgraph.validate.shapes_graph import SH, components, load_shapes, objects, one, subjects

VALID = parse_triples((Path(__file__).parent / "valid.ttl").read_bytes(), "ttl", "valid.ttl")
NOT_BROKEN = {"path", "message", "severity"}
Faults = tuple[Term, ...]


def _other(values: Faults) -> Faults:
    first = values[0]
    if isinstance(first, Literal):
        return (*values, Literal(f"{first.value}0", first.datatype, first.language))
    return (*values, Iri(f"{first}0"))


def _wrong(value: Term) -> Callable[[Faults], Faults]:
    return lambda _: (value,)


BREAKS: dict[str, Callable[[Faults], Faults]] = {
    "minCount": lambda _: (),
    "maxCount": _other,
    "datatype": _wrong(Literal("mot", language="fr")),
    "nodeKind": _wrong(Literal("word")),
    "pattern": _wrong(Literal("!")),
    "in": _wrong(Iri("urn:none")),
    "class": _wrong(Iri("urn:none")),
    "minInclusive": _wrong(Literal("-1", INTEGER)),
    "or": _wrong(Literal("word")),
    "lessThan": _wrong(Literal("1000000", INTEGER)),
    "uniqueLang": lambda values: (*values, Literal("Other words.", language="en")),
}
"""How the values of a path are changed so that a component is broken, by its parameter."""


def broken() -> Iterator[tuple[str, str, str, str]]:
    """Yield the shape, property shape, path and parameter of every component."""
    shapes = load_shapes(SHAPES)
    for shape in subjects(shapes, "targetClass"):
        for prop in objects(shapes, shape, "property"):
            path = one(shapes, prop, "path")
            assert isinstance(path, ox.NamedNode)
            for parameter, _ in components(shapes, prop):
                if parameter not in NOT_BROKEN:
                    yield shape.value, prop.value, path.value, parameter


def focus_of(shape: str, path: str) -> tuple[Iri, Faults]:
    """Return a node that a shape looks at, with its values of a path; one that has some, if any."""
    shapes = load_shapes(SHAPES)
    classes = {o.value for o in objects(shapes, ox.NamedNode(shape), "targetClass")}
    nodes = [s for s, p, o in VALID if p == RDF["type"] and o in classes]
    assert nodes, f"valid.ttl has no node for {shape}"
    values = {n: tuple(o for s, p, o in VALID if (s, p) == (n, path)) for n in nodes}
    return max(values.items(), key=lambda item: len(item[1]) > 0)


def test_there_is_a_way_to_break_every_component() -> None:
    tried = list(broken())
    assert len(tried) > 100
    assert {parameter for *_, parameter in tried} == set(BREAKS)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("shape", "prop", "path", "parameter"),
    list(broken()),
    ids=lambda v: v.rpartition("#")[2].rpartition("/")[2],
)
def test_a_broken_component_is_suspected_and_found(
    shape: str, prop: str, path: str, parameter: str
) -> None:
    focus, values = focus_of(shape, path)
    changed = BREAKS[parameter](values or (Literal("1", INTEGER),))
    triples: list[Triple] = [t for t in VALID if t[:2] != (focus, path)]
    triples += [(focus, Iri(path), value) for value in changed]
    doubted = suspects(triples)
    assert doubted is not None
    assert (shape, focus) in doubted
    component = f"{SH}{parameter[0].upper()}{parameter[1:]}ConstraintComponent"
    found = {(f.focus, f.shape, f.component) for f in validate(triples).findings}
    assert (focus, prop, component) in found
