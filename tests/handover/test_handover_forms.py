"""Which columns a form needs, and that no value breaks out of its place in a form."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from councilgraph import cli
from councilgraph.cli.query import SYNTAXES
from councilgraph.errors import Contradiction, UsageError
from councilgraph.formats import RESULT_FORMATS
from councilgraph.handover import FORMS, declared, handed, handed_over, pivoted, write
from councilgraph.handover.kinds import kind_of
from councilgraph.query import Answer, federated, library
from councilgraph.query.parameters import term_of
from councilgraph.rdf import Iri, Literal, n_triples
from councilgraph.rdf.terms import BOOLEAN, DATE, INTEGER

ODD = 'a & <b> "c" ]]> {d} \\e $f% #g_h ^~ i; j, k: المجلس 安理会\r\nl'


def answer(**columns: str) -> Answer:
    return Answer(tuple(columns), (tuple(Literal(c) if c else None for c in columns.values()),))


def text(found: Answer, form: str, question: str = "") -> str:
    made = write(found, form, question)
    assert isinstance(made, str)
    return made


def test_the_command_line_offers_every_form_and_no_other() -> None:
    assert (*RESULT_FORMATS, *FORMS) == SYNTAXES


@pytest.mark.parametrize("name", sorted(handed_over()))
def test_a_question_says_what_it_is_and_takes(name: str) -> None:
    question = handed_over()[name]
    keys = re.findall(r"^# (\w+):", question.head, re.MULTILINE)
    order = ["title", "description", "keywords", *["parameter"] * len(question.parameters)]
    assert keys in (order, [*order, "form"])
    assert question.head.count("\n") == len(keys) - 1
    for parameter in question.parameters:
        term = term_of(parameter, parameter.default)
        assert term is not None
        assert f"VALUES ?{parameter.name} {{ {n_triples(term)} }}" in question.body
    assert set(declared(question.head)) <= {*FORMS, "wide"}
    assert not {name} & (set(library()) | set(federated()))


@pytest.mark.parametrize(
    ("form", "needed"),
    [
        ("graphml", "source, target"),
        ("csl", "id, type, title"),
        ("bibtex", "id, type, title"),
        ("ris", "id, type, title"),
        ("ics", "id, day, summary"),
    ],
)
def test_a_form_says_which_columns_it_needs(form: str, needed: str) -> None:
    with pytest.raises(UsageError, match=f"the columns name; expected the columns {needed} and"):
        write(answer(name="x"), form)
    with pytest.raises(UsageError, match=f"rows of a SELECT; expected the columns {needed}"):
        write(Answer(truth=True), form)
    first = needed.partition(",")[0]
    full = dict.fromkeys(needed.split(", "), "2020") | {first: ""}
    with pytest.raises(UsageError, match=f"row 1 has no {first}"):
        write(answer(**full), form)


def test_a_column_that_a_form_cannot_express_is_not_dropped() -> None:
    with pytest.raises(UsageError, match="ics has no place for the column colour; expected"):
        write(answer(id="x", day="2020-01-01", summary="s", colour="red"), "ics")
    with pytest.raises(UsageError, match="parquet is for the rows of a SELECT"):
        write(Answer(truth=True), "parquet")


def test_columns_of_other_names_play_the_roles_that_a_question_declares() -> None:
    found = answer(one="urn:a", other="urn:b", how="often")
    said = "# form: graphml undirected source=one target=other\nSELECT …"
    graph = ET.fromstring(text(found, "graphml", said))  # noqa: S314 - our own
    (edge,) = graph.iter("{http://graphml.graphdrawing.org/xmlns}edge")
    assert (edge.get("source"), edge.get("target")) == ("urn_3a_a", "urn_3a_b")
    assert edge.findtext("{http://graphml.graphdrawing.org/xmlns}data") == "often"
    for wrong, told in [("source=two", "source=two"), ("endless source=one", "endless")]:
        with pytest.raises(UsageError, match=f"the question's line says '{told}'"):
            write(found, "graphml", f"# form: graphml {wrong} target=other")
    with pytest.raises(UsageError, match="source=one,other; expected one column"):
        write(found, "graphml", "# form: graphml source=one,other target=other")
    with pytest.raises(UsageError, match="says 'colour'"):
        write(found, "ics", "# form: ics colour=one")


def test_graphml_holds_any_text_and_keeps_what_it_cannot_out() -> None:
    graph = ET.fromstring(text(answer(source=ODD, target="b", says=ODD), "graphml"))  # noqa: S314
    space = "{http://graphml.graphdrawing.org/xmlns}"
    assert [d.text for d in graph.iter(f"{space}data")].count(ODD) == 2
    (edge,) = graph.iter(f"{space}edge")
    assert edge.get("source") in {n.get("id") for n in graph.iter(f"{space}node")}
    assert all(re.fullmatch(r"[\w.:-]+", str(n.get("id"))) for n in graph.iter(f"{space}node"))
    with pytest.raises(UsageError, match=r"cannot hold U\+0007"):
        write(answer(source="a", target="b", says="\a"), "graphml")


def test_two_descriptions_of_a_node_contradict_each_other() -> None:
    rows = tuple((Iri("urn:a"), Iri("urn:b"), Literal(label)) for label in ("one", "two"))
    with pytest.raises(Contradiction, match="urn:a has as label one and two"):
        write(Answer(("source", "target", "sourceLabel"), rows), "graphml")


def test_parallel_edges_are_told_apart() -> None:
    found = Answer(("source", "target"), ((Iri("urn:a"), Iri("urn:b")),) * 2)
    assert re.findall(r'<edge id="([^"]+)"', text(found, "graphml")) == [
        "urn_3a_a--urn_3a_b--1", "urn_3a_a--urn_3a_b--2",
    ]  # fmt: skip


def test_no_value_ends_a_field_of_bibtex_or_begins_a_line_of_ris() -> None:
    odd = answer(id="urn:a", type="Letter", title="}\nER  - \r\n@misc{x", number="50%_{")
    assert "  title = {{\\} ER - @misc\\{x}},\n" in text(odd, "bibtex")
    assert "  number = {50\\%\\_\\{},\n" in text(odd, "bibtex")
    lines = text(odd, "ris").split("\r\n")
    assert "TI  - } ER - @misc{x" in lines
    assert lines.count("ER  - ") == 1


@pytest.mark.parametrize("form", ["csl", "bibtex", "ris"])
def test_references_are_to_known_kinds_on_known_days(form: str) -> None:
    with pytest.raises(UsageError, match="no type 'Poem' is known; expected one of Resolution"):
        write(answer(id="urn:a", type="Poem", title="x"), form)
    for day in ("2020-13", "2020-00-01", "soon"):
        with pytest.raises(UsageError, match=f"issued is '{day}'; expected a date"):
            write(answer(id="urn:a", type="Letter", title="x", issued=day), form)
    twice = answer(id="urn:a", type="Letter", title="x")
    with pytest.raises(Contradiction, match="2 rows are of urn:a"):
        write(Answer(twice.variables, twice.rows * 2), form)


def test_lines_of_calendars_are_escaped_and_folded_within_75_octets() -> None:
    long = "国" * 60 + ODD
    made = text(answer(id="urn:a", day="2020", summary=long), "ics")
    lines = made.encode().split(b"\r\n")
    assert max(map(len, lines)) == 75
    assert all(line.decode() for line in lines[:-1])
    unfolded = made.replace("\r\n ", "")
    assert "\r" not in unfolded.replace("\r\n", "")
    assert "i\\; j\\, k: " in unfolded
    assert "安理会\\nl\r\n" in unfolded
    assert "DTSTART;VALUE=DATE:20200101\r\nDTEND;VALUE=DATE:20210101\r\n" in made
    for day in ("2020-02-30", "tomorrow", "9999"):
        with pytest.raises(UsageError, match=f"'{day}' is no day"):
            write(answer(id="urn:a", day=day, summary="x"), "ics")


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ((Literal("1", INTEGER), None), "integer"),
        ((Literal("9" * 20, INTEGER),), "text"),
        ((Literal("1_0", INTEGER),), "text"),
        ((Literal("true", BOOLEAN), Literal("0", BOOLEAN)), "boolean"),
        ((Literal("yes", BOOLEAN),), "text"),
        ((Literal("2020-01-01", DATE),), "date"),
        ((Literal("2020-01-01Z", DATE),), "text"),
        ((Literal("2020-02-30", DATE),), "text"),
        ((Literal("1.5", INTEGER.replace("integer", "decimal")),), "number"),
        ((Literal("INF", INTEGER.replace("integer", "double")),), "text"),
        ((Literal("1", INTEGER), Literal("1")), "text"),
        ((None,), "text"),
        ((Iri("urn:a"),), "text"),
    ],
)
def test_a_column_is_of_the_kind_that_all_its_values_are(
    cells: tuple[Iri | Literal | None, ...], kind: str
) -> None:
    assert kind_of(cells) == kind


WIDE = "# form: wide row=vote column=code value=choice"


def ballots(*rows: tuple[str, str, str]) -> Answer:
    cells = tuple(tuple(Literal(c) if c else None for c in row) for row in rows)
    return Answer(("vote", "code", "choice"), cells)


def test_a_wide_table_keeps_the_order_of_its_rows_and_sorts_its_columns() -> None:
    long = ballots(("v2", "FRA", "yes"), ("v1", "CHN", "no"), ("v2", "CHN", "yes"))
    wide = handed(long, WIDE, wide=True)
    assert wide.variables == ("vote", "CHN", "FRA")
    assert wide.rows == (
        (Literal("v2"), Literal("yes"), Literal("yes")),
        (Literal("v1"), Literal("no"), None),
    )
    assert handed(long, WIDE, wide=False) is long


def test_what_a_wide_table_cannot_hold_is_told() -> None:
    said = declared(WIDE)["wide"]
    with pytest.raises(Contradiction, match="v1 has yes and no for FRA"):
        pivoted(ballots(("v1", "FRA", "yes"), ("v1", "FRA", "no")), said)
    for code in ("vote", ""):
        with pytest.raises(UsageError, match=f"no column can be named '{code}'"):
            pivoted(ballots(("v1", code, "yes")), said)
    with pytest.raises(UsageError, match="declares no wide form; expected"):
        pivoted(ballots(), None)
    with pytest.raises(UsageError, match="the answer has the columns name; expected"):
        pivoted(answer(name="x"), said)


@pytest.mark.slow
def test_the_command_line_hands_over_and_says_what_is_wrong(
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    data = ["--data", str(Path(__file__).parents[1] / "query" / "invented" / "graph.ttl")]
    assert cli.main(["query", "ballots", "--format", "parquet", *data]) == 0
    assert capfdbinary.readouterr().out[:4] == b"PAR1"
    assert cli.main(["query", "ballots", "--wide", "--format", "csv", *data]) == 0
    assert capfdbinary.readouterr().out.startswith(b"vote,date,decided,outcome,CHN,DEU,")
    assert cli.main(["query", "ballots", "--format", "graphml", *data]) == 2
    assert b"expected the columns source, target" in capfdbinary.readouterr().err
    assert cli.main(["query", "vetoes", "--wide", *data]) == 2
    assert cli.main(["query", "ballot", *data]) == 2
    assert b"did you mean ballots" in capfdbinary.readouterr().err
