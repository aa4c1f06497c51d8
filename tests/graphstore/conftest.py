"""A scripted store, a published folder, and the verb that loads the one into the other."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from scripted_store import DOCUMENTS, Scripted, publish
from waits import waits_of

from councilgraph.cli import load as verb
from councilgraph.cli import main


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let servers of this machine be asked directly, with no login and no journal of the user's."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setenv("NETRC", str(tmp_path / "no-netrc"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in ("COUNCILGRAPH_USER", "COUNCILGRAPH_PASSWORD"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def store(alone: None) -> Iterator[Scripted]:
    del alone  # what surrounds it is set by then
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
    return waits_of(verb, monkeypatch)


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
