"""One way to answer queries over files of RDF, in a process of its own that keeps them open.

Told is the processors' time of an answer, since a busy machine hardly changes it, and that of the
clock beside it. A server's time is known in hundredths of a second alone, so that quick answers are
repeated until they come to many of them.
"""

from __future__ import annotations

import hashlib
import math
import multiprocessing
import os
import re
import signal
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from types import FrameType
from typing import cast

import pyoxigraph as ox
import rdflib
from rdflib.query import Result

from councilgraph.query import Embedded, Remote, with_constants
from councilgraph.query.loading import direct, files_for, quads_of
from councilgraph.query.store import Answer
from councilgraph.rdf import Iri, read_triples
from stores import meant, processors, reading

OURS, SERVER, RDFLIB = WAYS = ("ours", "oxigraph server", "rdflib")
_ANSWER = 120.0
"""Seconds for an answer, where rdflib's limit does not hold."""
_REPEATS, _SPENT, _LONG = 3, 0.2, 2.0
"""How many answers count at least, how many seconds of processors they take together at least, and
the seconds of a first one that is not repeated where there is a limit."""
_PEAK = re.compile(r"^VmHWM:\s*(\d+) kB", re.MULTILINE)
Ask = Callable[[str], Answer]


class TookTooLong(Exception):
    """A question was not answered in the time given."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What became of a question: its seconds and rows; hashes of these in order, and sorted.

    ``seconds`` are those of the processors, ``clock`` those that passed. Where there was no answer
    within the limit, ``beyond`` holds and the limit is the seconds; where it failed, ``fault``
    tells how.
    """

    seconds: float
    clock: float = 0.0
    rows: int = 0
    ordered: str = ""
    unordered: str = ""
    beyond: bool = False
    fault: str = ""

    def ratio(self, ours: Asked) -> float | None:
        """Return how many times longer this took than ours; None where it failed."""
        return None if self.fault else self.seconds / ours.seconds

    def differs(self, ours: Asked) -> str:
        """Return how the rows differ from ours; nothing where they are equal or there are none."""
        if self.beyond or self.fault or self.ordered == ours.ordered:
            return ""
        if self.unordered == ours.unordered:
            return "ORDER DIFFERS"
        return f"ROWS DIFFER: {self.rows:,}"


@contextmanager
def way(name: str, place: Path, limit: float) -> Iterator[Connection]:
    """Start one of ``WAYS`` over a place; yield what takes queries (see ``asked``)."""
    spawn = multiprocessing.get_context("spawn")
    here, there = spawn.Pipe()
    process = spawn.Process(target=_answering, args=(name, place, limit, there))
    process.start()
    there.close()  # so that the end of the process is the end of the pipe
    try:
        here.recv()
        yield here
    finally:
        here.close()
        process.join()


def asked(answering: Connection, query: str) -> Asked:
    """Return what became of a query in a way.

    Raises:
        EOFError: its process ended; on standard error it said why.
    """
    answering.send(query)
    found: Asked = answering.recv()
    return found


def peak(answering: Connection) -> float:
    """Return the megabytes that a way has held at most."""
    answering.send("")
    found: float = answering.recv()
    return found


def _answering(name: str, place: Path, limit: float, pipe: Connection) -> None:
    """Answer the queries that come through a pipe until it is closed."""
    with _open(name, place) as (ask, process):
        used = time.process_time if process == os.getpid() else partial(_both, process)
        pipe.send(True)
        while True:
            try:
                query = pipe.recv()
            except EOFError:
                return
            if not query:
                status = Path(f"/proc/{process}/status").read_text()
                found = _PEAK.search(status)
                pipe.send(int(found[1]) / 1024 if found else 0.0)
            elif name == RDFLIB:
                pipe.send(tried(ask, query, limit))
            else:
                pipe.send(_timed(ask, with_constants(query), used))


@contextmanager
def _open(name: str, place: Path) -> Iterator[tuple[Ask, int]]:
    """Yield what answers queries over a place, and the process that holds its data."""
    if name == OURS:
        yield Embedded(place, timeout=_ANSWER).ask, os.getpid()
    elif name == RDFLIB:
        # What judges with rdflib loads its SPARQL too, which is slow.
        from councilgraph.validate.oracle import to_rdflib

        graph = to_rdflib(triple for file in files_for(place) for triple in read_triples(file))
        # Not ``graph.query``: that one keeps what it has parsed.
        yield lambda query: _rows(rdflib.Graph.query(graph, query)), os.getpid()
    else:
        with tempfile.TemporaryDirectory() as folder:
            _filled(Path(folder), files_for(place))
            with reading(Path(folder)) as (endpoint, process):
                yield Remote(endpoint, _ANSWER).ask, process


def _filled(folder: Path, files: Iterable[Path]) -> None:
    store = ox.Store(str(folder))
    for file in files:
        if syntax := direct(file):
            store.bulk_load(path=str(file), format=syntax)
        else:
            store.bulk_extend(quads_of(file))
    store.flush()


def _rows(result: Result) -> Answer:
    """Return the rows of a SELECT; what a cell is does not matter for what it means."""
    rows = cast("Iterable[Sequence[object]]", result)
    return Answer(rows=tuple(tuple(c if c is None else Iri(str(c)) for c in row) for row in rows))


def _both(server: int) -> float:
    return processors(server) + time.process_time()


def _timed(ask: Ask, query: str, used: Callable[[], float], long: float = math.inf) -> Asked:
    """Return what whole answers take, the first apart, which warms up: it counts if it is long."""
    clock: list[float] = []
    before = since = used()
    while True:
        start = time.perf_counter()
        answer = ask(query)
        clock.append(time.perf_counter() - start)
        if len(clock) == 1:
            since = used()
            if since - before > long:
                break
        elif len(clock) > _REPEATS and used() - since > _SPENT:
            break
    spent = (used() - since) / (len(clock) - 1) if clock[1:] else since - before
    rows = meant(answer)
    median = statistics.median(clock[1:] or clock)
    return Asked(spent, median, len(rows), _hash(rows), _hash(sorted(rows)))


def tried(ask: Ask, query: str, limit: float) -> Asked:
    """Return what became of a query that may take so many seconds of processors of this process."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TookTooLong

    def bounded(query: str) -> Answer:
        # Again each second, as rdflib takes some exceptions for errors of an expression.
        signal.setitimer(signal.ITIMER_PROF, limit, 1.0)
        try:
            return ask(query)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)

    signal.signal(signal.SIGPROF, stop)
    try:
        return _timed(bounded, query, time.process_time, _LONG)
    except TookTooLong:
        return Asked(limit, beyond=True)
    except Exception as error:  # noqa: BLE001 - whatever rdflib has to say is reported
        return Asked(limit, fault=f"{type(error).__name__}: {error}".splitlines()[0])


def _hash(rows: list[tuple[str, ...]]) -> str:
    return hashlib.sha256(repr(rows).encode()).hexdigest()
