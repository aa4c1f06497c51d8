"""The shapes graph as a store, and what a compiler asks of it."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from .. import resources

SH = "http://www.w3.org/ns/shacl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

Node = ox.NamedNode | ox.BlankNode
AnyTerm = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class Unsupported(Exception):
    """Say which part of a shape has no compiled form."""


def load_shapes(patterns: tuple[str, ...]) -> ox.Store:
    """Return the shapes of the resources that match the patterns, in one default graph."""
    store = ox.Store()
    for pattern in patterns:
        for file in resources.files(pattern):
            store.load(path=str(file), format=ox.RdfFormat.TURTLE)
    return store


def components(shapes: ox.Store, node: Node) -> Iterator[tuple[str, AnyTerm]]:
    """Yield the SHACL statements about a node, the local name first, in a stable order."""
    found = [
        (q.predicate.value.removeprefix(SH), q.object)
        for q in shapes.quads_for_pattern(node, None, None)
        if q.predicate.value.startswith(SH)
    ]
    yield from sorted(found, key=lambda f: (f[0], str(f[1])))


def only(shapes: ox.Store, node: Node, known: set[str]) -> None:
    """Make sure that nothing of SHACL is said about a node but what is known.

    Raises:
        Unsupported: there is.
    """
    for predicate, _ in components(shapes, node):
        if predicate not in known:
            raise Unsupported(f"sh:{predicate}")


def subjects(shapes: ox.Store, name: str) -> list[Node]:
    """Return the nodes that have a property of SHACL, ordered."""
    found = {q.subject for q in shapes.quads_for_pattern(None, ox.NamedNode(SH + name), None)}
    return sorted((s for s in found if not isinstance(s, ox.Triple)), key=str)


def objects(shapes: ox.Store, node: Node, name: str) -> list[Node]:
    """Return the nodes that a node has as a property of SHACL, ordered.

    Raises:
        Unsupported: one of the values is a literal.
    """
    found = {q.object for q in shapes.quads_for_pattern(node, ox.NamedNode(SH + name), None)}
    if any(isinstance(o, ox.Literal | ox.Triple) for o in found):
        raise Unsupported(f"sh:{name} of a literal")
    return sorted((o for o in found if isinstance(o, ox.NamedNode | ox.BlankNode)), key=str)


def one(shapes: ox.Store, node: Node, name: str) -> AnyTerm:
    """Return the one value that a node has as a property of SHACL.

    Raises:
        Unsupported: there are none, or several.
    """
    found = list(shapes.quads_for_pattern(node, ox.NamedNode(SH + name), None))
    if len(found) != 1:
        raise Unsupported(f"{len(found)} values of sh:{name}")
    return found[0].object


def members(shapes: ox.Store, node: AnyTerm) -> Iterator[AnyTerm]:
    """Yield the members of an RDF list."""
    nil = f"{_RDF}nil"
    while not (isinstance(node, ox.NamedNode) and node.value == nil):
        assert isinstance(node, ox.NamedNode | ox.BlankNode)
        (first,) = shapes.quads_for_pattern(node, ox.NamedNode(f"{_RDF}first"), None)
        (rest,) = shapes.quads_for_pattern(node, ox.NamedNode(f"{_RDF}rest"), None)
        yield first.object
        node = rest.object


def text(term: AnyTerm) -> str:
    """Return a literal's text.

    Raises:
        Unsupported: the term is no literal.
    """
    if not isinstance(term, ox.Literal):
        raise Unsupported(f"{term} where a literal is expected")
    return term.value
