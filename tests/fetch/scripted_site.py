"""A source of the tests' own on the loopback interface, and rows of tables that name it.

A plugin rather than a conftest, so that tests can import from it too. PYTEST_DONT_REWRITE: there is
no assertion in it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

import pytest

from councilgraph.cli import main, symbols

PDF = b"%PDF-1.7\n% invented, "
ROW = """
[[source]]
name = "{name}"
title = "An invented source"
address = "{address}"
languages = {{ ar = "ar", zh = "zh", en = "en", fr = "fr", ru = "ru", es = "es" }}
types = [{types}]
pause = {pause}
licence = "invented"
"""
Fetch = Callable[..., int]


@dataclass
class Answer:
    """What the source answers at a path, once for each time it is scripted."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    half: bool = False
    """Whether it stops in the middle of the body, and holds the connection."""


class Site:
    """A source: pages by path, scripted answers before them, and who asked for what."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer] = {}
        self.script: dict[str, list[Answer]] = {}
        self.asked: list[tuple[float, str, dict[str, str]]] = []
        self.released = threading.Event()
        self.at_once = self.most_at_once = 0
        self._lock = threading.Lock()
        self.server = self._made()
        self.host = f"127.0.0.1:{self.server.server_address[1]}"

    @property
    def paths(self) -> list[str]:
        return [path for _, path, _ in self.asked if path != "/robots.txt"]

    def answer(self, path: str, headers: dict[str, str]) -> Answer:
        with self._lock:
            self.asked.append((time.monotonic(), path, headers))
            if self.script.get(path):
                return self.script[path].pop(0)
        page = self.pages.get(path, Answer(b"nothing here", 404))
        etag = page.headers.get("ETag")
        return Answer(status=304) if etag and headers.get("If-None-Match") == etag else page

    def _made(self) -> ThreadingHTTPServer:
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                with site._lock:
                    site.at_once += 1
                    site.most_at_once = max(site.most_at_once, site.at_once)
                answer = site.answer(unquote(self.path), dict(self.headers.items()))
                with site._lock:  # before the answer: who has it whole may ask for the next
                    site.at_once -= 1
                self.send(answer)

            def send(self, answer: Answer) -> None:
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(answer.body)))
                self.end_headers()
                body = answer.body[: len(answer.body) // 2] if answer.half else answer.body
                self.wfile.write(body)
                self.wfile.flush()
                if answer.half:
                    site.released.wait(20)

            def log_message(self, *_: object) -> None:
                pass

        return ThreadingHTTPServer(("127.0.0.1", 0), Handler)


def row(
    address: str, name: str = "test", types: str = '"application/pdf"', pause: float = 0
) -> str:
    return ROW.format(address=address, name=name, types=types, pause=pause)


@pytest.fixture
def surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Ask servers of this machine directly, and use a cache of the test's own."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in (symbols.CONTACT, symbols.TABLE):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def site(surroundings: None) -> Iterator[Site]:
    made = Site()
    thread = threading.Thread(target=made.server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield made
    made.released.set()
    made.server.shutdown()
    made.server.server_close()
    thread.join(5)


@pytest.fixture
def sleeps(surroundings: None, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Take waits for done, and return their seconds."""
    found: list[float] = []
    monkeypatch.setattr(symbols, "_sleep", found.append)
    return found


@pytest.fixture
def table(site: Site, tmp_path: Path) -> Path:
    """Return a table whose one source is the site."""
    file = tmp_path / "sources.toml"
    file.write_text(row(f"http://{site.host}/{{language}}/{{symbol}}"), "utf-8")
    return file


@pytest.fixture
def fetch(table: Path, tmp_path: Path, sleeps: list[float]) -> Fetch:
    def start(*arguments: str) -> int:
        return main(["fetch", *arguments, "--sources", str(table), "-o", str(tmp_path / "got")])

    return start
