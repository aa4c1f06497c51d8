"""Connections that break off or break the rules of HTTP, against a server of its own."""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import Iterator

import pytest
from running import Server, running

pytestmark = pytest.mark.slow

TIMEOUT = 3
CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running(timeout=TIMEOUT) as found:
        yield found


def test_queries_of_clients_that_left_end_at_the_deadline(server: Server) -> None:
    for _ in range(2 * len(server.workers())):
        with socket.create_connection(("127.0.0.1", server.port), timeout=5) as leaving:
            leaving.sendall(
                b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: %d\r\n"
                b"Content-Type: application/sparql-query\r\n\r\n%b" % (len(CROSS), CROSS.encode())
            )
    time.sleep(TIMEOUT + 2)
    before = time.monotonic()
    assert server.post("ASK {}")[0] == 200
    assert time.monotonic() - before < 2
    # A long query finds a place again: none of theirs is held.
    assert server.post(CROSS)[0] == 504


@pytest.mark.parametrize("header", [b"text/turtle\r\nX-Evil: y", b"text/turtle\nX-Evil: y",
                                    b"text/turtle\rX-Evil: y", b"text/turtle\r\n X-Evil: y",
                                    b"text/turtle\0X-Evil: y"])  # fmt: skip
def test_a_header_with_a_line_feed_is_refused_or_one_header(header: bytes, server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as client:
        client.sendall(b"GET /doc/S/RES/2553 HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: %b\r\n"
                       b"Connection: close\r\n\r\n" % header)  # fmt: skip
        answer = b""
        with contextlib.suppress(ConnectionResetError):
            while part := client.recv(65536):
                answer += part
    assert answer.split(b" ")[1] in {b"303", b"400", b"406"}
    assert b"x-evil" not in answer.lower()
