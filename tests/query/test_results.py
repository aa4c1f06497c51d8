"""How answers are written: by the W3C's own tests, by a second reader, and for a person."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from councilgraph.errors import UsageError
from councilgraph.formats import RESULT_FORMATS
from councilgraph.query import Answer, Embedded, render
from councilgraph.query.store import Cell, answer_of
from councilgraph.rdf import Iri, Literal
from councilgraph.rdf.terms import INTEGER

W3C = Path(__file__).parents[2].parent / "shared" / "w3c" / "sparql" / "sparql11"
SYNTAXES = ("json", "xml", "tsv")
SPARQL = "{http://www.w3.org/2005/sparql-results#}"

MIXED = Answer(
    ("name", "n", "who"),
    (
        (Literal("智利", language="zh"), Literal("7", INTEGER), Iri("https://example.org/a?b&c")),
        (Literal('the "Niger", <b>\t\\ \r\n next'), None, Iri("_:b1")),
        (Literal("تونس", language="ar"), Literal("007", INTEGER), None),
    ),
)


def read_by_oxigraph(text: str, syntax: str) -> Answer:
    named = getattr(ox.QueryResultsFormat, RESULT_FORMATS[syntax].oxigraph)
    return answer_of(ox.parse_query_results(text.encode(), format=named))


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_another_reader_reads_what_was_written(syntax: str) -> None:
    found = read_by_oxigraph(render(MIXED, syntax), syntax)
    assert found.variables == MIXED.variables
    blanks = {c for row in found.rows for c in row if isinstance(c, Iri) and c.startswith("_:")}
    assert len(blanks) == 1
    rows = [tuple(Iri("_:b1") if c in blanks else c for c in row) for row in found.rows]
    assert tuple(rows) == MIXED.rows


TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"))
XML_TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
)


@given(st.lists(st.tuples(TEXT, st.sampled_from(("ar", "zh", None)))))
def test_any_literal_comes_back_from_json_and_tsv(texts: list[tuple[str, str | None]]) -> None:
    answer = Answer(("x",), tuple((Literal(text, language=tag),) for text, tag in texts))
    for syntax in ("json", "tsv"):
        assert read_by_oxigraph(render(answer, syntax), syntax) == answer


@given(XML_TEXT)
def test_any_literal_comes_back_from_xml(text: str) -> None:
    # Oxigraph's reader drops white space at the ends; that of the standard library does not.
    answer = Answer(("x",), ((Literal(f"{text}\r\n\t"),),))
    root = ET.fromstring(render(answer, "xml"))  # noqa: S314 - written here a moment ago
    assert root.findtext(f".//{SPARQL}literal") == f"{text}\r\n\t"


@given(st.lists(st.lists(TEXT, min_size=2, max_size=2)))
def test_any_text_comes_back_from_csv(rows: list[list[str]]) -> None:
    answer = Answer(("a", "b"), tuple(tuple(Literal(c) for c in row) for row in rows))
    written = render(answer, "csv")
    assert list(csv.reader(io.StringIO(written, newline="")))[1:] == rows


def test_csv_ends_lines_as_its_rfc_says_and_leaves_formulas_alone() -> None:
    answer = Answer(
        ("x", "y"), ((Literal('=A1&"b"'), None), (Iri("urn:a"), Literal("é", language="fr")))
    )
    assert render(answer, "csv") == 'x,y\r\n"=A1&""b""",\r\nurn:a,é\r\n'


def test_xml_says_what_it_cannot_hold() -> None:
    answer = Answer(("x",), ((Literal("a\x01"),),))
    with pytest.raises(UsageError, match=r"XML cannot hold U\+0001; expected json"):
        render(answer, "xml")
    assert json.loads(render(answer, "json"))["results"]["bindings"][0]["x"]["value"] == "a\x01"


@pytest.mark.parametrize("truth", [True, False])
def test_a_yes_or_no_question_in_every_syntax(*, truth: bool) -> None:
    answer = Answer(truth=truth)
    word = str(truth).lower()
    assert render(answer, "table") == ("yes\n" if truth else "no\n")
    assert render(answer, "csv").strip() == render(answer, "tsv").strip() == word
    for syntax in ("json", "xml"):
        assert read_by_oxigraph(render(answer, syntax), syntax).truth is truth
    assert render(answer, "sheet") == f"\ufeff{word}\r\n"
    with pytest.raises(UsageError, match="expected one of table, csv, sheet, tsv, json, xml"):
        render(answer, "ttl")


def test_a_graph_is_turtle_or_nothing() -> None:
    answer = Answer(triples=((Iri("urn:a"), Iri("urn:b"), Literal("c")),))
    assert render(answer, "ttl") == render(answer, "table")
    assert list(ox.parse(render(answer, "ttl"), format=ox.RdfFormat.TURTLE))
    for syntax in ("csv", "tsv", "json", "xml"):
        with pytest.raises(UsageError, match="the answer is a graph; expected ttl"):
            render(answer, syntax)
    with pytest.raises(UsageError, match="no result syntax 'xls'"):
        render(answer, "xls")


