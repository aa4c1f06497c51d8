"""Another's endpoint drips or floods: every verb ends in time with 4, and what was there stays."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from misbehaving import Behaviour, Misbehaving

from councilgraph import resources
from councilgraph.cli import link, load, main
from councilgraph.query import remote

pytestmark = pytest.mark.slow

OUT = Path(__file__).parents[2] / "out"
TIMEOUT, TRIES = 0.3, 5
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/sparql-results+json\r\n\r\n"


def ever(spaces: int) -> Behaviour:
    """Answer with a head, and then with so many spaces every moment."""

    def behave(connection: socket.socket, stop: threading.Event) -> None:
        connection.settimeout(0.2)
        connection.sendall(HEAD)
        while not stop.wait(0.02):
            connection.sendall(b" " * spaces)

    return behave


@pytest.fixture(params=[1, 1_000_000], ids=["drips", "floods"])
def endpoint(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Misbehaving]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setattr(remote, "LARGEST", 100_000)
    for verb in (link, load):
        monkeypatch.setattr(verb, "_sleep", lambda _: None)
    opened = Misbehaving(ever(request.param))
    yield opened
    opened.close()


@pytest.mark.parametrize("verb", ["query", "link", "load"])
def test_a_verb_ends_in_time_and_what_was_there_stays(
    verb: str, endpoint: Misbehaving, tmp_path: Path, capsys: pytest.CaptureFixture[str]
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
    assert endpoint.url.removesuffix("sparql") in err
    assert {file.name: file.read_bytes() for file in links.iterdir()} == before
