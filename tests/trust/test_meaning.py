"""A small part of what ``tests/trust/meaning.py`` runs, on documents of the project alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from edits import Cut, Edit
from judged import judge
from meaning import PILOT, edited, failures, summed
from mutations import KINDS
from placed import Fact, Facts, Place
from samples import sample

from councilgraph.render.akn import akn
from councilgraph.render.invent import corpus
from councilgraph.render.text import render

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("documents")
    found = [PILOT]
    for code in ("ar", "en", "es", "fr", "ru", "zh"):
        for number, record in enumerate(corpus(code, 3, 11)):
            for suffix, data in (("txt", render(record, code).encode()), ("xml", akn(record))):
                found.append(folder / f"{code}{number}.{suffix}")
                found[-1].write_bytes(data)
    return found


def test_edits_are_shown_remarked_or_refused_and_change_nothing_else(files: list[Path]) -> None:
    rows = list(edited(files, 60, 20201224))
    assert failures(rows) == []
    assert len(rows) == 60
    assert {r["kind"] for r in summed(rows) if r["edits"]} == set(KINDS)


def test_an_edit_that_changes_more_than_it_says_is_caught() -> None:
    of = sample(PILOT.read_bytes(), "a.txt")
    assert not judge(_replaced(of.raw, "2553", "2553"), of.raw, of.name, of.facts).unrelated
    more = _replaced(of.raw, "2553", "2553")
    text = of.raw.replace("1325", "1820", 1)
    assert text != of.raw
    assert judge(more, text, of.name, of.facts).unrelated


def test_an_edit_that_leaves_no_trace_is_silent() -> None:
    of = sample(PILOT.read_bytes(), "a.txt")
    found = judge(_replaced(of.raw, "2553", "2553"), of.raw, of.name, of.facts)
    assert found.outcome == "silent"


def _replaced(raw: str, old: str, new: str) -> Edit:
    at = raw.index(old)
    return Edit("", (Cut(at, at + len(old), new),), lambda _before, _after: False)


def test_places_move_with_the_text() -> None:
    edit = Edit("", (Cut(10, 12, "abcd"), Cut(20, 20, "xy")), lambda _before, _after: True)
    moved = {p: edit.after(Place("Citation", *p)) for p in ((0, 10), (12, 20), (20, 25), (11, 15))}
    assert moved[0, 10] == Place("Citation", 0, 10)
    assert moved[12, 20] == Place("Citation", 14, 22)
    assert moved[20, 25] == Place("Citation", 24, 29)
    assert moved[11, 15] is None
    assert edit.apply("0123456789ABCDEFGHIJKLMNO") == "0123456789abcdCDEFGHIJxyKLMNO"


def test_facts_know_their_place() -> None:
    of = sample(PILOT.read_bytes(), "a.txt")
    assert isinstance(of.facts, Facts)
    ballots = of.facts.of("Ballot", "castBy")
    assert len(ballots) == 15
    assert all(of.raw[p.start : p.end].strip() for p in ballots)
    assert Fact(Place("Vote1"), "inFavour", "15") in of.facts.facts
