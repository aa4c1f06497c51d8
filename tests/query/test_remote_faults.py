"""Whatever a server does, the answer is whole and in time, or the error says what was wrong."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator

import pytest
from misbehaving import Behaviour, Misbehaving

from councilgraph.cli import main
from councilgraph.errors import EndpointError
from councilgraph.query import Remote, remote

pytestmark = pytest.mark.slow

QUERY = "SELECT ?x {}"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/sparql-results+json\r\n"
DEADLINE = 0.4


def sends(*parts: bytes) -> Behaviour:
    return lambda connection, _: connection.sendall(b"".join(parts))


def body(content: bytes, kind: str = "application/sparql-results+json") -> Behaviour:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(content)}\r\n\r\n"
    return sends(head.encode(), content)


def hangs(_: socket.socket, stop: threading.Event) -> None:
    stop.wait(20)


def drips(before: bytes) -> Behaviour:
    """Send a byte now and then, so that no single read ever waits long."""

    def behave(connection: socket.socket, stop: threading.Event) -> None:
        connection.sendall(before)
        while not stop.wait(0.05):
            connection.sendall(b" ")

    return behave


def endless(connection: socket.socket, stop: threading.Event) -> None:
    connection.sendall(HEAD + b"\r\n")
    for _ in range(1000):
        if stop.is_set():
            return
        connection.sendall(b" " * 1_000_000)


@pytest.fixture
def server() -> Iterator[Callable[[Behaviour], Misbehaving]]:
    started: list[Misbehaving] = []

    def start(behaviour: Behaviour) -> Misbehaving:
        started.append(Misbehaving(behaviour))
        return started[-1]

    threads = threading.active_count()
    yield start
    for each in started:
        each.close()
    # Nothing outlives the question: the client's threads ended with its sockets.
    assert threading.active_count() == threads


LATE = f"no whole answer within {DEADLINE:g} s"
FAULTS: dict[str, tuple[Behaviour, str]] = {
    "hang": (hangs, LATE),
    "drip in the head": (drips(b"HTTP/1.1 200 OK\r\nX-Slow:"), LATE),
    "drip in the body": (drips(HEAD + b"\r\n"), LATE),
    "drip in chunks": (drips(HEAD + b"Transfer-Encoding: chunked\r\n\r\nfffff\r\n"), LATE),
    "1 GB": (endless, "the answer is larger than 2,000,000 bytes"),
    "redirect": (
        sends(b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/x\r\nContent-Length: 0\r\n\r\n"),
        "redirects to http://127.0.0.1:1/x; ask there if you trust it",
    ),
    "redirect that keeps the method": (
        sends(b"HTTP/1.1 307 Temporary Redirect\r\nLocation: /y\r\nContent-Length: 0\r\n\r\n"),
        "redirects to http://127.0.0.1",
    ),
    "HTML with 200": (
        body(b"<html>Welcome</html>", "text/html"),
        "answered text/html; expected application/sparql-results+json",
    ),
    "no type": (sends(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"), "answered text/plain"),
    "malformed JSON": (body(b'{"head": {"vars": ["x"]}, "results"'), "not SPARQL results in JSON"),
    "JSON of another kind": (body(b"[1, 2]"), "not SPARQL results in JSON"),
    "no rows": (body(b'{"head": {"vars": ["x"]}}'), "not SPARQL results in JSON"),
    "wrong term": (
        body(
            b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"uri","value":"a b"}}]}}'
        ),
        "not SPARQL results in JSON",
    ),
    "empty body": (body(b""), "not SPARQL results in JSON"),
    "not UTF-8": (body(b'{"head":{"vars":["\xff"]}}'), "not SPARQL results in JSON"),
    "cut off": (
        sends(HEAD, b'Content-Length: 500\r\n\r\n{"head"'),
        "the answer breaks off in the middle",
    ),
    "500": (
        sends(b"HTTP/1.1 500 Oops\r\nContent-Type: text/plain\r\n\r\n\n  out of memory \nat x.py"),
        "answered 500 Oops: out of memory",
    ),
    "503 in HTML": (
        sends(b"HTTP/1.1 503 Busy\r\nContent-Type: text/html\r\n\r\n<html><title>no"),
        "answered 503 Busy",
    ),
    "no HTTP": (sends(b"SSH-2.0-OpenSSH_9.2\r\n"), "not HTTP: BadStatusLine"),
    "endless head": (sends(b"HTTP/1.1 200 OK\r\nX: " + b"a" * 100_000), "not HTTP: LineTooLong"),
    "closes at once": (sends(b""), "Remote end closed connection without response"),
}


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(f, marks=[pytest.mark.slow] if message == LATE else [])
        for f, (_, message) in FAULTS.items()
    ],
)
def test_a_server_that_misbehaves_is_reported(
    fault: str,
    server: Callable[[Behaviour], Misbehaving],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(remote, "LARGEST", 2_000_000)
    behaviour, message = FAULTS[fault]
    url = server(behaviour).url
    start = time.monotonic()
    asked = ["query", "--text", QUERY, "--endpoint", url, "--timeout", str(DEADLINE)]
    assert main(asked) == EndpointError.exit_code == 4
    assert time.monotonic() - start < DEADLINE + 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"councilgraph: {url}: {message}"), err
    assert err.count("\n") == 1


def test_a_server_that_is_not_there_is_reported(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        url = f"http://127.0.0.1:{free.getsockname()[1]}/"
    assert main(["query", "--text", QUERY, "--endpoint", url]) == 4
    assert "connection refused" in capsys.readouterr().err


@pytest.mark.parametrize(
    "address",
    ["", "example.org/sparql", "file:///etc/passwd", "ftp://a/", "http://", "http://[::1", "http://a:x/"],
)  # fmt: skip
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(EndpointError, match="not an http address of a SPARQL endpoint"):
        Remote(address)


def test_a_graph_in_another_syntax_is_not_read(
    server: Callable[[Behaviour], Misbehaving],
) -> None:
    place = server(body(b"<rdf:RDF/>", "application/rdf+xml"))
    with pytest.raises(EndpointError, match="answered application/rdf"):
        Remote(place.url).ask("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    broken = server(body(b"<a> <b>", "application/n-triples"))
    with pytest.raises(EndpointError, match="the answer:1:1: not N-Triples"):
        Remote(broken.url).ask("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")


def test_the_request_says_who_asks_and_what_is_understood(
    server: Callable[[Behaviour], Misbehaving],
) -> None:
    empty = b'{"head":{"vars":["x"]},"results":{"bindings":[]}}'
    place = server(body(empty))
    Remote(place.url).ask(QUERY)
    Remote(place.url).ask(QUERY + "#" + "a" * remote.LONGEST_GET)
    Remote(place.url + "?default-graph-uri=urn:g").ask(QUERY)
    short, long, amended = (r.decode().split("\r\n\r\n")[0] for r in place.requests)
    assert short.startswith("GET /sparql?query=SELECT+%3Fx+%7B%7D ")
    assert long.startswith("POST /sparql ")
    assert amended.startswith("POST /sparql?default-graph-uri=urn:g ")
    assert "Content-Type: application/x-www-form-urlencoded" in long
    for request in (short, long, amended):
        assert "Accept: application/sparql-results+json, application/json" in request
        assert "User-Agent: councilgraph/" in request
        assert "format=" not in request
