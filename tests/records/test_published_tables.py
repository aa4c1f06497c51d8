"""Tables published beside documents: one vote, each source's place, and who is believed."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import voting_tables as tables

from councilgraph.cli import main
from councilgraph.link import gazetteer
from councilgraph.pipeline import convert_bytes
from councilgraph.publish.differences import common_votes, differences
from councilgraph.query import Embedded, render
from councilgraph.records import load_mapping, read_table

pytestmark = pytest.mark.slow

SHARED = Path(__file__).parents[3] / "shared"
VETOES = SHARED / "reference" / "vetoes-1946-2022.csv"
LETTER = Path(__file__).parents[1] / "documents" / "S-2020-1166" / "source.txt"


def published(folder: Path, rows: list[list[tables.Row]], *more: str) -> int:
    table = folder / "votes.csv"
    table.write_bytes(tables.table(rows))
    out = str(folder / "out")
    return main(["publish", str(table), *more, "--mapping", "voting-data", "--out", out,
                 "--jobs", "1"])  # fmt: skip


def asked(folder: Path, query: str) -> list[str]:
    found = Embedded(folder / "out").ask(
        "PREFIX cg: <https://w3id.org/councilgraph/ontology#>"
        "PREFIX dcterms: <http://purl.org/dc/terms/>"
        "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>"
        + query
    )
    return render(found, "csv").replace("\r\n", "\n").splitlines()[1:]


def test_votes_of_a_table_are_published_with_their_cells_and_not_its_text(tmp_path: Path) -> None:
    several = tables.votes(range(219, 222))
    assert published(tmp_path, several) == 0
    (count,) = asked(tmp_path, "SELECT (COUNT(?b) AS ?n) { ?b a cg:Ballot ; cg:sourceRecord ?r }")
    assert int(count) == sum(map(len, several))
    inputs = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))["inputs"]
    assert [i["name"] for i in inputs] == ["votes.csv"] * 3
    assert not any("text" in i for i in inputs)
    assert not list((tmp_path / "out").glob("source/*.txt"))


def test_a_contradiction_stops_publication_but_for_its_vote_alone(tmp_path: Path) -> None:
    several = tables.votes(range(219, 222))
    tables.wrong_total(several[1])
    assert published(tmp_path, several) == 3
    assert not (tmp_path / "out").exists()
    assert published(tmp_path, several, "--partial") == 1
    assert len(asked(tmp_path, "SELECT ?v { ?v a cg:Vote }")) == 2


def otherwise() -> list[tables.Row]:
    """Return rows of the letter's vote in which Belgium, the third, abstains."""
    (rows,) = tables.votes(range(2553, 2554))
    for row in rows:
        row["ms_vote"] = "A" if row["ms_code"] == "BEL" else "Y"
        row |= {"total_yes": "14", "total_no": "0", "total_abstentions": "1"}
        row |= {"total_non_voting": "0"}
    return rows


def test_a_letter_is_believed_before_a_table_and_both_are_kept(tmp_path: Path) -> None:
    rows = [otherwise()]
    assert published(tmp_path, rows, str(LETTER)) == 0
    choices = asked(tmp_path, "SELECT DISTINCT ?c { ?b a cg:Ballot ; cg:choice ?c }")
    assert choices == ["https://w3id.org/councilgraph/ontology#InFavour"]
    (said,) = asked(
        tmp_path,
        "SELECT ?r ?m { <https://w3id.org/councilgraph/vote/S/RES/2553/BEL> cg:remark ?k . "
        '?k cg:code "source-disagreement" ; rdfs:comment ?m ; cg:sourceRecord ?r }',
    )
    assert int(said.partition(",")[0]) == [r["ms_code"] for r in rows[0]].index("BEL") + 1
    assert "Abstaining here" in said
    assert "InFavour elsewhere" in said


def test_the_order_of_belief_may_be_another(tmp_path: Path) -> None:
    rows = [otherwise()]
    order = ("--precedence", "table,text,akn,record")
    assert published(tmp_path, rows, str(LETTER), *order) == 0
    believed = "SELECT ?n { <https://w3id.org/councilgraph/vote/S/RES/2553> cg:abstaining ?n }"
    assert asked(tmp_path, believed) == ["1"]
    assert published(tmp_path, rows, "--precedence", "table,text") == 2


@pytest.mark.skipif(not VETOES.exists(), reason="../shared is absent")
def test_where_the_list_of_vetoes_and_documents_disagree_is_listed() -> None:
    found = read_table(VETOES.read_bytes(), VETOES.name, load_mapping("vetoes"), gazetteer())
    listed = {str(v.draft): record for record in found.records for v in record.votes}
    files = [f for f in sorted((SHARED / "corpus").rglob("*")) if f.suffix in {".xml", ".txt"}]
    assert sum(f.suffix == ".xml" for f in files) > 300
    held = disagree = 0
    for file in files:
        data = file.read_bytes()
        named = set(re.findall(r"S/[0-9]{4}/[0-9]+", data.decode("utf-8", "replace")))
        for draft in sorted(named & listed.keys()):
            record = convert_bytes(data, file.name).record
            if common_votes(record, listed[draft]):
                held += 1
                for one in differences(record, listed[draft]):
                    disagree += 1
                    print(f"{file.name}: {one.name} of {one.subject}: {one.first.words}, "  # noqa: T201 - the list
                          f"{one.second.words} in the list")  # fmt: skip
    print(f"{held} votes in common with {len(files)} files, {disagree} disagreements")  # noqa: T201 - the list
    assert held


def of_1990(day: str, code: str) -> list[tables.Row]:
    """Return an invented vote of 1990 on a day, at which a Yemeni State, or the other, votes."""
    (rows,) = tables.votes(range(650, 651))
    yemeni = next(r for r in rows if r["ms_code"] in {"YEM", "YMD"})
    yemeni |= {"ms_code": code, "ms_name": tables.name_of(code)}
    return [row | {"date": day} for row in rows]


@pytest.mark.parametrize(
    ("day", "code", "status"),
    [("1990-05-21", "YMD", 0), ("1990-05-21", "YEM", 3), ("1990-05-22", "YEM", 0),
     ("1990-10-29", "YEM", 0), ("1990-10-29", "YMD", 3)],
)  # fmt: skip
def test_the_seat_that_changed_hands_in_1990_is_its_holders_of_the_day(
    tmp_path: Path, day: str, code: str, status: int
) -> None:
    assert published(tmp_path, [of_1990(day, code)]) == status
