"""A publication that holds the data of the W3C's tests."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pyoxigraph as ox
from rdflib import Graph
from w3c import BASE, LABEL, SUITE, UT, entries, local, manifest, requests_of


def published(place: Path) -> Path:
    """Write a publication that holds what the tests need, and return its folder."""
    files = {"dump/tests.nq": "".join(sorted(_quads())), "default.ttl": _default()}
    for name, text in files.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(text, "utf-8")
    listed = {
        name: {"bytes": len(text.encode()), "sha256": hashlib.sha256(text.encode()).hexdigest()}
        for name, text in files.items()
    }
    said = {"tool": "tests", "base": BASE, "modified": "2012-11-20", "files": listed}
    (place / "manifest.json").write_text(json.dumps(said), "utf-8")
    return place


def _quads() -> Iterator[str]:
    graph = manifest("protocol/manifest.ttl")
    for data in graph.objects(None, UT.graphData):
        yield from _graph(local(graph.value(data, UT.graph)), str(graph.value(data, LABEL)))
    for folder in ("csv-tsv-res", "json-res"):
        for file in (SUITE / folder).glob("data*.ttl"):
            yield from _graph(file, f"{BASE}{folder}/{file.name}")
    for name, body in _first_writes().items():
        if name:
            yield from _lines(ox.parse(body, format=ox.RdfFormat.TURTLE), name)


def _graph(file: Path, name: str) -> Iterator[str]:
    syntax = {".nt": ox.RdfFormat.N_TRIPLES, ".ttl": ox.RdfFormat.TURTLE}[file.suffix]
    return _lines(ox.parse(path=str(file), format=syntax), name)


def _lines(quads: Iterator[ox.Quad], name: str) -> Iterator[str]:
    return (f"{q.subject} {q.predicate} {q.object} <{name}> .\n" for q in quads)


def _first_writes() -> dict[str, bytes]:
    """Return what the tests of the Graph Store Protocol put first into each graph."""
    found: dict[str, bytes] = {}
    for kind in ("direct", "indirect"):
        graph = manifest(f"graph-store-protocol/manifest-{kind}.ttl")
        for test in entries(graph):
            asked = requests_of(graph, test)
            first = asked[0]
            if first.method == "PUT" and not any(r.method == "DELETE" for r in asked):
                name = graph_of(first.path)
                known = found.setdefault(name, first.body)
                assert Graph().parse(data=known).isomorphic(Graph().parse(data=first.body)), name
    return found


def graph_of(path: str) -> str:
    """Return the graph that a path of the tests names, empty for the default graph."""
    if path.endswith("?default"):
        return ""
    if "?graph=" in path:
        return unquote(path.partition("=")[2])
    return BASE + path.removeprefix("/")


def _default() -> str:
    return _first_writes()[""].decode()
