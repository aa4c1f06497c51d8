"""Whatever a store does, what it took is known, and the exit code and message say what is wrong."""

from __future__ import annotations

import base64
import gzip
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from scripted_store import BASE, DOCUMENTS, Fault, Scripted, publish

from councilgraph.cli import load as verb
from councilgraph.cli import main
from councilgraph.graphstore import store as module
from councilgraph.graphstore.graphs import graphs_of
from councilgraph.graphstore.journal import Journal

pytestmark = pytest.mark.slow

Run = Callable[..., int]
GRAPHS = [BASE + path for path in ("doc/S/9999/1", "doc/S/9999/2", "doc/S/9999/3", "ontology/core")]
STATEMENTS = 7
BASIC = "Basic " + base64.b64encode(b"dba:s\xc3\xa9same").decode()
DIGEST = 'Digest realm="SPARQL", nonce="n1", opaque="o", qop="auth", algorithm="MD5"'


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let servers of this machine be asked directly, with no login and no journal of the user's."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setenv("NETRC", str(tmp_path / "no-netrc"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in ("COUNCILGRAPH_USER", "COUNCILGRAPH_PASSWORD"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def store() -> Iterator[Scripted]:
    scripted = Scripted()
    thread = threading.Thread(target=scripted.server.serve_forever, args=(0.01,))
    thread.start()
    yield scripted
    scripted.server.shutdown()
    scripted.server.server_close()
    thread.join()


@pytest.fixture
def sleeps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Take waits for done, and return their seconds."""
    found: list[float] = []
    monkeypatch.setattr(verb, "_sleep", found.append)
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an invented published folder of three documents and a table."""
    place = tmp_path / "published"
    for number in range(1, DOCUMENTS + 1):
        publish(place, f"doc/S/9999/{number}.ttl", f"<> a <urn:Document> ; <urn:n> {number} .")
    publish(place, "ontology/core.ttl", "<urn:Document> a <urn:Class> .")
    publish(place, "ontology/alignments.ttl", "<urn:Document> <urn:same> <urn:Other> .")
    publish(place, "index.html", "<p>")
    return place


@pytest.fixture
def run(folder: Path, store: Scripted, sleeps: list[float]) -> Callable[..., int]:
    del sleeps  # nobody waits

    def start(*arguments: str, place: Path = folder) -> int:
        return main(["load", str(place), "--endpoint", f"{store.address}/query", *arguments])

    return start



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


def test_a_file_that_is_not_what_was_published_is_refused(
    run: Run, store: Scripted, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "doc/S/9999/3.ttl").write_text("<urn:a> a <urn:b> .", "utf-8")
    assert run() == 1
    assert "other bytes than manifest.json lists" in capsys.readouterr().err
    assert store.sent == []


def test_a_file_outside_of_the_folder_is_refused(
    run: Run, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    publish(folder, "../other.ttl", "<urn:a> a <urn:b> .")
    assert run() == 1
    assert "outside of the folder" in capsys.readouterr().err


def test_what_is_no_dataset_is_refused(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "letter.txt"
    other.write_text("Letter", "utf-8")
    empty = tmp_path / "empty"
    empty.mkdir()
    for place in (other, empty, tmp_path / "none"):
        assert run(place=place) == 1
        assert "expected a folder that councilgraph publish made" in capsys.readouterr().err


def test_quads_are_sorted_by_graph(run: Run, store: Scripted, tmp_path: Path) -> None:
    file = tmp_path / "some.nq.gz"
    # Not str.splitlines: U+2028 ends a line for Python, and not for N-Quads.
    quads = (
        '<urn:a> <urn:b> "one\u2028two" <urn:g1> .\n'
        "<urn:a> <urn:b> <urn:c> <urn:g2> .\n"
        '<urn:a> <urn:b> "\\n"@ar <urn:g1> .\n'
        "<urn:a> <urn:b> <urn:c> <urn:g2> .\n"
    )
    file.write_bytes(gzip.compress(quads.encode()))
    found = {g.name: g.lines for g in graphs_of(file).read()}
    assert found == {
        "urn:g1": ('<urn:a> <urn:b> "\\n"@ar .\n', '<urn:a> <urn:b> "one\u2028two" .\n'),
        "urn:g2": ("<urn:a> <urn:b> <urn:c> .\n",),
    }
    assert run(place=file) == 0
    assert {name: len(said) for name, said in store.graphs.items()} == {"urn:g1": 2, "urn:g2": 1}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<urn:a> <urn:b> <urn:c> .\n", "no statement of a graph with an IRI"),
        (b"<urn:a> <urn:b> <urn:c> <urn:g> .\n<urn:a>\n", "some.nq:3:1: not N-Quads: line jumps"),
        (b"\xff", "not N-Quads"),
    ],
)
def test_bad_quads_are_refused(
    data: bytes, said: str, run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "some.nq"
    file.write_bytes(data)
    assert run(place=file) == 1
    assert said in capsys.readouterr().err


def test_a_packed_file_that_breaks_off_is_refused(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "some.nq.gz"
    file.write_bytes(gzip.compress(b"<urn:a> <urn:b> <urn:c> <urn:g> .\n" * 99)[:-9])
    assert run(place=file) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--endpoint", "localhost:7878"), "expected http:// or https://"),
        (("--endpoint", "http://127.0.0.1:1/other"), "expected --graph-store URL"),
        (("--endpoint", "http://me:secret@127.0.0.1:1/query"), "expected COUNCILGRAPH_USER"),
        (("--timeout", "0"), "expected more than 0 seconds"),
    ],
)
def test_a_wrong_call_is_told(
    arguments: tuple[str, ...], said: str, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*arguments) == 2
    err = capsys.readouterr().err
    assert said in err
    assert "secret" not in err


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


