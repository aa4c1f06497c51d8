"""Tables held against documents and against each other; all votes but the sample's are invented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import voting_tables as tables

from councilgraph.cli import main
from councilgraph.rdf import parse_triples
from councilgraph.rdf.codecs import text_of
from councilgraph.rdf.namespaces import CG

pytestmark = pytest.mark.slow

LETTER = Path(__file__).parents[1] / "documents" / "S-2020-1166" / "source.txt"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def compared(*arguments: str) -> int:
    return main(["compare", *arguments, "--mapping", "voting-data"])


def unanimous(rows: list[tables.Row]) -> list[tables.Row]:
    """Return the rows as if all had voted in favour."""
    return [row | {"ms_vote": "Y", "total_yes": "15", "total_no": "0", "total_abstentions": "0",
                   "total_non_voting": "0"} for row in rows]  # fmt: skip


def test_a_table_agrees_with_the_letter_but_for_how_the_vote_was_held(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (rows,) = tables.votes(range(2553, 2554))
    rows = [row | {"date": "2020-12-03", "draft": "S/2020/1158", "meeting": ""} for row in rows]
    (folder / "a.csv").write_bytes(tables.table([unanimous(rows)]))
    assert compared("a.csv", str(LETTER)) == 3
    said = [line for line in capsys.readouterr().out.splitlines() if line.startswith("a.csv")]
    # The library calls every vote by name recorded; the letter tells that it was held in writing.
    assert said == ["a.csv: record 1, modality: procedure of vote/S/RES/2553: MeetingVote"]


def test_each_ballot_cast_otherwise_is_told_with_record_and_column(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (rows,) = tables.votes(range(2553, 2554))
    rows = [row | {"date": "2020-12-03", "draft": "S/2020/1158"} for row in unanimous(rows)]
    at = next(n for n, row in enumerate(rows) if row["ms_code"] == "BEL")
    changed = [row | {"total_yes": "14", "total_abstentions": "1"} for row in rows]
    changed[at] |= {"ms_vote": "A"}
    (folder / "a.csv").write_bytes(tables.table([changed]))
    assert compared("a.csv", str(LETTER)) == 3
    out, _ = capsys.readouterr()
    assert f"a.csv: record {at + 1}, ms_vote: choice of vote/S/RES/2553/BEL: Abstaining\n" in out
    assert "a.csv: record 1, total_yes: inFavour of vote/S/RES/2553: 14\n" in out
    assert f"{LETTER}:31: inFavour of vote/S/RES/2553: 15\n" in out


def test_two_tables_are_held_against_each_other_vote_by_vote(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    several = tables.votes(range(1960, 1980))
    (folder / "a.csv").write_bytes(tables.table(several))
    other = [[dict(row) for row in rows] for rows in reversed(several)]
    for row in other[7]:
        row["meeting"] = "S/PV.1"
    (folder / "b.csv").write_bytes(tables.table(other))
    assert compared("a.csv", "b.csv", "--format", "json") == 3
    found = json.loads(capsys.readouterr().out)
    about = [(d["property"], d["subject"]) for d in found]
    assert about == [("meeting", "doc/S/RES/1972"), ("meeting", "vote/S/RES/1972")]
    for one in found:
        assert [s["says"] for s in one["sources"]] == ["S/PV.4972", "S/PV.1"]
        assert [s["record"] for s in one["sources"]] == [181, 106]
    assert [s["field"] for s in found[1]["sources"]] == ["meeting", "meeting"]


def test_what_a_table_contradicts_in_itself_is_told_once(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    several = tables.votes(range(219, 221))
    tables.wrong_total(several[1])
    (folder / "a.csv").write_bytes(tables.table(several))
    assert compared("a.csv", "a.csv") == 3
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 1
    assert out.startswith("a.csv: record ")
    assert err == "1 disagreements\n"


def test_the_report_in_rdf_names_file_record_and_field(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (rows,) = tables.votes(range(1960, 1961))
    (folder / "a.csv").write_bytes(tables.table([rows]))
    (folder / "b.csv").write_bytes(tables.table([[r | {"meeting": "S/PV.1"} for r in rows]]))
    assert compared("a.csv", "b.csv", "--format", "ttl") == 3
    said = parse_triples(capsys.readouterr().out.encode(), "ttl", "report")
    fields = [o for _, p, o in said if p == CG["sourceField"]]
    # The document stands where its vote does, in the column that names it.
    assert [text_of(f) for f in fields] == ["resolution", "resolution", "meeting", "meeting"]


def test_a_table_without_the_document_is_wrong_use(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "a.csv").write_bytes(tables.table(tables.votes(range(1960, 1963))))
    assert compared("a.csv", str(LETTER)) == 2
    assert "a.csv is 3 records" in capsys.readouterr().err
