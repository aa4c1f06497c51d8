"""What the proofs of trust left is read rightly: what failed, was skipped or not asked is told."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import findings
import outcome
import pytest
from covered import counted
from explained import explained
from findings import READERS, NotAsked
from mutants import TABLE, reasons
from outcome import Outcome, Row
from part import ROOT, Part, Ran, parts
from soak import Watched

import trust
from councilgraph.pages.strings import strings

CASE = ('<testcase name="{name}"><properties><property name="matrix" value="faults:{row}"/>'
        "</properties>{trouble}</testcase>")  # fmt: skip
SCORES = """== txt, by lang
field                group                   docs   exact precision  recall
operative numbers    ar                        50  0.9800    1.0000  0.9900
operative numbers    all                       50  0.9800    1.0000  0.9900
date                 zh                        20  1.0000    1.0000  1.0000
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for module in (findings, trust):
        monkeypatch.setattr(module, "FOLDER", tmp_path)
    monkeypatch.setattr(outcome.Outcome.write, "__defaults__", (tmp_path,))
    return tmp_path


def ran(reads: str, said: str = "", code: int = 0, matrix: str = "") -> Ran:
    return Ran(Part("a", "true", reads, 1, matrix), code, said)


def test_each_part_has_a_reader_and_a_name_in_six_languages() -> None:
    assert {p.reads for p in parts()} == set(READERS)
    assert {f"trust-{p.name}" for p in parts()} == {k for k in strings() if k.startswith("trust-")}
    assert all(isinstance(findings.proven(p), list) for p in parts())


def test_a_row_of_a_matrix_fails_with_any_of_its_tests_or_without_one(folder: Path) -> None:
    cases = [("a", 1, ""), ("b", 1, '<failure message="no"/>'), ("c", 2, ""),
             ("d", 3, '<skipped message="no strace"/>')]  # fmt: skip
    text = "".join(CASE.format(name=n, row=r, trouble=t) for n, r, t in cases)
    (folder / "a.xml").write_text(f"<testsuites><testsuite>{text}</testsuite></testsuites>")
    found = {r["row"]: r for r in READERS["matrix"](ran("matrix", matrix="faults")).rows}
    assert [found[n]["held"] for n in (1, 2, 3, 4)] == [False, True, False, False]
    assert [found[n]["why"] for n in (1, 3, 4)] == [
        "b: failure: no", "d: skipped: no strace", "no test tried it"
    ]  # fmt: skip


def test_a_part_that_did_not_run_has_failed(folder: Path) -> None:
    for reads in ("matrix", "tests", "outcome"):
        kept = trust.found(ran(reads, "no module named x", 1, "faults"))
        assert (kept["state"], kept["failed"]) == ("failed", 1)
        assert "no module named x" in kept["why"][0]
        file = folder / "a.json"
        assert json.loads(file.read_text("utf-8"))["failed"] == 1
        file.unlink()


def test_what_ran_too_long_is_ended_and_has_failed(folder: Path) -> None:
    found = trust.run(Part("a", "sleep 60", "tests", 0), {})
    assert found.said.endswith("ended after 0 minutes")
    assert found.code


@pytest.mark.parametrize(("reads", "said", "code"), [
    ("audit", "Dependency not found on PyPI and could not be audited: a (1)", 0),
    ("audit", "requests.exceptions.ConnectionError: no route", 1),
    ("sbom", "ERROR: No matching distribution found for cyclonedx-bom", 1),
    ("earl", "4 skipped in 1 s", 0),
    ("accuracy", "find: '../shared/corpus/resolution': No such file or directory", 1),
])  # fmt: skip
def test_what_is_not_on_this_machine_was_not_asked(
    folder: Path, reads: str, said: str, code: int
) -> None:
    with pytest.raises(NotAsked):
        READERS[reads](ran(reads, said, code))
    assert trust.found(ran(reads, said, code))["state"] == "not asked"


def test_known_weaknesses_fail(folder: Path) -> None:
    assert READERS["audit"](ran("audit", "Found 1 known vulnerability", 1)).failed == 1


def test_accuracy_is_told_by_language_with_its_denominator(folder: Path) -> None:
    found = READERS["accuracy"](ran("accuracy", SCORES))
    assert (found.tried, found.passed, found.failed) == (70, 69, 1)
    assert trust.by_language(found) == {"ar": {"txt": [49, 50]}, "zh": {"txt": [20, 20]}}


def test_the_tests_of_the_w3c_count_as_failed_when_they_came_to_something_else() -> None:
    found = READERS["earl"](ran("earl", "1 failed", 1))
    assert found.tried == found.failed > 40
    assert not READERS["earl"](ran("earl")).failed


def test_each_failure_is_told_and_many_are_counted() -> None:
    rows = [{"row": n, "held": False, "why": "x"} for n in range(30)]
    told = trust.failures(Outcome("a", 30, 0, 30, None, "", rows))
    assert told[0] == "why: x"
    assert told[1] == "row: 1; why: x"
    assert told[-1] == "and 10 more"
    assert trust.failures(Outcome("a", 1, 0, 1, None, "", [])) == ["see build/trust/a.json"]


