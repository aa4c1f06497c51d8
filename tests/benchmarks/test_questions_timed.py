"""The benchmark of named questions asks all ways the same, and tells what it found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import questions
from answering import OURS, RDFLIB, SERVER, WAYS, Asked, tried
from councilgraph.query.store import Answer
from questions import main, summed, table

ROOT = Path(__file__).parents[2]
PILOT = ROOT / "tests" / "documents" / "S-2020-1166" / "expected.ttl"


@pytest.fixture(autouse=True)
def _own_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CACHE_HOME", "no_proxy"):
        monkeypatch.setenv(name, str(tmp_path))


@pytest.mark.slow
def test_three_ways_answer_with_the_same_rows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(questions, "hard_values", lambda _: {"symbol": ("S/2020/797",)})
    arguments = [str(PILOT), "--only", "sponsors", "vetoes", "--rdflib", "20"]
    assert main([*arguments, "--report", str(tmp_path)]) == 0
    said = json.loads((tmp_path / "questions.json").read_text("utf-8"))
    found = said["places"]["expected.ttl"]
    assert list(found["seconds"]) == ["sponsors", "vetoes"]
    assert found["rows"]["sponsors"] > 0
    assert found["differing"] == {SERVER: {}, RDFLIB: {}}
    assert not found["beyond the limit"]
    assert not found["failed"]
    assert all(set(each) == set(WAYS) and min(each.values()) > 0
               for each in found["seconds"].values())  # fmt: skip
    assert found["geometric means"][RDFLIB] > 1
    assert all(found["peak MB"][way] > 0 for way in WAYS)
    assert table([found]).splitlines()[-1] in capsys.readouterr().out


def test_what_takes_too_long_counts_with_the_limit() -> None:
    def endless(_query: str) -> Answer:
        while True:
            pass

    found = tried(endless, "", 0.05)
    assert found == Asked(0.05, beyond=True)
    assert found.ratio(Asked(0.01)) == 5


def test_what_fails_is_told() -> None:
    def failing(_query: str) -> Answer:
        raise RecursionError("too deep\nindeed")

    assert tried(failing, "", 1.0).fault == "RecursionError: too deep"


def test_a_question_that_fails_is_named_and_counts_nowhere() -> None:
    ours = Asked(0.5, 0.5, 1, "a", "a")
    server, slow = Asked(1.0, 1.0, 1, "a", "a"), Asked(4.5, 4.5, 1, "b", "a")
    other, failed = Asked(4.0, 4.0, 2, "c", "c"), Asked(9.0, fault="Oh")
    found = summed({
        "first": {OURS: ours, SERVER: server, RDFLIB: slow},
        "second": {OURS: ours, SERVER: other, RDFLIB: failed},
    })  # fmt: skip
    assert found["failed"] == {"second": "Oh"}
    assert found["geometric means"] == {SERVER: 4.0, RDFLIB: 9.0}
    assert found["differing"] == {
        SERVER: {"second": "ROWS DIFFER: 2"}, RDFLIB: {"first": "ORDER DIFFERS"},
    }  # fmt: skip


def test_the_readme_shows_what_was_found() -> None:
    said = json.loads((ROOT / "reports" / "questions.json").read_text("utf-8"))
    assert table(said["places"].values()) in (ROOT / "README.md").read_text("utf-8")
