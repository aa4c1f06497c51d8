"""A folder that is published anew while it is served."""

from __future__ import annotations

import hashlib
import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from running import OUT, Server, running

from councilgraph.publish.swap import locked, replace

pytestmark = pytest.mark.slow

ASK = "ASK { <https://w3id.org/councilgraph/doc/S/RES/9999> ?p ?o }"
ADDED = (
    "<https://w3id.org/councilgraph/doc/S/RES/9999> "
    '<https://w3id.org/councilgraph/ontology#symbol> "S/RES/9999 (2040)" .\n'  # invented
)
LEFT_OUT = "doc/S/2020/1158.ttl"


def files(*, anew: bool) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the sample's publication, or of one with a document more and one less."""
    manifest = json.loads((OUT / "manifest.json").read_text("utf-8"))
    found = {path: (OUT / path).read_bytes() for path in manifest["files"]}
    if anew:
        del found[LEFT_OUT]
        found["doc/S/RES/9999.ttl"] = ADDED.encode()
    manifest["files"] = {
        path: {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for path, data in found.items()
    }
    yield from found.items()
    yield "manifest.json", json.dumps(manifest).encode()


def put(place: Path, *, anew: bool) -> None:
    with locked(place) as out:
        replace(out, files(anew=anew))


def test_a_new_version_is_served_and_no_request_fails(tmp_path: Path) -> None:
    place = tmp_path / "out"
    put(place, anew=False)
    with running(place, timeout=1) as server:
        assert server.get("/doc/S/RES/9999.ttl")[0] == 404
        assert server.post(ASK)[1].find(b"false") > 0
        seen: list[int] = []
        stop, before = threading.Event(), len(server.workers())
        clients = [threading.Thread(target=_ask, args=(server, seen, stop)) for _ in range(4)]
        for client in clients:
            client.start()
        for anew in (True, False, True):
            put(place, anew=anew)
            _until(server, 200 if anew else 404)
        stop.set()
        for client in clients:
            client.join()
        assert len(seen) > 100
        assert set(seen) == {200}
        assert server.post(ASK)[1].find(b"true") > 0
        assert server.get("/search?q=9999")[1].find(b"S/RES/9999") > 0
        assert server.get(f"/{LEFT_OUT}")[0] == 200, "what refers to it is still said"
        time.sleep(4)
        assert len(server.workers()) <= before + 1, "the workers of old versions are gone"


def _ask(server: Server, seen: list[int], stop: threading.Event) -> None:
    while not stop.is_set():
        seen.append(server.get("/doc/S/RES/2553.ttl")[0])
        seen.append(server.get("/vote/S/RES/2553/FRA.nt")[0])
        seen.append(server.post("ASK { ?s ?p ?o }")[0])


def _until(server: Server, status: int) -> None:
    for _ in range(100):
        if server.get("/doc/S/RES/9999.ttl")[0] == status:
            return
        time.sleep(0.1)
    raise AssertionError("the new version is not served")


def test_a_damaged_version_is_not_served(tmp_path: Path) -> None:
    place = tmp_path / "out"
    put(place, anew=False)
    with running(place) as server:
        manifest = (place / "manifest.json").read_text("utf-8")
        (place / "manifest.json").write_text(manifest[:1000], "utf-8")
        time.sleep(2.5)
        assert server.get("/doc/S/RES/2553.ttl")[0] == 200
        assert server.post("ASK {}")[0] == 200
