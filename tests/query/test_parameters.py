"""What a person types becomes one term of the right kind, or is refused and says why."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from councilgraph.errors import UsageError
from councilgraph.identifiers import BASE
from councilgraph.query import Embedded, NamedQuery, Parameter, library, named
from councilgraph.query.parameters import ANY, KINDS, term_of
from councilgraph.rdf import Literal, n_triples


def term(kind: str, value: str) -> str:
    found = term_of(Parameter("x", kind, ANY, "a parameter"), value)
    return "UNDEF" if found is None else n_triples(found).replace(BASE, "")


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("symbol", "S/RES/2553 (2020)", "<doc/S/RES/2553>"),
        ("symbol", " S/RES/2553(2020) ", "<doc/S/RES/2553>"),
        ("symbol", "S/PRST/2007/3", "<doc/S/PRST/2007/3>"),
        ("symbol", "A/RES/1514 (XV)", "<doc/A/RES/1514-XV>"),
        ("symbol", "ST/SGB/2003/13", "<doc/ST/SGB/2003/13>"),
        ("state", "FRA", "<state/FRA>"),
        ("state", "fra", "<state/FRA>"),
        ("state", "Viet Nam", "<state/VNM>"),
        ("state", "圣文森特和格林纳丁斯", "<state/VCT>"),
        ("state", "SUN", "<state/SUN>"),
        ("organ", "Secretary-General", "<organ/secretary-general>"),
        ("organ", "secretary-general", "<organ/secretary-general>"),
        ("organ", "Member States", "<concept/addressee/member-states>"),
        ("instrument", "Charter of the United Nations", "<instrument/un-charter>"),
        ("verb", "recalls", "<concept/verb/recalls>"),
        ("verb", "Recalling", "<concept/verb/recalls>"),
        ("verb", "calls-upon", "<concept/verb/calls-upon>"),
        ("language", "zh", '"zh"'),
        ("year", "2020", '"2020"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ("month", "2021-09", '"2021-09"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'),
        ("date", "2020-02-29", '"2020-02-29"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("text", 'the "Niger" \\ x', '"the \\"Niger\\" \\\\ x"'),
        *((kind, ANY, "UNDEF") for kind in sorted(KINDS)),
    ],
)
def test_a_value_of_its_kind(kind: str, value: str, expected: str) -> None:
    assert term(kind, value) == expected


INJECTION = "'> . } #"
WRONG = {
    "symbol": ("2553", "S/RES/2553 (2019)", "S/RES/1> <urn:p> <urn:o", "S/RES/../../x", "ST/../x"),
    "state": ("Atlantis", "FRAX", "state/FRA", "Сhina"),
    "organ": ("the Secretary", "../../doc/S/RES/2553", "secretary general> ."),
    "instrument": ("Magna Carta", "un-charter/chapter/VII> ."),
    "verb": ("dances", "recalls> . } #"),
    "language": ("de", "EN", "English", 'en" }'),
    "year": ("20", "2020-01", "２０２０", "1820", "2020 } #"),
    "month": ("2021", "2021-13", "2021-9", "2021-09-01"),
    "date": ("2021-02-30", "2021-9-1", "20210901", "٢٠٢٠-٠١-٠١"),
}


@pytest.mark.parametrize(
    ("kind", "value"),
    [(kind, value) for kind, wrong in WRONG.items() for value in (*wrong, INJECTION, "")],
)  # fmt: skip
def test_a_wrong_value_is_refused_with_the_reason(kind: str, value: str) -> None:
    with pytest.raises(UsageError) as refused:
        term(kind, value)
    message = str(refused.value)
    assert message.startswith(f"x={value}: ")
    assert len(message) > len(f"x={value}: ") + 10


def test_every_kind_is_tried_with_wrong_values() -> None:
    assert set(WRONG) == set(KINDS) - {"text"}
    assert {p.kind for q in library().values() for p in q.parameters} <= set(KINDS)


def test_what_may_have_been_meant_is_said() -> None:
    with pytest.raises(UsageError, match=r"did you mean .*saint vincent and the grenadines"):
        term("state", "Saint Vincent and Grenadines")
    with pytest.raises(UsageError, match="did you mean sponsors-without-seat"):
        named("sponsors_without_seat")


TWO = NamedQuery(
    "two", "t", "d", (), (Parameter("a", "text", "x", "a"), Parameter("b", "text", "y", "b")),
    'SELECT ?a ?b {\n    VALUES ?a { "x" }\n    VALUES ?b { "y" }\n}',
)  # fmt: skip


@pytest.mark.slow
@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00")))
def test_a_text_stays_a_text_whatever_it_holds(text: str) -> None:
    solutions = ox.Store().query(TWO.bound({"a": text, "b": "end"}))
    assert isinstance(solutions, ox.QuerySolutions)
    row = next(solutions)
    assert (row["a"].value, row["b"].value) == (text.strip(), "end")


@pytest.mark.parametrize(
    "text",
    [
        'VALUES ?b { "z" }',
        'VALUES ?b { "',
        "\\",
        '\\1 \\g<0> "',
        '" } VALUES ?b { "z',
        "} #",
        "?b { }",
    ],
)
def test_a_text_cannot_stand_in_for_another_parameter(text: str, authority: Embedded) -> None:
    assert authority.ask(TWO.bound({"a": text})).rows == ((Literal(text), Literal("y")),)
    assert authority.ask(TWO.bound({"a": text, "b": text})).rows == (
        (Literal(text), Literal(text)),
    )


def test_another_base_moves_the_data_and_not_the_ontology() -> None:
    base = "https://example.org/unsc/"
    for question in library().values():
        query = question.bound({}, base)
        assert not re.search(re.escape(BASE) + "(?!ontology#)", query)
        assert f"PREFIX cg: <{BASE}ontology#>" in query
    bound = library()["votes"].bound({"document": "S/RES/1 (1946)"}, base)
    assert f"VALUES ?document {{ <{base}doc/S/RES/1> }}" in bound
