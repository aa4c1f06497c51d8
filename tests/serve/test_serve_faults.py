"""What befalls a server that is at work: others are served, the statuses tell, it recovers."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
from running import OUT, Server, memory, running

from councilgraph.errors import EnvironmentFault
from councilgraph.serve import server as serving
from councilgraph.serve import versions

pytestmark = pytest.mark.slow

DOCUMENTS = Path(__file__).parents[1] / "documents"
HEAVY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
COMMAND = [sys.executable, "-m", "councilgraph"]


def build(out: Path, *symbols: str) -> subprocess.Popen[bytes]:
    """Start to publish documents."""
    texts = [str(DOCUMENTS / symbol / "source.txt") for symbol in symbols]
    return subprocess.Popen([*COMMAND, "publish", "--quiet", "--out", str(out), *texts],
                            stdout=subprocess.DEVNULL)  # fmt: skip


def worked(pid: int) -> int:
    """Return how long a process worked, in ticks of the clock."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def until(condition: object, what: str, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    assert callable(condition)
    while not condition():
        assert time.monotonic() < end, what
        time.sleep(0.05)


def posting(server: Server, query: str, count: int) -> tuple[list[int], list[threading.Thread]]:
    """Start to ask a query so many times, and return where the statuses will be."""
    found: list[int] = []
    threads = [
        threading.Thread(target=lambda: found.append(server.post(query)[0])) for _ in range(count)
    ]
    for thread in threads:
        thread.start()
    return found, threads


def test_a_server_that_starts_while_a_build_runs_serves_the_old_version(tmp_path: Path) -> None:
    out = tmp_path / "site" / "out"
    assert build(out, "S-RES-9002").wait(60) == 0
    with build(out, "S-RES-9002", "S-RES-9003") as second:
        until(lambda: list(out.parent.glob(".out.new-*")), "nothing is written")
        second.send_signal(signal.SIGSTOP)
        with running(out) as server:
            assert server.get("/doc/S/RES/9002.ttl")[0] == 200
            assert server.get("/doc/S/RES/9003.ttl")[0] == 404
            second.send_signal(signal.SIGCONT)
            assert second.wait(60) == 0
            until(lambda: server.get("/doc/S/RES/9003.ttl")[0] == 200, "the new is not served")


def test_a_worker_killed_in_a_query_costs_that_query_alone() -> None:
    with running(timeout=20) as server:
        ready = len(server.workers())
        lost, asking = posting(server, HEAVY, 1)
        # After a moment the query goes on aside, and a new worker takes the place of its own.
        until(lambda: len(server.workers()) > ready, "no worker was added")
        busy = max(server.workers(), key=worked)
        others, threads = posting(server, "ASK { ?s ?p ?o }", 4)
        os.kill(busy, signal.SIGKILL)
        for thread in (*asking, *threads):
            thread.join()
        assert lost == [503]
        assert others == [200] * 4
        for pid in server.workers():
            os.kill(pid, signal.SIGKILL)
        until(lambda: server.post("ASK {}")[0] == 200, "no new worker")


def test_a_server_that_was_killed_starts_again(tmp_path: Path) -> None:
    with running() as server:
        workers = server.workers()
        server.process.kill()
        server.process.wait()
        until(lambda: not any(memory(pid) for pid in workers), "workers go on")
    with running() as server:
        assert server.post("ASK { ?s ?p ?o }")[0] == 200


def test_pages_are_served_where_all_workers_hang_and_they_are_replaced() -> None:
    with running(timeout=3) as server:
        for pid in server.workers():
            os.kill(pid, signal.SIGSTOP)
        found, threads = posting(server, HEAVY, 40)
        while any(thread.is_alive() for thread in threads):
            assert server.get("/doc/S/RES/2553.html")[0] == 200
            time.sleep(0.2)
        assert set(found) == {503, 504}
        until(lambda: server.post("ASK { ?s ?p ?o }")[0] == 200, "it does not recover")


def test_a_server_without_descriptors_waits_for_some_and_goes_on() -> None:
    with running(files=128) as server, ExitStack() as held:
        for _ in range(150):
            with suppress(OSError):
                held.enter_context(socket.create_connection(("127.0.0.1", server.port), 1))
        # Nobody sends a request, so that after ten seconds the connections are closed.
        until(lambda: _status(server) == 200, "it hangs", 30)
        assert server.post("ASK { ?s ?p ?o }")[0] == 200


def _status(server: Server) -> int:
    with suppress(OSError, http.client.HTTPException):
        return server.get("/doc/S/RES/2553.ttl", timeout=2)[0]
    return 0


@pytest.mark.parametrize("files", [7, 64])
def test_too_few_descriptors_to_begin_are_told_of(files: int) -> None:
    done = subprocess.run(
        ["prlimit", f"--nofile={files}", *COMMAND, "serve", str(OUT), "--port", "0"],
        check=False, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 4, done.stderr
    assert f"only {files} files may be open at once; expected at least 96" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_full_disk_at_the_start_is_told_in_a_line() -> None:
    done = subprocess.run(
        ["prlimit", "--fsize=2000000", *COMMAND, "serve", str(OUT), "--port", "0"],
        check=False, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 4, done.stderr
    assert "expected free space" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("fault", [EnvironmentFault("as asked"), OSError("as asked")])
def test_what_an_application_cannot_be_started_for_is_raised(
    fault: Exception, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise fault

    monkeypatch.setattr(versions, "build_store", broken)
    with pytest.raises(type(fault), match="as asked"):
        serving.run(OUT, "127.0.0.1", 0, 10, lambda _: None)
    assert capfd.readouterr() == ("", "")


def test_a_server_told_to_end_under_load_answers_what_it_began() -> None:
    with running(timeout=5) as server:
        wrong: list[str] = []
        stop = threading.Event()
        clients = [threading.Thread(target=_load, args=(server, wrong, stop)) for _ in range(6)]
        slow, asking = posting(server, HEAVY, 1)
        for client in clients:
            client.start()
        time.sleep(1.5)
        start = time.monotonic()
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(20) == 0
        taken = time.monotonic() - start
        stop.set()
        for thread in (*clients, *asking):
            thread.join()
        assert wrong == []
        assert slow == [504]
        assert taken < 12


def _load(server: Server, wrong: list[str], stop: threading.Event) -> None:
    """Ask until nobody listens; what was answered must be whole."""
    while not stop.is_set():
        try:
            status, body = server.get("/doc/S/RES/2553.ttl")
        except (ConnectionRefusedError, ConnectionResetError, http.client.RemoteDisconnected):
            return  # it never took the request
        except (OSError, http.client.HTTPException) as error:
            wrong.append(repr(error))
            return
        if status == 503:
            return
        if status != 200 or not body.endswith(b"\n"):
            wrong.append(f"{status} {body[-40:]!r}")
