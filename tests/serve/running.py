"""A server in a process of its own, on a free port of this machine."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

OUT = Path(__file__).parents[2] / "out"


@dataclass(frozen=True)
class Server:
    """A running server."""

    port: int
    process: subprocess.Popen[bytes]

    def get(
        self, path: str, headers: dict[str, str] | None = None, timeout: float = 30
    ) -> tuple[int, bytes]:
        """Return the status and body of an answer, over a connection of its own."""
        return self.request("GET", path, None, headers or {}, timeout)

    def post(self, query: str, timeout: float = 30) -> tuple[int, bytes]:
        """Return the status and body of the answer to a query."""
        headers = {"Content-Type": "application/sparql-query"}
        return self.request("POST", "/sparql", query.encode(), headers, timeout)

    def request(
        self, method: str, path: str, body: bytes | None, headers: dict[str, str], timeout: float
    ) -> tuple[int, bytes]:
        """Return the status and body of an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        with contextlib.closing(connection):
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.read()

    def workers(self) -> list[int]:
        """Return the processes of its query workers."""
        task = f"/proc/{self.process.pid}/task/{self.process.pid}/children"
        return [int(pid) for pid in Path(task).read_text("ascii").split()]

    def resident(self) -> int:
        """Return the bytes that the server itself holds."""
        return memory(self.process.pid)


def memory(pid: int) -> int:
    """Return the resident bytes of a process, 0 if it is gone."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1])
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return pages * os.sysconf("SC_PAGESIZE")


@contextlib.contextmanager
def running(place: Path = OUT, timeout: float = 10, files: int = 0) -> Iterator[Server]:
    """Run a server until it is needed no more; it must then end by itself, and well.

    ``files`` is how many files it may have open, if there is to be a limit.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [sys.executable, "-m", "councilgraph", "serve", str(place), "--port", str(port)]
    command += ["--timeout", str(timeout), "--quiet"]
    # What a killed server leaves behind goes with the folder.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        environment = {**os.environ, "TMPDIR": scratch}
        limits = ["prlimit", f"--nofile={files}"] if files else []
        process = subprocess.Popen([*limits, *command], stderr=subprocess.DEVNULL, env=environment)
        server = Server(port, process)
        try:
            _wait(server)
            yield server
            process.send_signal(signal.SIGINT)
            process.wait(20)
        finally:
            process.kill()
            process.wait()


def _wait(server: Server) -> None:
    for _ in range(200):
        assert server.process.poll() is None
        with contextlib.suppress(OSError):
            server.get("/manifest.json", timeout=5)
            return
        time.sleep(0.1)
    raise AssertionError("the server does not answer")