@pytest.mark.parametrize(("row", "fell"), [
    ({"crashes": 1}, True), ({"crashes": 0}, False), ({"broken": "p99"}, True),
    ({"growth": 13.9}, True),
    ({"alive": True, "true": False}, True), ({"outcome": "remarked", "unrelated": ["- a"]}, True),
    ({"outcome": "silent"}, True), ({"outcome": "refused"}, False),
])  # fmt: skip
def test_a_failure_is_known_by_each_of_its_words(row: dict[str, object], fell: bool) -> None:
    assert bool(trust.failures(Outcome("a", 1, 1, 0, None, "", [row]))) == fell


def test_each_difference_from_the_truth_is_told_with_its_documents_and_reason() -> None:
    rows = [{"form": form, "field": "anchored citations", "language": "fr", "documents": 59,
             "exact": exact} for form, exact in (("txt", 56), ("xml", 57))]  # fmt: skip
    told = explained("accuracy", Outcome("a", 118, 113, 5, None, "", rows))
    assert [line[:2] for line in told] == ["2:", "2:", "1:"]
    assert "S_RES_2553_(2020).fr (txt and xml): the link" in told[0]
    rows[1]["exact"] = 55
    assert explained("accuracy", Outcome("a", 118, 111, 7, None, "", rows))[-1] == (
        "2: no reason is known"
    )  # fmt: skip


def test_faults_that_no_test_found_are_counted_by_their_reasons() -> None:
    rows: list[Row] = [{"percent": 91.4}, {"change": "a", "why": "x"}, {"change": "b", "why": "x"},
                       {"change": "c", "why": ""}]  # fmt: skip
    told = explained("mutants", Outcome("a", 9, 6, 3, None, "", rows))
    assert told == ["2: x", "1: no reason is known"]
    assert explained("matrix", Outcome("a", 9, 6, 3, None, "", rows)) == []


def test_each_fault_that_has_a_reason_is_of_a_line_that_is_there() -> None:
    known = reasons(tomllib.loads(TABLE.read_text("utf-8")))
    assert len(known) > 40
    for (function, change), (reason, _) in known.items():
        module = function.rpartition(".")[0].removeprefix("councilgraph.").replace(".", "/")
        source = (ROOT / "converter" / "councilgraph" / f"{module}.py").read_text("utf-8")
        taken = [line[1:] for line in change.splitlines() if line.startswith("-")]
        assert taken, change
        assert all(line in source for line in taken), change
        assert reason


def test_branches_are_counted_by_room() -> None:
    said = {"summary": {"covered_branches": 2, "num_branches": 3}}
    assert counted({"x/parse/a.py": said, "x/parse/b.py": said})["parse"] == (4, 6)


def test_the_table_has_a_line_a_part_and_why_it_failed() -> None:
    kept = {"a": {"name": "a", "state": "failed", "tried": 2, "passed": 1, "failed": 1,
                  "date": "2031-05-04", "commit": "5ba552f", "why": ["row: 1"]}}  # fmt: skip
    assert trust.printed(kept, kept).splitlines()[1:] == [
        "a     failed  2      1       1       2031-05-04  5ba552f", "a: row: 1"
    ]  # fmt: skip


def test_parts_that_are_not_run_keep_what_was_found_of_them(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "kept.json").write_text('{"b": {"name": "b", "commit": "old"}}')
    (folder / "a.json").write_text(json.dumps(asdict(Outcome("a", 1, 1, 0, None, "", []))))
    monkeypatch.setattr(trust, "KEPT", folder / "kept.json")
    known = (Part("a", "", "outcome", 1), Part("b", "", "outcome", 1, alone=True))
    monkeypatch.setattr(trust, "parts", lambda: known)
    monkeypatch.setattr(trust, "run", lambda part, _: Ran(part, 0, ""))
    assert trust.main([]) == 0
    kept = json.loads((folder / "kept.json").read_text("utf-8"))
    assert (kept["a"]["state"], kept["b"]["commit"]) == ("held", "old")
    assert kept["a"]["commit"] == trust.commit()
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_what_a_server_holds_is_judged_at_its_most() -> None:
    steady = [[100, 50, 60], [100, 10, 60], [100, 60, 50], [100, 60]] * 30
    grown = [[100, 50, 60], [100, 66, 60]] * 20
    for memory, held in ((steady, True), ([*steady[:80], *grown], False)):
        watched = Watched(memory, [(100, 9), (104, 9)], Counter({200: 1}))
        assert [r["held"] for r in watched.rows()] == [True, held, held, True, True]


def test_no_part_may_be_named_that_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    run: Callable[[list[str]], int] = trust.main
    with pytest.raises(SystemExit):
        run(["no-such-part"])
    assert "no-such-part: unknown" in capsys.readouterr().err
