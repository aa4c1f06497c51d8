"""What properties say that they join is what they join, in documents and in tables."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, XSD, Literal, URIRef
from rdflib.term import Node

from councilgraph import resources
from councilgraph.rdf.namespaces import CG

SCHEMA = rdflib.Namespace("http://schema.org/")
DOCUMENTS = sorted((Path(__file__).parents[1] / "documents").glob("*/expected.ttl"))
WIDER = {
    XSD.integer: {XSD.nonNegativeInteger},  # how Turtle writes a number that is none below nought
    OWL.ObjectProperty: {RDF.Property},
    OWL.DatatypeProperty: {RDF.Property},
    OWL.AnnotationProperty: {RDF.Property},
}
"""Types under which things of a type go too."""

pytestmark = pytest.mark.slow


@cache
def core() -> rdflib.Graph:
    return rdflib.Graph().parse(resources.path("ontology/core.ttl"))


@cache
def data() -> rdflib.Graph:
    tables = [f for room in ("authority", "vocabularies")
              for f in resources.files(f"ontology/{room}/*.ttl")]  # fmt: skip
    assert DOCUMENTS
    graph = rdflib.Graph()
    for file in (*DOCUMENTS, *tables):
        graph.parse(file)
    return graph


def kinds(node: Node, graph: rdflib.Graph) -> set[Node]:
    """Return the classes of a thing, those above them too, or the datatype of a value."""
    if isinstance(node, Literal):
        found: set[Node] = {RDF.langString if node.language else node.datatype or XSD.string}
    else:
        found = {*graph.objects(node, RDF.type), *core().objects(node, RDF.type)}
        for kind in tuple(found):
            found |= {c for c in core().transitive_objects(kind, RDFS.subClassOf) if c is not None}
    return found.union(*(WIDER.get(kind, set()) for kind in found if isinstance(kind, URIRef)))


ENDS = {
    "domains": (0, RDFS.domain, SCHEMA.domainIncludes),
    "ranges": (1, RDFS.range, SCHEMA.rangeIncludes),
}


def misfits(graph: rdflib.Graph, end: int, axiom: URIRef, included: URIRef) -> set[str]:
    """Return the properties that have a thing or value at one end which is of no class named.

    A thing of which the data say nothing may be of any class; a subject is always of some.
    """
    found = set()
    for term in core().subjects(RDFS.isDefinedBy, None):
        named = {*core().objects(term, axiom), *core().objects(term, included)}
        if not named or OWL.Thing in named:
            continue
        for pair in graph.subject_objects(term):
            of = kinds(pair[end], graph)
            if not of & named and (of or end == 0):
                found.add(str(term).removeprefix(CG))
    return found


@pytest.mark.parametrize("which", ENDS)
def test_what_is_joined_is_of_the_classes_named(which: str) -> None:
    assert len({p for p in data().predicates() if str(p).startswith(CG)}) > 60
    assert misfits(data(), *ENDS[which]) == set()


@pytest.mark.parametrize("which", ENDS)
def test_a_wrong_class_is_found(which: str) -> None:
    text = f"""@prefix cg: <{CG}> . @prefix x: <https://example.org/> .
        x:organ a cg:Organ ; cg:castBy x:vote ; cg:year "2031" . x:vote a cg:Vote ."""
    graph = rdflib.Graph().parse(data=text, format="turtle")
    assert misfits(graph, *ENDS[which]) == {"castBy", "year"}
