"""Voting tables: what a mapping makes of rows, and what of a table cannot be used."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import voting_tables as tables
from voting_tables import read, votes_of

from councilgraph.cli import main
from councilgraph.errors import Refused, UsageError
from councilgraph.model import Cell, Choice, Outcome, Procedure, Remark, Severity, Tally
from councilgraph.query import Embedded, library, render
from councilgraph.rdf import record_of, triples_of
from councilgraph.rdf.namespaces import CG
from councilgraph.records import Library, load_mapping
from councilgraph.validate import judge


def remarks_of(found: Library) -> list[Remark]:
    return [r for v in votes_of(found) for r in v.remarks]


def one(**changed: str) -> list[tables.Row]:
    """Return the rows of one vote, some cells of its first row changed."""
    rows = tables.votes(range(2553, 2554))[0]
    rows[0] = rows[0] | changed
    return rows


def test_a_vote_has_its_ballots_tally_and_the_cells_they_stand_in() -> None:
    rows = one()
    found = read(tables.table([rows]))
    (vote,) = votes_of(found)
    assert (vote.resolution, vote.outcome) == ("S/RES/2553 (2020)", Outcome.ADOPTED)
    assert vote.procedure is Procedure.MEETING
    assert vote.tally == Tally(*(int(rows[0][c]) for c in tables.TOTALS.values()))
    assert [b.state for b in vote.ballots] == [r["ms_code"] for r in rows]
    assert vote.ballots[3].cell == Cell(4, "ms_vote")
    assert vote.ballots[3].name == rows[3]["ms_name"]
    assert Cell(1, "total_yes") in [r.cell for r in vote.recorded]
    assert (vote.remarks, found.refused) == ((), ())
    assert found.records[0].main.agenda_item == rows[0]["agenda"]


def test_what_triples_say_is_what_was_read() -> None:
    for record in read(tables.table(tables.votes(range(400, 403)))).records:
        back = record_of(triples_of(record))
        assert (back.votes, back.source) == (record.votes, record.source)
        assert back.main.symbol == record.main.symbol


def test_choices_are_yes_no_abstention_and_not_voting_whatever_stands_for_the_last() -> None:
    rows = one()
    for row, sign in zip(rows, ["Y", "N", "A", "X", ""], strict=False):
        row["ms_vote"] = sign
    (vote,) = votes_of(read(tables.table([rows])))
    assert [b.choice for b in vote.ballots[:5]] == [*Choice, Choice.NOT_VOTING]


@pytest.mark.parametrize(("number", "code"), [(300, "SUN"), (850, "RUS"), (700, "YMD")])
def test_a_state_of_its_time_votes(number: int, code: str) -> None:
    rows = tables.votes(range(number, number + 1))[0]
    if code == "YMD":
        rows = [r for r in tables.votes(range(670, 671))[0] if r["ms_code"] == code] or rows
        assert code in {r["ms_code"] for r in rows}
    assert code in {b.state for v in votes_of(read(tables.table([rows]))) for b in v.ballots}


def test_a_withdrawn_code_is_read_as_todays_and_remarked() -> None:
    rows = tables.votes(range(700, 701))[0]  # Zaire, a member in 1991
    zaire = next(r for r in rows if r["ms_code"] == "COD")
    zaire |= {"ms_code": "ZAR", "ms_name": "ZAIRE"}
    (remark,) = remarks_of(read(tables.table([rows])))
    assert (remark.code, remark.severity) == ("withdrawn-code", Severity.NOTE)
    assert remark.cell == Cell(rows.index(zaire) + 1, "ms_code")


def test_ballots_of_an_acclamation_are_kept_and_remarked() -> None:
    rows = [r | {"modality": "Adopted by acclamation"} for r in one()]
    (vote,) = votes_of(read(tables.table([rows])))
    assert vote.procedure is Procedure.ACCLAMATION
    assert len(vote.ballots) == 15
    assert [r.code for r in vote.remarks] == ["ballots-without-vote"]


@pytest.mark.parametrize("code", tables.PLANTED)
def test_each_contradiction_is_told_once_with_its_cell(code: str) -> None:
    rows = one()
    tables.PLANTED[code](rows)
    (remark,) = remarks_of(read(tables.table([rows])))
    assert (remark.code, remark.severity) == (code, Severity.CONTRADICTION)
    assert remark.cell
    assert remark.cell.field in tables.COLUMNS


@pytest.mark.parametrize(
    ("column", "cell"),
    [("ms_code", "QQQ"), ("ms_vote", "?"), ("date", "2020-02-30"), ("resolution", "Decision 1"),
     ("resolution", "S/RES/2553(1946)")],
)  # fmt: skip
def test_a_cell_that_a_vote_needs_refuses_it_with_record_and_column(column: str, cell: str) -> None:
    rows = [r | {column: cell} if column in {"date", "resolution"} else r for r in one()]
    rows[0][column] = cell
    found = read(tables.table([*tables.votes(range(1, 2)), rows]))
    assert [v.resolution for v in votes_of(found)] == ["S/RES/1 (1946)"]
    assert f"record 12, {column}: " in str(found.refused[0])


def test_an_optional_cell_that_cannot_be_read_is_left_out_and_remarked() -> None:
    rows = [r | {"total_yes": "many"} for r in one()]
    (remark,) = remarks_of(read(tables.table([rows])))
    assert (remark.code, remark.cell) == ("unread-cell", Cell(1, "total_yes"))


def test_columns_may_move() -> None:
    rows = tables.votes(range(1, 3))
    moved = tables.table(rows, tuple(reversed(tables.COLUMNS)))
    assert votes_of(read(moved)) == votes_of(read(tables.table(rows)))


def test_rows_that_are_not_as_wide_are_refused_by_their_number() -> None:
    lines = tables.table([one()]).decode().split("\r\n")
    assert len(lines) == 17
    lines[3] += ",more"
    lines[5] = lines[5].rpartition(",")[0]
    found = read("\r\n".join(lines).encode())
    assert [str(r).split(": ")[1] for r in found.refused] == ["record 3", "record 5"]
    assert {r.code for r in remarks_of(found)} == {"tally-mismatch"}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (tables.table([one()], tables.COLUMNS[:-2]), "no column 'modality'"),
        (tables.table([one()], (*tables.COLUMNS, "more")), "knows no column 'more'"),
        (tables.table([one()], (*tables.COLUMNS, "date")), "names 'date' twice"),
        (tables.table([one()]) + b'1,"2', "record 16"),
        (tables.table([]), "no rows"),
        (b"", "is empty"),
        (tables.table([one(ms_name="C\xf4te")]).decode().encode("latin-1"), "0xf4 is not utf-8"),
    ],
    ids=["missing", "unknown", "twice", "quotation", "no rows", "empty", "latin-1"],
)
def test_what_is_no_such_table_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(Refused, match=said):
        read(data)


@pytest.mark.slow
def test_a_table_with_a_million_rows_is_refused() -> None:
    data = tables.table([]) + b"a" * 10 + b",".join([b""] * 20) + b"\n" * 1_000_000
    with pytest.raises(Refused, match="more than 200,000 rows"):
        read(data)


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("row = 1", "row is 1"),
        ('row = "vote"', "expected one"),
        ('row = "vote"\nroww = 1', "the key 'roww'"),
        ('row = "vote"\n[vote.draft]\ncolumn = "d"\nvalue = "e"', "column and value"),
        ('row = "vote"\n[vote.draft]\ncolumn = "d"\npattern = "("', "no regular expression"),
        ('row = "ballot"\n[vote.draft]\ncolumn = "d"', "rows are ballots"),
        ("row", "expected TOML"),
    ],
)
def test_a_mapping_that_is_none_is_a_fault_of_the_call(
    toml: str, said: str, tmp_path: Path
) -> None:
    place = tmp_path / "m.toml"
    place.write_text(toml)
    with pytest.raises(UsageError, match=said):
        load_mapping(str(place))


def test_a_mapping_that_is_not_there_is_named_beside_those_that_are() -> None:
    with pytest.raises(UsageError, match="one of meetings, vetoes, voting-data"):
        load_mapping("vote")


def test_a_meeting_table_tells_of_votes_and_of_meetings_without_one() -> None:
    lines = (
        "meetingRecord,date,topic,outcome,vote",
        "S/PV.8700,2020-01-10,Freedonia,S/RES/2504 (2020),11-0-4",
        'S/PV.8701,2020-01-11,"Freedonia, again",S/PRST/2020/1,',
    )
    found = read("\n".join(lines).encode(), "meetings")
    (vote,) = votes_of(found)
    assert (vote.meeting, vote.tally) == ("S/PV.8700", Tally(11, 0, 4))
    assert [r.main.symbol for r in found.records] == ["S/RES/2504 (2020)", "S/PV.8701"]


@pytest.mark.slow
def test_what_tables_say_conforms_to_the_shapes() -> None:
    found = read(tables.table(tables.votes(range(218, 224))))
    report = judge([t for record in found.records for t in triples_of(record)])
    assert [f for f in report.findings if f.severity == "Violation"] == []


@pytest.mark.slow
def test_twenty_contradictions_of_41000_rows_are_reported_and_every_ballot_is_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    several = tables.votes(range(1, 2797))
    plants = [*tables.PLANTED.items()] * 4
    chosen = random.Random(3).sample(several, len(plants))
    for rows, (_, plant) in zip(chosen, plants, strict=True):
        plant(rows)
    count = sum(map(len, several))
    assert count > 41_000
    (tmp_path / "votes.csv").write_bytes(tables.table(several))
    command = ["convert", str(tmp_path / "votes.csv"), "--mapping", "voting-data", "--to", "nq",
               "-o", str(tmp_path / "votes.nq")]  # fmt: skip
    assert main(command) == 3
    told = capsys.readouterr().err.splitlines()
    assert len(told) == len(plants)
    assert len({line.split(":")[1] for line in told}) == len(plants)
    store = Embedded(tmp_path / "votes.nq")
    kind, choice = CG["Ballot"], CG["choice"]
    asked = store.ask(f"SELECT (COUNT(?b) AS ?n) {{ ?b a <{kind}> ; <{choice}> ?c }}")
    assert render(asked, "csv").split() == ["n", str(count)]
    against = render(store.ask(library()["votes-against"].bound({"state": "USA"})), "csv")
    cast = [r for rows in several for r in rows if (r["ms_code"], r["ms_vote"]) == ("USA", "N")]
    assert sum(int(line.split(",")[2]) for line in against.splitlines()[1:]) == len(cast)
    every = render(store.ask(library()["votes-against"].bound({})), "csv").splitlines()[1:]
    cast = [r for rows in several for r in rows if r["ms_vote"] == "N"]
    assert sum(int(line.rpartition(",")[2]) for line in every) == len(cast) > 500
    assert every[0].startswith("1946,")
