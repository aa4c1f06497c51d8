"""A question with constants in place of its parameters has the same answer."""

from __future__ import annotations

import pytest

from councilgraph.query import Embedded, library, render, with_constants

LITERAL = 'SELECT ?n {\n VALUES ?l { "?l # <?l> \\" { ?l }" }\n ?s ?p ?n FILTER (?n = ?l) # ?l\n}'


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(library()))
def test_the_answer_is_the_same(name: str, pilot: Embedded) -> None:
    query = library()[name].bound({})
    assert render(pilot.ask(with_constants(query)), "json") == render(pilot.ask(query), "json")


def test_languages_become_constants_in_most_questions() -> None:
    before = [q.bound({}) for q in library().values()]
    after = [with_constants(q) for q in before]
    named = 'VALUES ?language { "en" }'
    assert sum(named in q for q in before) > 20
    assert sum(named in q for q in after) < 3


def test_what_looks_like_a_variable_within_a_literal_stays() -> None:
    term = '"?l # <?l> \\" { ?l }"'
    assert with_constants(LITERAL) == f"SELECT ?n {{\n ?s ?p ?n FILTER (?n = {term}) # ?l\n}}"


def test_an_open_parameter_is_a_variable_alone() -> None:
    query = "SELECT ?b {\n VALUES ?a { UNDEF }\n ?a ?b ?c }"
    assert with_constants(query) == "SELECT ?b {\n ?a ?b ?c }"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?a {\n VALUES ?a { 1 }\n ?s ?p ?a }",
        "SELECT (?a AS ?b) {\n VALUES ?a { 1 }\n}",
        "SELECT ?b {\n VALUES ?a { 1 2 }\n ?a ?b ?c }",
        "SELECT ?b {\n VALUES ?a { 1 }\n FILTER (bound(?a)) ?b ?p ?c }",
        "SELECT (COUNT(*) AS ?n) {\n VALUES ?a { 1 }\n ?s ?p ?a } GROUP BY ?a",
    ],
)
def test_what_must_be_a_variable_stays(query: str) -> None:
    assert with_constants(query) == query
