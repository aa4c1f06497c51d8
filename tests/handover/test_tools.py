"""What is handed on, read by the tools that it is for: as many things as the question has rows."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from councilgraph.handover import handed, handed_over, write
from councilgraph.query import Answer, Embedded, render, with_constants
from councilgraph.rdf import Literal

pytestmark = pytest.mark.slow

GRAPH = Path(__file__).parents[1] / "query" / "invented" / "graph.ttl"
NETWORKS = {"citation-network": True, "co-sponsorship": False}
"""The questions that are networks, and whether their edges have a direction."""
STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>Invented</title><id>invented</id><updated>2020-01-01T00:00:00+00:00</updated></info>
<citation><layout><text variable="title"/></layout></citation>
<bibliography><layout><group delimiter=" "><group delimiter=", "><text variable="title"/>
<group delimiter=" "><text variable="genre"/><text variable="number"/></group>
<text variable="publisher"/></group>
<date variable="issued"><date-part name="year" prefix="(" suffix=")"/></date></group>
</layout></bibliography></style>"""


@pytest.fixture(scope="module")
def invented() -> Embedded:
    return Embedded(GRAPH)


def asked(store: Embedded, name: str, values: Mapping[str, str] | None = None) -> Answer:
    found = store.ask(handed_over()[name].bound(values or {}))
    assert found.rows
    return found


def text(answer: Answer, form: str, name: str) -> str:
    found = write(answer, form, handed_over()[name].head)
    assert isinstance(found, str)
    assert found == write(answer, form, handed_over()[name].head)
    return found


@pytest.mark.parametrize("name", sorted(handed_over()))
def test_the_invented_graph_gives_the_rows_expected(name: str, invented: Embedded) -> None:
    expected = (Path(__file__).parent / "invented" / f"{name}.csv").read_text("utf-8")
    assert render(asked(invented, name), "csv").replace("\r\n", "\n") == expected


@pytest.mark.parametrize("name", sorted(handed_over()))
def test_other_stores_are_asked_the_same(name: str, invented: Embedded) -> None:
    """What is sent to an endpoint has its parameters as constants."""
    query = handed_over()[name].bound({})
    assert invented.ask(with_constants(query)) == invented.ask(query)


def test_names_come_in_the_language_asked_for(invented: Embedded) -> None:
    answer = asked(invented, "deadlines", {"language": "es"})
    assert cell_text(answer.rows[0][2]) == "S/RES/9002 (2020), 2: Secretario General"
    kinds = {row[2] for row in asked(invented, "references", {"language": "fr"}).rows}
    assert Literal("résolution") in kinds


@pytest.mark.parametrize("name", sorted(NETWORKS))
def test_networkx_reads_the_networks(name: str, invented: Embedded) -> None:
    import networkx as nx

    answer = asked(invented, name)
    graph = nx.read_graphml(io.BytesIO(text(answer, "graphml", name).encode()))
    assert graph.is_directed() is NETWORKS[name]
    assert graph.number_of_edges() == len(answer.rows)
    ends = {cell for row in answer.rows for cell in row[:2]}
    assert {n["iri"] for _, n in graph.nodes(data=True)} == ends
    assert {type(e["weight"]) for _, _, e in graph.edges(data=True)} == {int}
    assert all(node["label"] for _, node in graph.nodes(data=True))


@pytest.mark.parametrize("name", sorted(NETWORKS))
def test_igraph_reads_the_networks(name: str, invented: Embedded, tmp_path: Path) -> None:
    import igraph

    answer = asked(invented, name)
    file = tmp_path / "graph.graphml"
    file.write_text(text(answer, "graphml", name), "utf-8")
    graph = igraph.Graph.Read_GraphML(str(file))
    assert graph.is_directed() is NETWORKS[name]
    assert graph.ecount() == len(answer.rows)
    found = {(graph.vs[e.source]["iri"], graph.vs[e.target]["iri"], e["weight"]) for e in graph.es}
    assert found == {(r[0], r[1], float(cell_text(r[-1]))) for r in answer.rows}


def cell_text(cell: Any) -> str:
    return str(cell.value)


@pytest.mark.parametrize("name", sorted(handed_over()))
def test_polars_and_duckdb_read_every_table(
    name: str, invented: Embedded, tmp_path: Path
) -> None:
    import duckdb
    import polars as pl

    answer = asked(invented, name)
    data = write(answer, "parquet", handed_over()[name].head)
    assert isinstance(data, bytes)
    assert data == write(answer, "parquet", handed_over()[name].head)
    table = pl.read_parquet(io.BytesIO(data))
    assert tuple(table.columns) == answer.variables
    assert len(table) == len(answer.rows)
    place = tmp_path / "table.parquet"
    place.write_bytes(data)
    rows = duckdb.read_parquet(str(place)).fetchall()
    assert rows == table.rows()
    assert [[str(c) for c in row if c is not None] for row in rows] == [
        [getattr(c, "value", c) for c in row if c is not None] for row in answer.rows
    ]


