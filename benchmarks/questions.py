"""Time every named question in our store, in rdflib and in Oxigraph's own server, in one run.

``python benchmarks/questions.py PLACE… [--rdflib SECONDS] [--report FOLDER]`` takes folders or
files of RDF. Each way is a process of its own, one after the other, and answers every question
with its defaults over the same files: the median of three whole answers of a store that is open
and warm.
rdflib is given so many seconds a question; where it does not finish, that counts, so that its mean
is a lower bound. With a folder for reports it also writes ``queries.json`` there.
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox
import rdflib

from bench import saved
from councilgraph.query import Embedded, Remote, library, with_constants
from councilgraph.query.loading import files_for, load
from queries import REPEATS, plainly

OURS, WAYS = "ours", ("ours", "oxigraph server", "rdflib")
_BOOT, _ANSWER = 60.0, 120.0


def median(ask: Callable[[str], object], query: str) -> float:
    """Return the median seconds of an answer; the first, which warms up, does not count."""
    ask(query)
    took = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        ask(query)
        took.append(time.perf_counter() - start)
    return statistics.median(took)


@contextmanager
def server(place: Path) -> Iterator[str]:
    """Run Oxigraph's server over a place, which it loads; yield the address of its endpoint."""
    with tempfile.TemporaryDirectory() as folder:
        store = ox.Store(folder)
        for file in files_for(place):
            load(store, file)
        store.flush()
        del store
        with _answering(folder) as endpoint:
            yield endpoint


@contextmanager
def _answering(folder: str) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    program = Path(sys.executable).with_name("oxigraph")
    command = [str(program), "serve-read-only", "-l", folder, "-b", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:  # noqa: S603 - ours
        try:
            until = time.monotonic() + _BOOT
            while time.monotonic() < until:
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.05)
            yield f"http://127.0.0.1:{port}/query"
        finally:
            process.terminate()


def by_rdflib(place: Path, limit: float) -> dict[str, float | None]:
    """Return the seconds of each question in rdflib, once each; None beyond the limit."""
    graph = rdflib.Graph()
    for file in files_for(place):
        graph.parse(file)
    return {name: plainly(graph, q.bound({}), limit) for name, q in library().items()}


def one(way: str, place: Path, limit: float) -> dict[str, float | None]:
    """Return the seconds of each question one way."""
    if way == "rdflib":
        return by_rdflib(place, limit)
    if way == OURS:
        store = Embedded(place, timeout=_ANSWER)
        return {n: median(store.ask, with_constants(q.bound({}))) for n, q in library().items()}
    with server(place) as endpoint:
        remote = Remote(endpoint, _ANSWER)
        return {n: median(remote.ask, with_constants(q.bound({}))) for n, q in library().items()}


def apart(way: str, place: Path, limit: float) -> dict[str, float | None]:
    """Run one way in a process of its own."""
    command = [sys.executable, __file__, str(place), "--one", way, "--rdflib", str(limit)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)  # noqa: S603 - ours
    found: dict[str, float | None] = json.loads(done.stdout)
    return found


def told(place: Path, limit: float) -> dict[str, object]:
    """Time a place every way, print a row a question, and return what was found."""
    ways = WAYS if limit else WAYS[:2]
    found: Mapping[str, Mapping[str, float | None]] = {w: apart(w, place, limit) for w in ways}
    say = sys.stdout.write
    triples = len(Embedded(place))
    say(f"== {place}: {triples:,} triples\n{'question':<24}{OURS:>10}")
    say("".join(f"{way:>18}" for way in ways[1:]) + "\n")
    ratios: dict[str, list[float]] = {way: [] for way in ways[1:]}
    for name, mine in found[OURS].items():
        assert mine is not None
        say(f"{name:<24}{mine:>9.4f}s")
        for way, each in ratios.items():
            took = found[way][name]
            each.append((limit if took is None else took) / mine)
            say(f"{'>' if took is None else '':>8}{each[-1]:>8.1f} x")
        say("\n")
    means = {way: statistics.geometric_mean(each) for way, each in ratios.items()}
    worst = max(seconds or 0.0 for seconds in found[OURS].values())
    say("".join(f"{way}: {mean:.1f} x in geometric mean; " for way, mean in means.items()))
    say(f"ours at worst {worst:.3f} s\n")
    sys.stdout.flush()
    return {"triples": triples, "seconds": found, "geometric means": means, "worst": worst,
            "rdflib's limit": limit}  # fmt: skip


def main() -> int:
    """Run the benchmark, or one way of it in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("places", type=Path, nargs="+", metavar="PLACE")
    parser.add_argument("--rdflib", type=float, default=0.0, metavar="SECONDS")
    parser.add_argument("--report", type=Path, metavar="FOLDER")
    parser.add_argument("--one", choices=WAYS, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.one:
        sys.stdout.write(json.dumps(one(args.one, args.places[0], args.rdflib)))
        return 0
    with tempfile.TemporaryDirectory() as cache:
        os.environ.setdefault("XDG_CACHE_HOME", cache)
        found = {place.name: told(place, args.rdflib) for place in args.places}
    if args.report:
        saved(args.report, "queries.json", places=found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
