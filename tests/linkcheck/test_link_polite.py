"""``councilgraph link`` is polite: one question at a time, waits honoured, work resumed."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from councilgraph import linkcheck
from councilgraph.cli import link as verb
from councilgraph.cli import main
from councilgraph.linkcheck import checks, polite

pytestmark = pytest.mark.slow

WIKIDATA, WD = "states-wikidata", "http://www.wikidata.org/entity/"
MOVED, OTHER = f"{WD}Q999001", f"{WD}Q999003"
Run = Callable[..., int]
Plant = Callable[..., None]
Scripted = tuple[int, dict[str, str]]


class Gate:
    """An address before an endpoint: answers as scripted, then passes questions on, and counts."""

    def __init__(self, behind: str) -> None:
        self.script: list[Scripted | None] = []
        self.hold_from = 0
        self.requests: list[tuple[float, str]] = []
        self.asked: list[bytes] = []
        self.at_once = self.most_at_once = 0
        self.released = threading.Event()
        gate, lock = self, threading.Lock()

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.pass_on(None)

            def do_POST(self) -> None:
                self.pass_on(self.rfile.read(int(self.headers["Content-Length"])))

            def pass_on(self, body: bytes | None) -> None:
                with lock:
                    gate.at_once += 1
                    gate.most_at_once = max(gate.most_at_once, gate.at_once)
                    gate.requests.append((time.monotonic(), self.headers["User-Agent"]))
                    number = len(gate.requests)
                try:
                    self.answer(number, body)
                finally:
                    with lock:
                        gate.at_once -= 1

            def answer(self, number: int, body: bytes | None) -> None:
                scripted = gate.script.pop(0) if gate.script else None
                if scripted:
                    status, headers = scripted
                    self.send_response(status)
                    for name, value in {**headers, "Content-Length": "0"}.items():
                        self.send_header(name, value)
                    self.end_headers()
                    return
                if gate.hold_from and number >= gate.hold_from:
                    gate.released.wait(20)
                    return
                gate.asked.append(body or self.path.encode())
                names = ("Accept", "Content-Type")
                headers = {n: self.headers[n] for n in names if n in self.headers}
                url = behind + self.path.removeprefix("/sparql")
                request = urllib.request.Request(url, body, headers)  # noqa: S310 - our own
                opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
                with opener.open(request, timeout=20) as response:
                    content = response.read()
                    self.send_response(response.status)
                    self.send_header("Content-Type", response.headers["Content-Type"])
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = False
        self.url = f"http://127.0.0.1:{self._server.server_port}/sparql"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    def close(self) -> None:
        self.released.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def gate(endpoint: str) -> Iterator[Gate]:
    opened = Gate(endpoint)
    yield opened
    opened.close()


@pytest.fixture
def address(gate: Gate) -> str:
    """Let commands ask at the gate."""
    return gate.url


def test_one_question_at_a_time_with_pauses_and_a_name(
    run: Run, gate: Gate, sleeps: list[float]
) -> None:
    assert run("--check") == 0
    assert len(gate.requests) == 4
    assert sleeps == [1.0, 1.0, 1.0]
    assert gate.most_at_once == 1
    agents = {agent for _, agent in gate.requests}
    assert len(agents) == 1
    assert agents.pop().endswith("(+https://w3id.org/councilgraph/)")


def test_too_many_requests_is_waited_out(
    run: Run, gate: Gate, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(verb, "_sleep", time.sleep)
    gate.script = [(429, {"Retry-After": "1"})]
    assert run("--check", name="states-unbis") == 0
    (first, _), (second, _) = gate.requests
    assert 1 <= second - first < 6
    assert "answered 429 Too Many Requests; asking again in 1 s" in capsys.readouterr().err


def test_a_longer_wait_than_the_limit_ends_the_check(
    run: Run, gate: Gate, sleeps: list[float], capsys: pytest.CaptureFixture[str]
) -> None:
    gate.script = [(429, {"Retry-After": "3600"})]
    assert run("--check", name="states-unbis") == 4
    assert sleeps == []
    assert "asks to be left alone for 3600 s: try again then" in capsys.readouterr().err


def test_faults_of_the_server_are_asked_again_with_growing_waits(
    run: Run, gate: Gate, sleeps: list[float], capsys: pytest.CaptureFixture[str]
) -> None:
    gate.script = [(503, {}), (502, {}), None]
    assert run("--check", name="states-unbis") == 0
    assert sleeps == [2.0, 4.0]
    gate.script = [(500, {})] * 10
    assert run("--check", name="states-unbis") == 4
    assert sleeps == [2.0, 4.0, 2.0, 4.0, 8.0, 16.0]
    err = capsys.readouterr().err
    assert f"answered 500 Internal Server Error, {polite.TRIES} times; expected an endpoint" in err
    assert "the same command goes on from there" in err
    assert "Traceback" not in err


def test_a_refusal_is_not_asked_again(run: Run, gate: Gate, sleeps: list[float]) -> None:
    gate.script = [(403, {})]
    assert run("--check", name="states-unbis") == 4
    assert sleeps == []
    assert len(gate.requests) == 1


def test_an_endpoint_that_is_not_there_is_told_of(
    links: Path, sleeps: list[float], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = ["--endpoint", "http://127.0.0.1:9/sparql", "--state", str(tmp_path / "s.json")]
    assert main(["link", "--check", "--links", str(links), *nowhere]) == 4
    assert len(sleeps) == polite.TRIES - 1
    assert "connection refused, 5 times" in capsys.readouterr().err


def test_the_other_endpoints_are_asked_where_one_is_silent(
    plant: Plant, gate: Gate,
    links: Path,
    tmp_path: Path,
    sleeps: list[float],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Wikidata is asked about two sets; what it does not answer for one it is not asked again."""
    plant({"FRA": MOVED})
    table = {
        name: replace(check, endpoint=gate.url if "eu" in name else "http://127.0.0.1:9/sparql")
        for name, check in checks().items()
    }
    monkeypatch.setattr(linkcheck, "checks", lambda: table)
    state = tmp_path / "state.json"
    assert main(["link", "--check", "--links", str(links), "--state", str(state)]) == 4
    assert len(gate.requests) == 4
    assert state.exists()
    err = capsys.readouterr().err
    assert err.count("connection refused, 5 times") == 1
    assert err.endswith("what was answered is kept: the same command goes on from there\n")


def test_a_check_that_was_killed_goes_on_where_it_was(
    plant: Plant, run: Run, gate: Gate, links: Path, tmp_path: Path
) -> None:
    plant({"KEN": OTHER})
    gate.hold_from = 3
    command = [sys.executable, "-m", "councilgraph", "link", "--check", "--links", str(links),
               "--state", str(tmp_path / "state.json"), "--endpoint", gate.url,
               "--set", WIKIDATA]  # fmt: skip
    with subprocess.Popen(command, env={**os.environ, "no_proxy": "127.0.0.1"}) as checking:
        deadline = time.monotonic() + 30
        while len(gate.requests) < 3 and time.monotonic() < deadline:
            time.sleep(0.05)
        checking.kill()
    assert len(gate.asked) == 2
    gate.hold_from = 0
    gate.released.set()
    assert run("--check") == 3
    assert len(gate.asked) == len(set(gate.asked)) == 5  # four parts, and the search for KEN
