"""Whatever a store does, what it took is known, and the exit code and message say what is wrong."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from scripted_store import BASE, Fault, Scripted, publish

from councilgraph.graphstore import store as module
from councilgraph.graphstore.journal import Journal

pytestmark = pytest.mark.slow

Run = Callable[..., int]
GRAPHS = [BASE + path for path in ("doc/S/9999/1", "doc/S/9999/2", "doc/S/9999/3", "ontology/core")]
STATEMENTS = 7


def test_each_file_is_a_graph_of_its_own(run: Run, store: Scripted) -> None:
    assert run() == 0
    assert sorted(store.graphs) == GRAPHS
    assert store.sent == [("PUT", name) for name in GRAPHS]
    assert sum(map(len, store.graphs.values())) == STATEMENTS
    said = f'<{GRAPHS[0]}> <urn:n> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .'
    assert said.encode() in store.graphs[GRAPHS[0]]


def test_what_is_there_is_not_sent_again(
    run: Run, store: Scripted, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run() == 0
    assert "4 graphs sent with 7 statements" in capsys.readouterr().err
    store.sent.clear()
    assert run() == 0
    assert "0 graphs sent with 0 statements" in capsys.readouterr().err
    assert store.sent == []
    publish(folder, "doc/S/9999/2.ttl", "<> a <urn:Document> ; <urn:n> 5 .")
    assert run() == 0
    assert store.sent == [("PUT", GRAPHS[1])]
    assert run("--anew") == 0
    assert len(store.sent) == 1 + len(GRAPHS)


def test_a_load_that_was_killed_goes_on(run: Run, store: Scripted, folder: Path) -> None:
    store.script = [None, None, "hold"]
    command = ["load", str(folder), "--endpoint", f"{store.address}/query"]
    with subprocess.Popen([sys.executable, "-m", "councilgraph", *command]) as killed:
        try:
            assert store.held.wait(60)
        finally:
            killed.kill()
    store.released.set()
    store.sent.clear()
    assert run() == 0
    assert [name for _, name in store.sent] == GRAPHS[2:]
    assert sum(map(len, store.graphs.values())) == STATEMENTS


def test_what_a_store_lost_is_sent_again(run: Run, store: Scripted) -> None:
    assert run() == 0
    del store.graphs[GRAPHS[2]]
    store.sent.clear()
    assert run() == 0
    assert store.sent == [("PUT", GRAPHS[2])]


@pytest.mark.parametrize(
    ("fault", "waits"),
    [
        ((429, {"Retry-After": "7"}), [7.0]),
        ((503, {"Retry-After": "3"}), [3.0]),
        ((503, {}), [2.0]),
        ((500, {}), [2.0]),
        ("cut", [2.0]),
    ],
)
def test_what_passes_is_waited_for(
    fault: Fault, waits: list[float], run: Run, store: Scripted, sleeps: list[float]
) -> None:
    store.script = [None, fault]
    assert run() == 0
    assert sleeps == waits
    assert [name for _, name in store.sent] == [GRAPHS[0], GRAPHS[1], *GRAPHS[1:]]


def test_a_store_that_stays_down_ends_it_and_it_goes_on_later(
    run: Run, store: Scripted, sleeps: list[float], capsys: pytest.CaptureFixture[str]
) -> None:
    store.script = [None, *["cut"] * 5]
    assert run() == 4
    assert sleeps == [2.0, 4.0, 8.0, 16.0]
    err = capsys.readouterr().err
    assert "the same command goes on from there" in err
    assert "5 times" in err.splitlines()[-1]
    store.sent.clear()
    assert run() == 0
    assert [name for _, name in store.sent] == GRAPHS[1:]


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ((400, {}), "answered 400 Bad Request"),
        ((404, {}), "answered 404 Not Found"),
        ((429, {"Retry-After": "9999"}), "asks to be left alone for 9999 s"),
        ((401, {"WWW-Authenticate": 'Basic realm="a"'}), "expected COUNCILGRAPH_USER and"),
        ((302, {"Location": "http://127.0.0.2:1/"}), "redirects to http://127.0.0.2:1/"),
        ((307, {"Location": "http://127.0.0.2:1/"}), "redirects to http://127.0.0.2:1/"),
    ],
)
def test_what_does_not_pass_ends_it(
    fault: Fault, said: str, run: Run, store: Scripted, capsys: pytest.CaptureFixture[str]
) -> None:
    store.script = [fault]
    assert run() == 4
    assert said in capsys.readouterr().err
    assert len(store.sent) == 1


def test_a_store_that_drops_statements_is_found_out(
    run: Run, store: Scripted, capsys: pytest.CaptureFixture[str]
) -> None:
    store.script = [None, "lose"]
    assert run() == 3
    err = capsys.readouterr().err
    assert f"{GRAPHS[1]}: 2 statements sent, 0 there" in err
    assert "counts disagree in 1 of 4 graphs" in err
    store.sent.clear()
    assert run() == 0
    assert store.sent == [("PUT", GRAPHS[1])]


def test_a_store_whose_questions_see_no_named_graph_is_told_of(
    run: Run, store: Scripted, capsys: pytest.CaptureFixture[str]
) -> None:
    store.union = False
    assert run() == 0
    assert "questions that name no graph do not see them" in capsys.readouterr().err


def test_statements_that_other_graphs_have_too_are_told_of(
    run: Run, store: Scripted, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run() == 0
    store.graphs["urn:copy"] = store.graphs[GRAPHS[0]]
    capsys.readouterr()
    assert run() == 0
    assert "seen 2 times" in capsys.readouterr().err


def test_a_large_graph_goes_in_parts(
    run: Run, store: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LARGEST_BODY", 90)
    store.graphs[GRAPHS[0]] = {b"<urn:old> <urn:old> <urn:old> ."}
    store.script = [None, (503, {})]
    assert run() == 0
    assert [m for m, name in store.sent if name == GRAPHS[0]] == ["PUT", "POST", "POST"]
    assert len(store.graphs[GRAPHS[0]]) == 2


def test_a_torn_line_of_the_journal_costs_nothing(tmp_path: Path) -> None:
    place = tmp_path / "journal"
    Journal(place, "http://a/").note("urn:g", "1")
    with place.open("ab") as file:
        file.write(b'\n{"store": "http://a/", "graph": "urn:h", "sha')
    torn = Journal(place, "http://a/")
    assert torn.has("urn:g", "1")
    torn.note("urn:h", "2")
    assert Journal(place, "http://a/").has("urn:h", "2")
    assert not Journal(place, "http://b/").has("urn:g", "1")
