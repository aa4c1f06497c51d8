"""What a constraint's query reads is known, or said not to be; rdflib's parser is the oracle."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from rdflib import URIRef
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue

from councilgraph.rdf.namespaces import CG, RDF
from councilgraph.validate.compiled import compile_shapes, selects
from councilgraph.validate.fragment import beginning_with, means_the_same, named_by, subtracting
from councilgraph.validate.judge import SHAPES
from councilgraph.validate.shapes_graph import load_shapes

PREFIXES = {"x": "urn:"}


def predicates(part: Any) -> Iterator[str]:
    """Yield the predicates of all triple patterns of a parsed query."""
    if isinstance(part, CompValue):
        # What is asked for with EXISTS is not translated: its triples stand one after the other.
        for triples in part.get("triples") or ():
            for predicate in triples[1::3]:
                yield from names_of(predicate)
        for value in part.values():
            yield from predicates(value)
    elif isinstance(part, list | tuple):
        for value in part:
            yield from predicates(value)


def names_of(path: Any) -> Iterator[str]:
    if isinstance(path, URIRef):
        yield str(path)
        return
    parts = path.values() if isinstance(path, CompValue) else vars(path).values()
    for part in parts:
        for one in part if isinstance(part, list) else [part]:
            if not isinstance(one, str) or isinstance(one, URIRef):
                yield from names_of(one)


@pytest.mark.slow
def test_no_constraint_reads_what_it_is_not_known_to_read() -> None:
    shapes = load_shapes(SHAPES)
    reads = compile_shapes(shapes).reads
    found = {p for query in selects(shapes) for p in predicates(prepareQuery(query).algebra)}
    assert {RDF["type"], CG["castBy"], CG["sourceRecord"], CG["against"], CG["heldFrom"]} <= found
    assert reads is not None
    assert found <= reads
    assert CG["text"] not in reads


@pytest.mark.parametrize(
    "patterns",
    [
        "$this x:p/x:q ?v ; a ?kind .",
        "$this ^x:p ?v , 'a ?p b'@en . ?v x:q|x:r 12 ; x:s true .",
        "?v x:p $this # ?v ?p $this\n . FILTER (?v = x:r && regex(?v, '^(a|b)$'))",
        '$this x:p ?v OPTIONAL { ?v x:q """?a ?b"""^^x:r } BIND (x:s(?v) AS ?w)',
        "$this <urn:p> ?v . FILTER NOT EXISTS { ?v x:q ?w . ?w x:r ?v }",
    ],
)
def test_the_names_of_a_query_hold_its_predicates(patterns: str) -> None:
    select = f"SELECT $this {{ {patterns} }}"
    named = named_by(select, PREFIXES)
    assert named is not None
    found = set(predicates(prepareQuery(f"PREFIX x: <urn:> {select}").algebra))
    assert found
    assert found - {RDF["type"]} <= named


@pytest.mark.parametrize(
    "patterns",
    [
        "$this ?p ?v",
        "$this x:p ?v ; ?p ?w",
        "$this x:p ?v . ?v ?p ?w",
        "$this x:p ?v.?v ?p ?w",
        "$this x:p x:o.x:v ?p ?w",
        "$this x:p 1.5",
        "$this !x:p ?v",
        "$this (x:q|!x:p) ?v",
        "$this !(x:p|x:q) ?v",
        "$this x:p* ?v",
        "$this x:p [ ?p ?v ]",
        "$this x:p (1 2)",
        "$this x:p ?v FILTER NOT EXISTS { ?v ?p ?w }",
        "$this x:p ?v OPTIONAL { ?v ?p ?w }",
        "$this y:p ?v",
        "$this x:p\\-q ?v",
    ],
)
def test_a_query_that_may_read_what_it_does_not_name_is_said_to(patterns: str) -> None:
    assert named_by(f"SELECT $this {{ {patterns} }}", PREFIXES) is None


def test_patterns_come_first_in_the_outermost_group() -> None:
    select = "SELECT $this ('{' AS ?v) { $this x:p ?w FILTER EXISTS { ?w x:q '{' } }"
    assert beginning_with("$this a x:C .", select) == (
        "SELECT $this ('{' AS ?v) { $this a x:C . $this x:p ?w FILTER EXISTS { ?w x:q '{' } }"
    )
    assert means_the_same("SELECT $this { $this x:p ?w FILTER EXISTS { ?w x:q '{' } }")


@pytest.mark.parametrize(
    "patterns",
    [
        "$this x:p ?v FILTER NOT EXISTS { ?any x:q ?w }",
        "$this x:p ?v OPTIONAL { ?v x:q ?w } FILTER NOT EXISTS { ?w x:r 1 }",
        "$this x:p ?v BIND (?v AS ?w) FILTER NOT EXISTS { ?w x:r 1 }",
        "$this x:p ?v FILTER (?v = 1 || NOT EXISTS { ?v x:r 1 })",
        "$this x:p ?v FILTER EXISTS { ?v x:r 1 }",
    ],
)
def test_a_filter_stays_where_a_difference_may_be_another(patterns: str) -> None:
    select = f"SELECT $this {{ {patterns} }}"
    assert subtracting(select) == select


def test_what_must_not_exist_is_taken_away_from_all_else() -> None:
    select = """SELECT $this ?n {
        FILTER NOT EXISTS { $this x:a '}' } $this x:p ?v .
        FILTER NOT EXISTS { ?any x:q ?v ; x:r ?n }
        BIND ('{' AS ?n) OPTIONAL { ?v x:q ?w } } GROUP BY $this ?n"""
    head, _, tail = subtracting(select).partition("MINUS")
    assert "EXISTS" not in head
    assert "OPTIONAL" in head
    assert tail == " { $this x:a '}' } MINUS { ?any x:q ?v ; x:r ?n }} GROUP BY $this ?n"
