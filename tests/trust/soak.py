"""Serve for a long time under mixed load, and see that memory and descriptors stay as they are.

``PYTHONPATH=tests/serve python tests/trust/soak.py [--minutes N] [--clients N]``

A third of the time warms the server up. Then it rests, and what it holds is noted; after the rest
of the time it rests again, and may hold no more descriptors and 5 % more memory. Under load the
second third of the time is held against the last. Workers come and go there, as queries that take
too long end them: the mean and the median of all memory tell how many were just beginning, so what
is looked at is the most that one holds, and all together in all but a twentieth of the seconds.
"""

from __future__ import annotations

import argparse
import itertools
import os
import statistics
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from outcome import Outcome, Row
from running import Server, memory, running

GROWTH = 0.05
"""The share by which memory may grow."""
REST = 5.0
"""Seconds without a request before it is noted what a server holds."""
CG = "https://w3id.org/councilgraph/ontology#"
HEAVY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def _asked(query: str) -> str:
    return f"/sparql?query={quote(query)}"


LOAD: tuple[tuple[str, frozenset[int]], ...] = (
    ("/doc/S/RES/2553.ttl", frozenset((200,))),
    ("/doc/S/RES/2553", frozenset((200, 303))),
    ("/doc/S/RES/2553.jsonld", frozenset((200,))),
    ("/index.html", frozenset((200,))),
    ("/query/votes.csv", frozenset((200,))),
    ("/query/sponsors.csv", frozenset((200,))),
    ("/search?q=security", frozenset((200,))),
    ("/reconcile/suggest/entity?prefix=fra", frozenset((200,))),
    ("/graphs/doc/S/2020/1166", frozenset((200,))),
    (_asked(f"SELECT * {{ ?p <{CG}text> ?t }}"), frozenset((200,))),
    (_asked("SELEC"), frozenset((400,))),
    (_asked("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"), frozenset((400,))),
    ("/doc/..%2f..%2fetc%2fpasswd", frozenset((404,))),
    ("/doc/S/RES/9999999", frozenset((404,))),
    (_asked(HEAVY), frozenset((503, 504))),
)
"""What is asked in turn, and the statuses that are true of it; 429 and 503 may always be."""
BUSY = frozenset((429, 503))


@dataclass
class Watched:
    """What was seen: the memory of each process second by second, the server's own first;

    memory and descriptors at rest; the answers.
    """

    memory: list[list[int]] = field(default_factory=list)
    at_rest: list[tuple[int, int]] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def rows(self) -> list[Row]:
        """Return what is promised, and whether it held."""
        (own, opened), (own_after, opened_after) = self.at_rest
        third = len(self.memory) // 3
        middle, last = (self.memory[n * third : (n + 1) * third] for n in (1, 2))
        return [
            _grown("memory of the server at rest", own, own_after),
            _grown("memory of its largest worker under load", _largest(middle), _largest(last)),
            _grown("memory of all its processes under load", _full(middle), _full(last)),
            {"promise": "descriptors at rest stay", "held": opened_after <= opened,
             "seen": f"{opened}, then {opened_after}"},
            {"promise": "every answer is true", "held": not self.wrong and bool(self.statuses),
             "seen": f"{self.statuses.total()} answers; wrong: {self.wrong[:5] or 'none'}"},
        ]  # fmt: skip


def _largest(seen: Sequence[Sequence[int]]) -> int:
    """Return the most that a worker held."""
    return max(worker for _, *workers in seen for worker in workers)


def _full(seen: Sequence[Sequence[int]]) -> float:
    """Return what all processes held at most in all but a twentieth of the seconds."""
    return statistics.quantiles(map(sum, seen), n=20)[-1]


def _grown(what: str, before: float, after: float) -> Row:
    growth = after / before - 1
    return {"promise": f"{what} grows by less than {GROWTH:.0%}", "held": growth < GROWTH,
            "seen": f"{before / 2**20:.1f} MB, then {after / 2**20:.1f} MB "
                    f"({growth:+.1%})"}  # fmt: skip


def descriptors(pid: int) -> int:
    """Return how many files a process has open, 0 if it is gone."""
    try:
        return len(os.listdir(f"/proc/{pid}/fd"))  # noqa: PTH208 - counted, not read
    except OSError:
        return 0


def client(server: Server, watched: Watched, first: int, ends: Callable[[], bool]) -> None:
    """Ask one thing after the other until it is over."""
    for path, true in itertools.islice(itertools.cycle(LOAD), first, None):
        if ends():
            return
        try:
            status, _ = server.get(path, timeout=30)
        except OSError as error:
            watched.wrong.append(f"{path}: {error!r}")
            continue
        watched.statuses[status] += 1
        if status not in true | BUSY:
            watched.wrong.append(f"{path}: {status}")
        time.sleep(0.05)


def loaded(server: Server, watched: Watched, seconds: float, clients: int) -> None:
    """Ask for so long, then let the server rest and note what it holds."""
    ends = threading.Event()
    threads = [threading.Thread(target=client, args=(server, watched, 4 * n, ends.is_set))
               for n in range(clients)]  # fmt: skip
    for thread in threads:
        thread.start()
    until = time.monotonic() + seconds
    try:
        while time.monotonic() < until:
            processes = [server.process.pid, *server.workers()]
            watched.memory.append([memory(pid) for pid in processes])
            ends.wait(1)
    finally:
        ends.set()
        for thread in threads:
            thread.join()
    time.sleep(REST)
    watched.at_rest.append((server.resident(), descriptors(server.process.pid)))


def soaked(seconds: float, clients: int) -> Watched:
    """Run a server under load for so long, and return what was seen of it."""
    watched = Watched()
    with running(timeout=2) as server:
        loaded(server, watched, seconds / 3, clients)
        loaded(server, watched, seconds * 2 / 3, clients)
    return watched


def main(arguments: Sequence[str] | None = None) -> int:
    """Soak; return 1 where a promise broke."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--out", type=Path, default=None, help="where its finding is written")
    given = parser.parse_args(arguments)
    rows = soaked(given.minutes * 60, given.clients).rows()
    held = sum(bool(row["held"]) for row in rows)
    command = f"python tests/trust/soak.py --minutes {given.minutes:g} --clients {given.clients}"
    outcome = Outcome("soak", len(rows), held, len(rows) - held, None, command, rows)
    return outcome.tell(given.out) if given.out else outcome.tell()


if __name__ == "__main__":
    sys.exit(main())
