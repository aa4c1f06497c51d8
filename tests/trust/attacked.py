"""Two servers under the same attacks: what is sent, and what each answered."""

from __future__ import annotations

import contextlib
import http.client
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from running import OUT, memory, running

SECONDS = 3.0
"""How long a server may work on one query."""
PATIENCE = 15.0
"""How long an answer is waited for; what takes longer is told as none."""
CG = "https://w3id.org/councilgraph/ontology#"
CROSS = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
DOUBLED = "BIND('aaaaaaaaaaaaaaaa' AS ?x0) " + " ".join(
    f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(34)
)


@dataclass(frozen=True)
class Attack:
    """A hostile request: the row of the matrix it belongs to, its name, what is sent.

    ``{sparql}`` stands for the address of queries, ``{listener}`` for one that must hear nothing;
    ``true`` are the statuses that tell the truth about it.
    """

    row: int
    name: str
    true: frozenset[int]
    query: str = ""
    method: str = "POST"
    path: str = "{sparql}"
    kind: str = "application/sparql-query"
    body: bytes | None = None
    headers: tuple[tuple[str, str], ...] = ()


def _is(*statuses: int) -> frozenset[int]:
    return frozenset(statuses)


def _get(row: int, name: str, path: str, *true: int, **headers: str) -> Attack:
    named = tuple((k.replace("_", "-"), v) for k, v in headers.items())
    return Attack(row, name, _is(*true), method="GET", path=path, headers=named)


_LONG = "SELECT * { ?s ?p ?o } #"
_ALIKE = "%2f..%2f..%2fetc%2fpasswd"

ATTACKS = (
    _get(44, "no query", "{sparql}?query=SELEC", 400),
    _get(45, "9 kB in the address", "{sparql}?query=" + quote(_LONG + "x" * 9_000), 414),
    Attack(45, "65 kB as a body", _is(413), _LONG + "x" * 65_000),
    Attack(47, "an update", _is(400, 403), "INSERT DATA { <urn:a> <urn:b> <urn:c> }"),
    Attack(47, "an update in a form", _is(400, 403), kind="application/x-www-form-urlencoded",
           body=b"update=CLEAR+ALL"),
    Attack(47, "LOAD", _is(400, 403), "LOAD <{listener}>"),
    Attack(48, "SERVICE", _is(400), "SELECT * { SERVICE <{listener}> { ?s ?p ?o } }"),
    Attack(48, "service silent", _is(400), "SELECT * { service silent <{listener}> { ?s ?p ?o } }"),
    Attack(48, "SERVICE and a comment", _is(400),
           "SELECT * { SERVICE#\n<{listener}> { ?s ?p ?o } }"),
    Attack(49, "FROM", _is(200, 400), "ASK FROM <{listener}> { ?s ?p ?o }"),
    Attack(49, "FROM a file", _is(200, 400), "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }"),
    Attack(50, "count of a cross product", _is(504), f"SELECT (COUNT(*) AS ?n) {{ {CROSS} }}"),
    Attack(50, "order of a cross product", _is(503, 504),
           f"SELECT * {{ {CROSS} }} ORDER BY ?a ?i"),
    Attack(50, "a cross product streamed", _is(413, 504), f"SELECT * {{ {CROSS} }}"),
    Attack(51, "5,000 brackets", _is(400), "SELECT ((" + "(" * 5_000 + "1" + ")" * 5_000
           + ") AS ?x) {}"),
    Attack(51, "a sum of 10,000", _is(200, 400, 503, 504), "SELECT (1" + "+1" * 10_000
           + " AS ?x) {}"),
    Attack(51, "1,000 lists", _is(400, 503, 504), "ASK { ?s ?p " + "(" * 1_000 + "1" + ")" * 1_000
           + " }"),
    Attack(51, "1,000 patterns", _is(200, 503, 504), "ASK {"
           + "".join(f"?s{n} ?p{n} ?s{n + 1} ." for n in range(1_000)) + "}"),
    Attack(52, "a text doubled 34 times", _is(413, 503, 504),
           f"SELECT (STRLEN(?x34) AS ?n) {{ {DOUBLED} }}"),
    Attack(52, "25,000 values twice", _is(413, 503),
           "SELECT * { VALUES ?x { " + "1 " * 25_000 + "} VALUES ?y { 1 2 } }"),
    Attack(53, "nested paths", _is(503, 504),
           f"ASK {{ ?s (((<{CG}cites>|!<urn:x>)*)*)* <urn:nothing> . "
           "?t ((!<urn:y>)*)* ?u . FILTER (?u = <urn:nothing>) }"),
    Attack(54, "everything", _is(413), "SELECT * { ?s ?p ?o }"),
    _get(55, "two queries", "{sparql}?query=ASK%7B%7D&query=ASK%7B%7D", 400),
    _get(56, "bytes that are no UTF-8", "{sparql}?query=ASK%7B%7D%23%ff", 400),
    Attack(57, "a query as plain text", _is(415), "ASK {}", kind="text/plain"),
    _get(58, "a media type that is none", "{sparql}?query=ASK%7B%7D", 406, accept="x/y"),
    _get(59, "10 kB of Accept", "{sparql}?query=ASK%7B%7D", 200, 400, 431,
         accept=",".join(["text/html;q=0.1"] * 700)),
    _get(60, "a format that is a path", "{sparql}?query=ASK%7B%7D&format=..%2f..%2f", 400),
    _get(61, "a path that climbs", "/doc/.." + _ALIKE, 404),
    _get(61, "a path with a NUL", "/doc/%00", 404),
    _get(61, "a path encoded twice", "/doc/%252e%252e%252fetc%252fpasswd", 404),
    _get(62, "what is not there", "/doc/S/RES/9999999", 404),
    _get(63, "another's host", "/doc/S/RES/2553.ttl", 200, 400, host="evil.example"),
    Attack(64, "DELETE", _is(405), method="DELETE"),
)  # fmt: skip
"""The rows of the matrix that are one request; 46 and 65 to 67 are tested on ours alone."""


