"""A small store that does as it is told, and a folder as if it were published."""

from __future__ import annotations

import hashlib
import json
import re
import threading
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

BASE = "https://example.org/"
DOCUMENTS = 3
Fault = tuple[int, dict[str, str]] | str


class Scripted:
    """A Graph Store and endpoint in memory; ``script`` says what goes wrong, request by request.

    A fault is a status with headers, or ``cut`` (the connection ends), ``hold`` (it does so when
    told), ``lose`` (204 for what is not kept); None is none.
    """

    def __init__(self) -> None:
        self.graphs: dict[str, set[bytes]] = {}
        self.script: list[Fault | None] = []
        self.sent: list[tuple[str, str]] = []
        self.authorization: list[str | None] = []
        self.union = True
        self.held, self.released = threading.Event(), threading.Event()
        handler = type("Bound", (Handler,), {"store": self})
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    """The protocol towards a self.store."""

    store: Scripted

    def do_PUT(self) -> None:
        self.take()

    def do_POST(self) -> None:
        if self.path.startswith("/store"):
            self.take()
        else:
            length = int(self.headers["Content-Length"])
            self.answer(urllib.parse.parse_qs(self.rfile.read(length).decode())["query"][0])

    def do_GET(self) -> None:
        query = urllib.parse.urlsplit(self.path).query
        self.answer(urllib.parse.parse_qs(query)["query"][0])

    def take(self) -> None:
        name = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query)["graph"][0]
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.store.sent.append((self.command, name))
        self.store.authorization.append(self.headers["Authorization"])
        fault = self.store.script.pop(0) if self.store.script else None
        if fault == "hold":
            self.store.held.set()
            self.store.released.wait(30)
        if fault in ("cut", "hold"):
            self.close_connection = True
            return
        if isinstance(fault, tuple):
            self.reply(fault[0], b"", **fault[1])
            return
        if fault != "lose":
            before = self.store.graphs.get(name, set()) if self.command == "POST" else set()
            self.store.graphs[name] = before | set(body.splitlines())
        self.reply(204, b"")

    def answer(self, query: str) -> None:
        names = re.findall(r"<([^<>]+)>", query.partition("GRAPH")[0])
        if "GRAPH" in query:
            rows = [(n, len(self.store.graphs[n])) for n in names if n in self.store.graphs]
        else:
            statement = query[query.index("{") + 2 : -2].encode()
            seen = sum(statement in said for said in self.store.graphs.values())
            rows = [("", seen if self.store.union else 0)]
        self.reply(200, table(rows), **{"Content-Type": "application/sparql-results+json"})

    def reply(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for header, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(header, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name
        pass


def table(rows: list[tuple[str, int]]) -> bytes:
    """Return names and numbers as SPARQL results in JSON; without names, the numbers alone."""
    found = [
        {
            **({"g": {"type": "uri", "value": name}} if name else {}),
            "n": {
                "type": "literal",
                "value": str(number),
                "datatype": "http://www.w3.org/2001/XMLSchema#integer",
            },
        }
        for name, number in rows
    ]
    names = ["n"] if rows and not rows[0][0] else ["g", "n"]
    return json.dumps({"head": {"vars": names}, "results": {"bindings": found}}).encode()


def publish(place: Path, path: str, text: str) -> None:
    """Put a file into a published folder and its manifest."""
    file, manifest = place / path, place / "manifest.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    empty = json.dumps({"base": BASE, "files": {}})
    said = json.loads(manifest.read_text() if manifest.exists() else empty)
    said["files"][path] = {"sha256": hashlib.sha256(text.encode()).hexdigest()}
    manifest.write_text(json.dumps(said), "utf-8")
