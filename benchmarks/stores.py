"""Other people's stores, started empty on this machine, and what their answers mean."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sysconfig
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal, InvalidOperation
from pathlib import Path

from councilgraph.query.store import Answer
from councilgraph.rdf import Literal

OXIGRAPH = Path(sysconfig.get_path("scripts")) / "oxigraph"
VIRTUOSO = "virtuoso-t"
BUFFERS = 10_000
"""Pages of 8 kB that Virtuoso holds in memory, unless told otherwise."""
_STARTING = 60.0
"""Seconds in which a store has to answer first."""
_ENDING = 2.0
"""Seconds in which it may end by itself."""


@contextmanager
def oxigraph(folder: Path) -> Iterator[str]:
    """Yield the endpoint of an Oxigraph server over a new store in a folder."""
    place = f"127.0.0.1:{free()}"
    command = [str(OXIGRAPH), "serve", "--union-default-graph", "--location", ".", "--bind", place]
    with running(command, f"http://{place}/query", folder):
        yield f"http://{place}/query"


@contextmanager
def reading(store: Path) -> Iterator[tuple[str, int]]:
    """Yield the endpoint of an Oxigraph server that only reads a store, and its process."""
    place = f"127.0.0.1:{free()}"
    command = [str(OXIGRAPH), "serve-read-only", "--location", str(store), "--bind", place]
    with running(command, f"http://{place}/query") as process:
        yield f"http://{place}/query", process


@contextmanager
def virtuoso(folder: Path, program: str = VIRTUOSO, buffers: int = BUFFERS) -> Iterator[str]:
    """Yield the endpoint of a new database of Virtuoso in a folder; name and password are dba."""
    place = f"127.0.0.1:{free()}"
    settings = f"""\
        [Database]
        DatabaseFile = virtuoso.db
        ErrorLogFile = virtuoso.log
        LockFile = virtuoso.lck
        TransactionFile = virtuoso.trx
        xa_persistent_file = virtuoso.pxa
        [TempDatabase]
        DatabaseFile = temporary.db
        TransactionFile = temporary.trx
        [Parameters]
        ServerPort = 127.0.0.1:{free()}
        DisableUnixSocket = 1
        NumberOfBuffers = {buffers}
        [HTTPServer]
        ServerPort = {place}
        ServerThreads = 5
        MaxClientConnections = 5
        [SPARQL]
        ResultSetMaxRows = 100000
        """
    text = "".join(line.strip() + "\n" for line in settings.splitlines())
    (folder / "virtuoso.ini").write_text(text, "utf-8")
    command = [program, "+foreground", "+configfile", "virtuoso.ini"]
    with running(command, f"http://{place}/sparql", folder):
        yield f"http://{place}/sparql"


def meant(answer: Answer) -> list[tuple[str, ...]]:
    """Return rows as what they mean: Virtuoso writes true as 1, and 1 as 1.0.

    >>> meant(Answer(("a", "b"), ((Literal("true"), Literal("1.0")),)))
    [('1', '1')]
    """
    return [tuple(_value(cell) for cell in row) for row in answer.rows]


def _value(cell: str | Literal | None) -> str:
    text = cell.value if isinstance(cell, Literal) else cell or ""
    text = {"true": "1", "false": "0"}.get(text, text)
    try:
        return format(Decimal(text).normalize(), "f") if text[:1].isdecimal() else text
    except InvalidOperation:
        return text


def free() -> int:
    """Return the number of a port that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@contextmanager
def running(
    command: Sequence[str], address: str, folder: Path | None = None
) -> Iterator[int]:
    """Yield the process of a server once it answers at an address; end it afterwards.

    Raises:
        RuntimeError: it ended, or does not answer.
    """
    with subprocess.Popen(  # noqa: S603 - a server of this machine
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            deadline = time.monotonic() + _STARTING
            while not _answers(address):
                if server.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(f"{command[0]} ended, or does not answer at {address}")
                time.sleep(0.1)
            yield server.pid
        finally:
            server.terminate()
            try:
                server.wait(_ENDING)
            except subprocess.TimeoutExpired:
                server.kill()


def processors(process: int) -> float:
    """Return the seconds of processors that a process and those that it started have used."""
    used: dict[int, tuple[int, int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = stat.read_text().rpartition(") ")[2].split()
            used[int(stat.parent.name)] = int(fields[1]), int(fields[11]) + int(fields[12])
    ticks = sum(mine for pid, (parent, mine) in used.items() if process in (pid, parent))
    return ticks / os.sysconf("SC_CLK_TCK")


def _answers(address: str) -> bool:
    directly = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        directly.open(address, timeout=1).close()
    except urllib.error.HTTPError as error:
        error.close()
        return True
    except OSError:
        return False
    return True
