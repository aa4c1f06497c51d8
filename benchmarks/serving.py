"""Time our server beside Oxigraph's: lookups, an aggregate, pages; requests a second and how late.

``python benchmarks/serving.py DIR [--seconds N] [--report FOLDER]`` takes a published folder. Both
servers answer from the same store, one at a time; the client is a process of its own, whose share
of the processors is told. Each row: connections, requests a second, the median and the 99th
percentile of the time to a whole answer, answers that were no 200, and the time of processors that
the server used for one answer, which says more than the others on a busy machine.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit

from bench import saved
from councilgraph.serve.data import build_store
from councilgraph.serve.dataset import Dataset
from stores import free, processors, reading, running

BASE = "https://w3id.org/councilgraph/"
LOOKUP = "SELECT ?p ?o WHERE {{ <{}> ?p ?o }}"
AGGREGATE = f"""PREFIX cg: <{BASE}ontology#>
SELECT ?verb (COUNT(DISTINCT ?place) AS ?n)
WHERE {{ ?document cg:hasParagraph+ ?place . ?place cg:verb ?verb }}
GROUP BY ?verb"""
CONNECTIONS = (1, 8)
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


async def _client(port: int, paths: Sequence[str], until: float, took: list[float]) -> int:
    """Ask for paths on one connection until a moment; return how many answers were no 200."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    bad = count = 0
    while time.perf_counter() < until:
        path = paths[count % len(paths)]
        count += 1
        start = time.perf_counter()
        writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: "
                     "application/sparql-results+json, */*;q=0.5\r\n\r\n".encode())  # fmt: skip
        head = await reader.readuntil(b"\r\n\r\n")
        length = _LENGTH.search(head)
        if length:
            await reader.readexactly(int(length[1]))
        else:
            while size := int(await reader.readuntil(b"\r\n"), 16):
                await reader.readexactly(size + 2)
            await reader.readexactly(2)
        took.append(time.perf_counter() - start)
        bad += not head.startswith(b"HTTP/1.1 200")
    writer.close()
    return bad


async def load(
    port: int, paths: list[str], connections: int, seconds: float
) -> dict[str, float]:
    """Return what so many connections measured."""
    took: list[float] = []
    start, used = time.perf_counter(), time.process_time()
    each = (_client(port, paths[i:] + paths[:i], start + seconds, took) for i in range(connections))
    bad = sum(await asyncio.gather(*each))
    wall = time.perf_counter() - start
    took.sort()
    return {
        "connections": connections,
        "answers": len(took),
        "per second": round(len(took) / wall, 1),
        "p50 ms": round(took[len(took) // 2] * 1000, 2),
        "p99 ms": round(took[int(len(took) * 0.99)] * 1000, 2),
        "not 200": bad,
        "client's processors": round((time.process_time() - used) / wall, 2),
    }


@contextmanager
def ours(place: Path) -> Iterator[tuple[str, int]]:
    """Yield the address of our server over a published folder, and its process."""
    port = free()
    command = [sys.executable, "-m", "councilgraph", "serve", str(place), f"--port={port}"]
    with running(command, f"http://127.0.0.1:{port}/") as process:
        yield f"http://127.0.0.1:{port}/", process


def apart(port: int, paths: Sequence[str], connections: int, seconds: float) -> dict[str, float]:
    """Return what a client in a process of its own measured."""
    task = json.dumps([port, paths, connections, seconds])
    command, heard = [sys.executable, __file__, "--load"], subprocess.PIPE
    done = subprocess.run(command, input=task, text=True, stdout=heard, check=True)  # noqa: S603
    found: dict[str, float] = json.loads(done.stdout)
    return found


def asked(place: Path) -> dict[str, list[str]]:
    """Return what is asked for, by name: paths, ``{}`` where an endpoint's path goes."""
    files = json.loads((place / "manifest.json").read_text())["files"]
    pages = [f for f in sorted(files) if f.startswith("doc/") and f.endswith(".html")][:100]
    things = [BASE + page.removesuffix(".html") for page in pages]
    return {
        "lookup": [f"{{}}?query={quote(LOOKUP.format(thing))}" for thing in things],
        "aggregate": [f"{{}}?query={quote(AGGREGATE)}"],
        "page": ["/" + quote(page) for page in pages],
    }


def compared(place: Path, seconds: float) -> list[dict[str, object]]:
    """Print and return a row a server, a kind of request and a number of connections."""
    rows: list[dict[str, object]] = []
    with tempfile.TemporaryDirectory() as scratch:
        store = Path(scratch) / "store"
        build_store(Dataset(place, Path(scratch) / "index"), store)
        for server, starting, endpoint in (
            ("ours", ours(place), "/sparql"), ("oxigraph", reading(store), "/query")
        ):  # fmt: skip
            with starting as (address, process):
                port = urlsplit(address).port
                assert port
                for kind, paths in asked(place).items():
                    if kind == "page" and server != "ours":
                        continue
                    full = [path.format(endpoint) for path in paths]
                    for connections in CONNECTIONS:
                        before = processors(process)
                        found = apart(port, full, connections, seconds)
                        spent = (processors(process) - before) / max(found["answers"], 1)
                        found["server's ms a request"] = round(spent * 1000, 3)
                        rows.append({"server": server, "asked": kind, **found})
                        sys.stdout.write(" ".join(f"{k}: {v}" for k, v in rows[-1].items()) + "\n")
                        sys.stdout.flush()
    return rows


def main() -> int:
    """Run the benchmark, or its client in a process of its own."""
    if sys.argv[1:] == ["--load"]:
        port, paths, connections, seconds = json.load(sys.stdin)
        sys.stdout.write(json.dumps(asyncio.run(load(port, paths, connections, seconds))))
        return 0
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("place", type=Path, metavar="DIR")
    parser.add_argument("--seconds", type=float, default=5.0, metavar="N")
    parser.add_argument("--report", type=Path, metavar="FOLDER")
    args = parser.parse_args()
    sys.stdout.write(f"load average before: {os.getloadavg()[0]:.1f}\n")
    rows = compared(args.place, args.seconds)
    if args.report:
        saved(args.report, "http.json", rows=rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
