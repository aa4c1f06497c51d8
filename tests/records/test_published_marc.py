"""Library records published beside documents: one vote, both places, and who is believed."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from marc_forms import Marc, iso2709, marcxml
from marc_records import Expected, resolution, three_hundred, voting

from councilgraph.cli import main
from councilgraph.query import Embedded, library, render

LETTER = Path(__file__).parents[1] / "documents" / "S-2020-1166" / "source.txt"
BASE = "https://w3id.org/councilgraph/"


def vote(**choices: str) -> Marc:
    """Return the record of the letter's vote, all in favour but for those said otherwise."""
    changed: Marc = []
    for tag, marks, said in voting(2553, 2020, random.Random(1), Expected()):
        if tag == "967":
            code = dict(said)["c"]  # type: ignore[arg-type]
            parts = [("c", code), ("d", choices.get(code, "Y"))]
            changed.append((tag, marks, [*parts, ("e", dict(said)["e"])]))  # type: ignore[arg-type]
        elif tag == "996":
            abstaining = sum(c == "A" for c in choices.values())
            counts = zip("bcdef", (15 - abstaining, 0, abstaining, 0, 15), strict=True)
            changed.append((tag, marks, [(c, str(n)) for c, n in counts]))
        elif tag == "993":
            changed.append((tag, marks, [("a", "S/2020/1158")]))
        elif tag in {"269", "992"}:
            changed.append((tag, marks, [("a", "20201203")]))
        elif tag == "952":
            changed.append((tag, marks, [("a", "S/2020/1166")]))
        elif tag != "991":
            changed.append((tag, marks, said))
    return changed


def asked(folder: Path, query: str) -> list[str]:
    found = Embedded(folder).ask(
        "PREFIX cg: <https://w3id.org/councilgraph/ontology#>"
        "PREFIX dcterms: <http://purl.org/dc/terms/>"
        "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>"
        + query
    )
    return render(found, "csv").replace("\r\n", "\n").splitlines()[1:]


@pytest.mark.slow
def test_a_record_and_a_letter_tell_of_one_vote(tmp_path: Path) -> None:
    file, out = tmp_path / "votes.mrc", tmp_path / "out"
    file.write_bytes(iso2709([vote()]))
    assert main(["publish", str(file), str(LETTER), "--out", str(out), "--jobs", "1"]) == 0
    assert asked(out, "SELECT ?v { ?v a cg:Vote }") == [f"{BASE}vote/S/RES/2553"]
    assert asked(out, "SELECT (COUNT(?b) AS ?n) { ?b a cg:Ballot }") == ["15"]
    assert asked(out, "SELECT (COUNT(?b) AS ?n) { ?b a cg:Ballot ; cg:hasPassage ?p ."
                 " ?p cg:sourceRecord 1 ; cg:sourceField '967 $d' }") == ["15"]  # fmt: skip


@pytest.mark.slow
def test_what_a_record_says_otherwise_stays_as_a_remark(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, out = tmp_path / "votes.xml", tmp_path / "out"
    file.write_bytes(marcxml([vote(BEL="A"), vote_of_another()]))
    assert main(["publish", str(file), str(LETTER), "--out", str(out), "--jobs", "1"]) == 0
    (said,) = asked(
        out,
        f"SELECT ?r ?f ?m {{ <{BASE}vote/S/RES/2553/BEL> cg:remark ?k . ?k rdfs:comment ?m ;"
        " cg:code 'source-disagreement' ; cg:sourceRecord ?r ; cg:sourceField ?f }",
    )
    assert said.startswith("1,967 $d,")
    assert "Abstaining here" in said
    capsys.readouterr()
    assert main(["compare", str(LETTER), str(file)]) == 3
    report = capsys.readouterr().out
    assert "choice of vote/S/RES/2553/BEL" in report
    assert "S/RES/2551" not in report


def vote_of_another() -> Marc:
    return voting(2551, 2020, random.Random(3), Expected())


def test_records_are_compared_by_what_they_have_in_common(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, other = tmp_path / "votes.xml", tmp_path / "votes.mrc"
    one.write_bytes(marcxml([vote(), vote_of_another()]))
    other.write_bytes(iso2709([vote()], "marc-8"))
    assert main(["compare", str(one), str(other)]) == 0
    capsys.readouterr()
    other.write_bytes(iso2709([vote(BEL="A")]))
    assert main(["compare", str(one), str(other), "--format", "json"]) == 3
    rows = json.loads(capsys.readouterr().out)
    assert {r["property"] for r in rows} == {"choice", "inFavour", "abstaining"}
    assert "vote/S/RES/2553/BEL" in {r["subject"] for r in rows}


def test_what_contradicts_itself_is_told_with_record_and_field(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, out = tmp_path / "votes.mrc", tmp_path / "out"
    twice: Marc = [*vote(), ("967", "  ", [("c", "FRA"), ("d", "A"), ("e", "FRANCE")])]
    file.write_bytes(iso2709([twice]))
    assert main(["publish", str(file), "--out", str(out), "--jobs", "1"]) == 3
    assert "votes.mrc: record 1, 967 $d: FRANCE votes in two ways" in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.slow
def test_two_records_of_a_kind_that_contradict_each_other_stay_a_conflict(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, out = tmp_path / "votes.mrc", tmp_path / "out"
    document = [
        (t, m, [("a", "Adopted 14-1-0, 8000th meeting")] if t == "996" else s)
        for t, m, s in resolution(2553, random.Random(5), Expected())
        if t != "991"
    ]
    file.write_bytes(iso2709([vote(), document]))
    assert main(["publish", str(file), "--out", str(out), "--jobs", "1"]) == 3
    assert "inFavour of" in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.slow
def test_records_of_every_kind_are_published_and_conform(tmp_path: Path) -> None:
    records, _ = three_hundred()
    file, out = tmp_path / "records.mrc", tmp_path / "out"
    file.write_bytes(iso2709(records[:60], "marc-8"))
    assert main(["publish", str(tmp_path), "--out", str(out), "--jobs", "1"]) == 0
    assert int(*asked(out, "SELECT (COUNT(?b) AS ?n) { ?b a cg:Ballot }")) > 500


@pytest.mark.slow
def test_a_named_question_answers_votes_against_by_state_and_year(tmp_path: Path) -> None:
    records, want = three_hundred()
    file, out = tmp_path / "records.mrc", tmp_path / "records.nq"
    file.write_bytes(iso2709(records))
    assert main(["convert", str(file), "--to", "nq", "-o", str(out)]) == 0
    days = {vote: day for vote, day, *_ in want.votes}
    counted: dict[tuple[str, str], int] = {}
    for ballot, code, choice, _ in want.ballots:
        if choice == "Against":
            key = days[ballot.rpartition("/")[0]][:4], code
            counted[key] = counted.get(key, 0) + 1
    store = Embedded(out)
    for code in ("USA", "SUN", "GBR"):
        found = store.ask(library()["votes-against"].bound({"state": code}))
        rows = [r.split(",") for r in render(found, "csv").split("\r\n")[1:] if r]
        assert rows
        assert {(r[0], code): int(r[-1]) for r in rows} == {
            k: n for k, n in counted.items() if k[1] == code
        }