def test_types_of_columns_are_kept(invented: Embedded) -> None:
    import polars as pl

    answer = asked(invented, "citation-network")
    data = write(answer, "parquet")
    assert isinstance(data, bytes)
    schema = pl.read_parquet(io.BytesIO(data)).schema
    assert (schema["weight"], schema["sourceDate"]) == (pl.Int64(), pl.Date())


def test_a_wide_table_has_a_row_a_vote_and_a_column_a_state(invented: Embedded) -> None:
    import polars as pl

    question = handed_over()["ballots"]
    answer = asked(invented, "ballots")
    wide = handed(answer, question.head, wide=True)
    data = write(wide, "parquet", question.head)
    assert isinstance(data, bytes)
    table, long = pl.read_parquet(io.BytesIO(data)), pl.read_csv(render(answer, "csv").encode())
    assert len(table) == len({row[0] for row in answer.rows}) == 4
    again = table.unpivot(index=["vote", "date", "decided", "outcome"], variable_name="code",
                          value_name="choice").drop_nulls("choice")  # fmt: skip
    pairs = ["vote", "code", "choice"]
    assert again.select(pairs).sort(pairs).equals(long.select(pairs).sort(pairs))
    assert pl.read_csv(render(wide, "csv").encode()).shape == table.shape


def test_citeproc_sets_the_references(invented: Embedded) -> None:
    from citeproc import (
        Citation,
        CitationItem,
        CitationStylesBibliography,
        CitationStylesStyle,
        formatter,
    )
    from citeproc.source.json import CiteProcJSON

    answer = asked(invented, "references")
    items = json.loads(text(answer, "csl", "references"))
    assert len(items) == len(answer.rows)
    style = CitationStylesStyle(io.BytesIO(STYLE.encode()), validate=False)
    source = CiteProcJSON(items)
    book = CitationStylesBibliography(style, source, formatter.plain)
    for item in items:
        book.register(Citation([CitationItem(item["id"])]))
    lines = [str(line) for line in book.bibliography()]
    assert len(lines) == len(answer.rows)
    assert "Letter that was invented, letter S/2020/9104, United Nations (2020)" in lines


def test_bibtexparser_reads_the_references(invented: Embedded) -> None:
    from bibtexparser.entrypoint import parse_string

    answer = asked(invented, "references")
    found = parse_string(text(answer, "bibtex", "references"))
    assert found.failed_blocks == []
    assert len(found.entries) == len(answer.rows)
    entry = {e.key: e for e in found.entries}["S/RES/9002"]
    values = {f.key: f.value for f in entry.fields}
    assert values["number"] == "S/RES/9002 (2020)"
    assert values["title"] == "{Resolution 9002 (2020)}"
    assert (values["year"], values["month"]) == ("2020", "jul")


def test_ris_has_a_reference_a_row_of_well_formed_lines(invented: Embedded) -> None:
    answer = asked(invented, "references")
    lines = text(answer, "ris", "references").split("\r\n")
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in lines if line)
    assert sum(line == "ER  - " for line in lines) == len(answer.rows)
    assert sum(line.startswith("TY  - ") for line in lines) == len(answer.rows)
    statute = lines[lines.index("ID  - https://w3id.org/councilgraph/doc/S/RES/9002") - 1 :]
    assert statute[0] == "TY  - STAT"
    assert "M1  - S/RES/9002 (2020)" in statute[: statute.index("ER  - ")]
    assert "DA  - 2020/07/01" in statute[: statute.index("ER  - ")]


@pytest.mark.parametrize("name", ["deadlines", "mandate-ends"])
def test_icalendar_reads_the_calendars(name: str, invented: Embedded) -> None:
    import icalendar

    answer = asked(invented, name)
    data = text(answer, "ics", name).encode()
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    calendar = icalendar.Calendar.from_ical(data)
    events = calendar.walk("VEVENT")
    assert len(events) == len(answer.rows)
    assert len({str(e["UID"]) for e in events}) == len(events)
    assert [str(e["SUMMARY"]) for e in events] == [cell_text(row[2]) for row in answer.rows]
    spans = [(e.decoded("DTSTART"), e.decoded("DTEND")) for e in events]
    days = [(first.isoformat(), (after - first).days) for first, after in spans]
    assert days == {
        "deadlines": [("2021-03-31", 1), ("2021-06-01", 30)],
        "mandate-ends": [("2021-08-31", 1)],
    }[name]