def test_a_table_keeps_its_columns_whatever_the_script() -> None:
    rows = (
        (Literal("智利", language="zh"), Literal("1")),
        (Literal("تُونس", language="ar"), Literal("2")),
        (Literal("Côte d'Ivoire"), Literal("3")),
    )
    assert render(Answer(("name", "n"), rows), "table") == (
        "name           n\n"
        "-------------  -\n"
        "智利           1\n"
        "تُونس           2\n"
        "Côte d'Ivoire  3\n"
        "(3 rows)\n"
    )


def test_a_table_wraps_long_texts_and_cuts_none() -> None:
    english = "Reaffirming its primary responsibility " * 8
    chinese = "维护国际和平与安全" * 20
    url = "https://example.org/" + "a" * 100
    for text in (english, chinese, url):
        lines = render(Answer(("t", "n"), ((Literal(text), Literal("1")),)), "table").splitlines()
        assert len(lines) > 4
        body = [line.removesuffix("1") for line in lines[2:-1]]
        assert "".join("".join(body).split()) == "".join(text.split())
        assert all(len(line) <= 67 for line in lines)


def test_a_table_cannot_steer_a_terminal() -> None:
    text = "\x1b[2J\x07safe\u202etxt\x9b"
    shown = render(Answer(("x",), ((Literal(text),),)), "table")
    assert "\\u001b[2J\\u0007safe\\u202etxt\\u009b" in shown


def test_an_answer_with_no_rows_or_no_columns_has_its_head() -> None:
    assert render(Answer(("a", "b")), "table") == "a  b\n-  -\n(0 rows)\n"
    assert render(Answer(("a", "b")), "csv") == "a,b\r\n"
    assert render(Answer((), ((),)), "table").endswith("(1 row)\n")
    for syntax in SYNTAXES:
        assert read_by_oxigraph(render(Answer(("a", "b")), syntax), syntax).variables == ("a", "b")


def test_a_term_of_rdf_1_2_is_refused(authority: Embedded) -> None:
    with pytest.raises(UsageError, match=r"a triple term is RDF 1\.2"):
        authority.ask("SELECT (<<( <urn:a> <urn:b> 'c' )>> AS ?t) {}")


CASES = (
    ("csv-tsv-res", "csvtsv01.rq", "data.ttl", "csvtsv01.csv"),
    ("csv-tsv-res", "csvtsv01.rq", "data.ttl", "csvtsv01.tsv"),
    ("csv-tsv-res", "csvtsv02.rq", "data.ttl", "csvtsv02.csv"),
    ("csv-tsv-res", "csvtsv02.rq", "data.ttl", "csvtsv02.tsv"),
    ("csv-tsv-res", "csvtsv01.rq", "data2.ttl", "csvtsv03.csv"),
    ("csv-tsv-res", "csvtsv01.rq", "data2.ttl", "csvtsv03.tsv"),
    ("json-res", "jsonres01.rq", "data.ttl", "jsonres01.srj"),
    ("json-res", "jsonres02.rq", "data.ttl", "jsonres02.srj"),
    ("json-res", "jsonres03.rq", "data.ttl", "jsonres03.srj"),
    ("json-res", "jsonres04.rq", "data.ttl", "jsonres04.srj"),
)
"""The entries of the two manifests, as mf:action and mf:result name them."""


@pytest.mark.slow
@pytest.mark.parametrize(("folder", "query", "data", "result"), CASES)
def test_the_w3c_result_format_tests(folder: str, query: str, data: str, result: str) -> None:
    place = W3C / folder
    if not place.is_dir():
        pytest.skip("the W3C's tests are not beside the project, under ../shared/w3c")
    store = ox.Store()
    store.load(path=str(place / data), format=ox.RdfFormat.TURTLE)
    answer = answer_of(store.query((place / query).read_text("utf-8")))
    expected = (place / result).read_text("utf-8")
    syntax = "json" if result.endswith(".srj") else result[-3:]
    mine, theirs = meaning(render(answer, syntax), syntax), meaning(expected, syntax)
    assert mine == theirs


def meaning(text: str, syntax: str) -> object:
    """Return what a result says: rows and columns in any order, a number's spellings as one."""
    if syntax == "csv":
        head, *rows = csv.reader(io.StringIO(text))
        return _rows(head, [[_blank(_number(c)) for c in row] for row in rows])
    answer = read_by_oxigraph(text, syntax)
    if answer.truth is not None:
        return answer.truth
    return _rows(answer.variables, [[_term(c) for c in row] for row in answer.rows])


def _rows(head: Sequence[str], rows: list[list[str]]) -> list[list[tuple[str, str]]]:
    assert rows
    return sorted(sorted(zip(head, row, strict=True)) for row in rows)


def _number(text: str) -> str:
    """Return a number by its value: Oxigraph stores values, so that 1.0e6 comes back as 1000000."""
    try:
        return repr(float(text))
    except ValueError:
        return text


def _blank(text: str) -> str:
    return "_:" if text.startswith("_:") else text


def _term(term: Cell) -> str:
    if not isinstance(term, Literal):
        return "" if term is None else _blank(term)
    # Likewise for what is derived from integers.
    datatype = term.datatype.replace("negativeInteger", "integer")
    return f"{_number(term.value)} {datatype} {term.language}"
