"""Another's endpoint drips or floods: every verb ends in time with 4, and what was there stays."""

from __future__ import annotations

import contextlib
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from councilgraph import resources
from councilgraph.cli import link, load, main
from councilgraph.query import remote

pytestmark = pytest.mark.slow

OUT = Path(__file__).parents[2] / "out"
TIMEOUT, TRIES = 0.3, 5
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/sparql-results+json\r\n\r\n"


class Endpoint:
    """A server that answers everybody with a head, and then with so many spaces every moment."""

    def __init__(self, spaces: int) -> None:
        self._body, self._stop = b" " * spaces, threading.Event()
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._socket.settimeout(0.05)
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}/query"
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        while not self._stop.is_set():
            with contextlib.suppress(OSError):
                connection = self._socket.accept()[0]
                connection.settimeout(0.2)
                with connection:
                    connection.recv(65_536)
                    connection.sendall(HEAD)
                    while not self._stop.wait(0.02):
                        connection.sendall(self._body)

    def close(self) -> None:
        self._stop.set()
        self._thread.join()
        self._socket.close()


@pytest.fixture(params=[1, 1_000_000], ids=["drips", "floods"])
def endpoint(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Endpoint]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setattr(remote, "LARGEST", 100_000)
    for verb in (link, load):
        monkeypatch.setattr(verb, "_sleep", lambda _: None)
    opened = Endpoint(request.param)
    yield opened
    opened.close()


@pytest.mark.parametrize("verb", ["query", "link", "load"])
def test_a_verb_ends_in_time_and_what_was_there_stays(
    verb: str, endpoint: Endpoint, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    links = shutil.copytree(resources.path("ontology/links"), tmp_path / "links")
    before = {file.name: file.read_bytes() for file in links.iterdir()}
    state = tmp_path / "state.json"
    command = {
        "query": ["query", "vetoes"],
        "link": ["link", "--write", "--links", str(links), "--set", "states-eu",
                 "--state", str(state)],
        "load": ["load", str(OUT), "--state", str(state)],
    }[verb]  # fmt: skip
    start = time.monotonic()
    code = main([*command, "--endpoint", endpoint.url, "--timeout", str(TIMEOUT)])
    assert code == 4
    assert time.monotonic() - start < TRIES * (TIMEOUT + 2)
    out, err = capsys.readouterr()
    assert out == ""
    assert endpoint.url.removesuffix("query") in err
    assert {file.name: file.read_bytes() for file in links.iterdir()} == before