@dataclass
class Honest:
    """What honest clients met: seconds of each answer, and how many were wrong."""

    seconds: list[float] = field(default_factory=list)
    wrong: int = 0

    def p99(self) -> float:
        """Return the time within which 99 of 100 answers came, 0 where none did."""
        ordered = sorted(self.seconds)
        return ordered[int(len(ordered) * 0.99)] if ordered else 0.0


@dataclass(frozen=True)
class Target:
    """A server under attack."""

    name: str
    port: int
    sparql: str
    processes: Callable[[], list[int]]
    revive: Callable[[], None] = lambda: None

    def send(self, attack: Attack, listener: str) -> tuple[str, float]:
        """Return the status of the answer, or why there was none, and how long it took.

        An answer that is longer than 20 MB is none either: nobody asked for so much.
        """
        start = time.monotonic()
        path = attack.path.replace("{sparql}", self.sparql)
        text = attack.query.replace("{listener}", listener)
        body = attack.body or (text.encode() if attack.method == "POST" else None)
        headers = {"Content-Type": attack.kind} if body else {}
        try:
            status = self._ask(attack.method, path, body, headers | dict(attack.headers), start)
        except OSError as error:
            status = type(error).__name__
        except http.client.HTTPException as error:
            status = type(error).__name__
        return status, time.monotonic() - start

    def _ask(
        self, method: str, path: str, body: bytes | None, headers: dict[str, str], start: float
    ) -> str:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        with contextlib.closing(connection):
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            read = b""
            size = 0
            while piece := answer.read(1 << 16):
                size += len(piece)
                read = (read + piece)[-4096:]
                if size > 20 << 20 or time.monotonic() - start > PATIENCE:
                    return f"{answer.status} without end"
        cancelled = b"has been cancelled" in read
        return f"{answer.status} cut short" if cancelled else str(answer.status)

    def alive(self) -> bool:
        """Tell whether it answers the smallest of queries."""
        status, _ = self.send(Attack(0, "", _is(200), "ASK {}"), "")
        return status == "200"

    def memory(self) -> int:
        """Return the resident bytes of all its processes."""
        return sum(memory(pid) for pid in self.processes())

    def lookup(self, met: Honest, until: Callable[[], bool]) -> None:
        """Ask for one document after the other, as an honest client does."""
        query = f"SELECT ?o {{ <https://w3id.org/councilgraph/doc/S/RES/2553> <{CG}symbol> ?o }}"
        while not until():
            status, took = self.send(Attack(0, "", _is(200), query), "")
            met.seconds.append(took)
            met.wrong += status != "200"
            time.sleep(0.05)


@contextlib.contextmanager
def ours() -> Iterator[Target]:
    """Run our server over ``out/``."""
    with running(timeout=SECONDS) as server:
        def processes() -> list[int]:
            return [server.process.pid, *server.workers()]

        yield Target("councilgraph serve", server.port, "/sparql", processes)


@contextlib.contextmanager
def oxigraph(program: Path) -> Iterator[Target]:
    """Run Oxigraph's own server over the same data, within 4 GB of addresses."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        store = str(Path(folder) / "store")
        files = [a for f in sorted(OUT.rglob("doc/**/*.ttl")) for a in ("--file", str(f))]
        subprocess.run([str(program), "load", "--location", store, *files], check=True,
                       capture_output=True, timeout=120)  # fmt: skip
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = int(free.getsockname()[1])
        serve = ["prlimit", f"--as={4 << 30}", str(program), "serve-read-only", "--location",
                 store, "--bind", f"127.0.0.1:{port}",
                 "--timeout-s", str(int(SECONDS))]  # fmt: skip
        keeper = _Kept(serve, port)
        try:
            keeper.start()
            yield Target("oxigraph serve-read-only", port, "/query", keeper.processes, keeper.start)
        finally:
            keeper.process.kill()
            keeper.process.wait()


class _Kept:
    """A server that is started anew when it has died, so that the next attack finds one."""

    def __init__(self, command: list[str], port: int) -> None:
        self._command, self._port = command, port
        self.process = subprocess.Popen(command, stderr=subprocess.DEVNULL)

    def processes(self) -> list[int]:
        return [self.process.pid]

    def start(self) -> None:
        """Wait until it answers; one that is dead, or still at work on an attack, is replaced."""
        target = Target("", self._port, "/query", self.processes)
        for attempt in range(20):
            if self.process.poll() is None and target.alive():
                return
            if self.process.poll() is not None or attempt == 10:
                self.process.kill()
                self.process.wait()
                self.process = subprocess.Popen(self._command, stderr=subprocess.DEVNULL)
            time.sleep(0.3)
        raise AssertionError("Oxigraph's server does not answer")


def clients(
    target: Target, count: int, until: Callable[[], bool]
) -> tuple[Honest, list[threading.Thread]]:
    """Start honest clients; they end when they are told to."""
    met = Honest()
    threads = [threading.Thread(target=target.lookup, args=(met, until)) for _ in range(count)]
    for thread in threads:
        thread.start()
    return met, threads