@pytest.fixture
def _ascii(monkeypatch: pytest.MonkeyPatch, _login: None) -> None:
    monkeypatch.setenv("COUNCILGRAPH_PASSWORD", "sesame")


@pytest.fixture
def _login(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNCILGRAPH_USER", "dba")
    monkeypatch.setenv("COUNCILGRAPH_PASSWORD", "sésame")


@pytest.mark.usefixtures("_login")
def test_nothing_is_told_unasked(run: Run, store: Scripted) -> None:
    assert run() == 0
    assert set(store.authorization) == {None}


@pytest.mark.usefixtures("_login")
def test_basic_is_answered_once_asked_for(run: Run, store: Scripted) -> None:
    store.script = [(401, {"WWW-Authenticate": 'Basic realm="a"'})]
    assert run() == 0
    assert store.authorization == [None, *[BASIC] * 4]


@pytest.mark.usefixtures("_ascii")
def test_digest_is_preferred_and_counts_its_answers(run: Run, store: Scripted) -> None:
    store.script = [(401, {"WWW-Authenticate": DIGEST})]
    assert run() == 0
    first, *others = store.authorization
    assert first is None
    assert len(others) == 4
    for number, sent in enumerate(others, 1):
        assert sent is not None
        assert sent.startswith('Digest username="dba", realm="SPARQL", nonce="n1"')
        assert f"nc={number:08x}" in sent
        assert "sesame" not in sent


@pytest.mark.usefixtures("_ascii")
def test_another_nonce_is_taken_up(run: Run, store: Scripted) -> None:
    stale = DIGEST.replace("n1", "n2") + ', stale="true"'
    store.script = [(401, {"WWW-Authenticate": DIGEST}), None, (401, {"WWW-Authenticate": stale})]
    assert run() == 0
    assert 'nonce="n2"' in str(store.authorization[-1])


@pytest.mark.usefixtures("_ascii")
def test_a_login_that_is_refused_is_told_of(
    run: Run, store: Scripted, capsys: pytest.CaptureFixture[str]
) -> None:
    store.script = [(401, {"WWW-Authenticate": DIGEST})] * 2
    assert run() == 4
    err = capsys.readouterr().err
    assert "expected another name or password" in err
    assert "sesame" not in err


@pytest.mark.usefixtures("_login")
def test_a_way_that_is_not_known_is_told_of(run: Run, store: Scripted) -> None:
    store.script = [(401, {"WWW-Authenticate": "Negotiate"})]
    assert run() == 4
    assert len(store.sent) == 1


@pytest.mark.usefixtures("_login")
def test_netrc_is_read(
    run: Run, store: Scripted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("COUNCILGRAPH_USER", "COUNCILGRAPH_PASSWORD"):
        monkeypatch.delenv(name)
    file = tmp_path / "netrc"
    file.write_text("machine 127.0.0.1 login dba password sésame\n", "utf-8")
    monkeypatch.setenv("NETRC", str(file))
    store.script = [(401, {"WWW-Authenticate": 'Basic realm="a"'})]
    assert run() == 0
    assert store.authorization[-1] == BASIC


@pytest.mark.usefixtures("_login")
def test_half_a_login_is_a_wrong_call(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COUNCILGRAPH_PASSWORD")
    assert run() == 2
    monkeypatch.delenv("COUNCILGRAPH_USER")
    file = tmp_path / "netrc"
    file.write_text("machine\n", "utf-8")
    monkeypatch.setenv("NETRC", str(file))
    assert run() == 2
