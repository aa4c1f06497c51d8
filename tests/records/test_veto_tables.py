"""Lists of vetoes: drafts without a symbol, and drafts that were voted on more than once."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from voting_tables import read, votes_of

from councilgraph.cli import main
from councilgraph.model import Choice, Severity
from councilgraph.query import Embedded, library, render
from councilgraph.rdf import record_of, triples_of
from councilgraph.rdf.namespaces import CG
from councilgraph.records import Library, load_mapping
from councilgraph.validate import judge

SHARED = Path(__file__).parents[3] / "shared"
VETOES = SHARED / "reference" / "vetoes-1946-2022.csv"


def test_a_draft_without_a_symbol_is_known_by_its_meeting() -> None:
    header = ",".join(load_mapping("vetoes").columns) + "\n"
    row = "S/PV.49,S/PV.49,6/26/1946,Spain,USSR,,\n"
    first, second = votes_of(read((header + row + row).encode(), "vetoes"))
    assert (first.number, second.number, second.meeting) == (1, 2, "S/PV.49")
    assert [(b.state, b.choice) for b in second.ballots] == [("SUN", Choice.AGAINST)]
    assert [r.code for r in second.remarks] == ["draft-without-symbol"]


VETO = "{},S/PV.9544,6/5/2019,{},{},,\n"


def vetoed(*rows: tuple[str, str, str]) -> Library:
    """Return what an invented list of vetoes says; rows are a draft, an item and a member."""
    header = ",".join(load_mapping("vetoes").columns) + "\n"
    return read((header + "".join(VETO.format(*row) for row in rows)).encode(), "vetoes")


def test_a_further_vote_on_a_draft_that_failed_has_its_number() -> None:
    found = vetoed(
        ("S/2019/9102", "Inventia", "Russia"), ("S/2019/9103", "Inventia", "USA"),
        ("S/2019/9102", "Inventia again", "Russia"), ("S/2019/9102", "Inventia", "UK"),
        ("S/2019/9102", "Inventia again", "Russia"),
    )  # fmt: skip
    votes = votes_of(found)
    assert [v.number for v in votes] == [None, None, 2, 3, 2]
    assert [[r.code for r in v.remarks] for v in votes] == [
        [], [], ["further-vote"], ["further-vote"], ["rows-disagree"],
    ]  # fmt: skip
    assert votes[2].remarks[0].severity is Severity.NOTE
    for record in found.records:
        assert record_of(triples_of(record)).votes == record.votes


@pytest.mark.slow
def test_a_further_vote_conforms_and_is_published_with_a_page(tmp_path: Path) -> None:
    header = ",".join(load_mapping("vetoes").columns) + "\n"
    rows = [("S/2019/9102", item, "Russia") for item in ("Inventia", "Inventia again")]
    found = vetoed(*rows)
    report = judge([t for record in found.records for t in triples_of(record)])
    assert [f for f in report.findings if f.severity == "Violation"] == []
    table, out = tmp_path / "vetoes.csv", tmp_path / "out"
    table.write_text(header + "".join(VETO.format(*row) for row in rows))
    assert main(["publish", str(table), "--mapping", "vetoes", "--out", str(out),
                 "--jobs", "1"]) == 0  # fmt: skip
    pages = sorted(p.relative_to(out).as_posix() for p in out.glob("vote/**/*.html"))
    assert pages == ["vote/S/2019/9102.html", "vote/S/2019/9102/2.html"]
    asked = Embedded(out).ask(f"SELECT ?b {{ ?v <{CG['hasBallot']}> ?b }} ORDER BY ?b")
    assert [i.split("/vote/")[1] for i in render(asked, "csv").split()[1:]] == [
        "S/2019/9102/2/RUS", "S/2019/9102/RUS",
    ]  # fmt: skip


@pytest.mark.slow
@pytest.mark.skipif(not VETOES.exists(), reason="../shared is absent")
def test_the_list_of_vetoes_gives_every_veto(tmp_path: Path) -> None:
    with VETOES.open(encoding="utf-8", newline="") as file:
        listed = list(csv.DictReader(file))
    members = [r[f"member_veto{k}"] for r in listed for k in (1, 2, 3) if r[f"member_veto{k}"]]
    assert len(listed) > 200
    out = tmp_path / "vetoes.nq"
    assert main(["convert", str(VETOES), "--mapping", "vetoes", "--to", "nq", "-o", str(out)]) == 0
    rows = render(Embedded(out).ask(library()["vetoes"].bound({})), "csv").splitlines()[1:]
    assert len(rows) == len(members)
    votes = votes_of(read(VETOES.read_bytes(), "vetoes"))
    assert len(votes) == len(listed)
    assert "rows-disagree" not in {r.code for v in votes for r in v.remarks}
    assert [v.number for v in votes if v.draft == "S/552"] == [None, 2]
