"""Load a dataset into Virtuoso and the Oxigraph server; hold counts and answers against each other.

``python benchmarks/loads.py DIR [--least N]`` takes what ``councilgraph publish`` made, by either
engine. Both stores start empty, and stop at the end. It prints how long each took to load, and for
each named question the rows and the seconds of each, or what a store said that did not answer it;
it ends with 1 where a count or a row differs, or where there are fewer statements than the
``least`` that was asked for. Where only the order of rows differs, it says so.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from councilgraph.cli import main as councilgraph
from councilgraph.errors import EndpointError
from councilgraph.query import NamedQuery, Remote, asked_of, library
from stores import meant, oxigraph, virtuoso

BUFFERS = 100_000
"""Pages of 8 kB that Virtuoso holds in memory."""
COUNT = 'SELECT (COUNT(*) AS ?n) {{ GRAPH ?g {{ ?s ?p ?o }} FILTER (strstarts(str(?g), "{}")) }}'
PATIENCE = 600.0
"""Seconds for one answer."""
Rows = list[tuple[str, ...]]


def say(text: str) -> None:
    """Print a line at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def loaded(name: str, data: Path, endpoint: str) -> bool:
    """Load a dataset, which counts every graph, and tell whether all counts are equal."""
    start = time.perf_counter()
    code = councilgraph(["load", str(data), "--endpoint", endpoint])
    say(f"{name}: loaded in {time.perf_counter() - start:.1f} s, exit code {code}")
    return code == 0


def asked(endpoint: str, question: NamedQuery) -> tuple[Rows, float]:
    """Return the rows of a question's answer, and the seconds that it took."""
    start = time.perf_counter()
    rows = meant(asked_of(Remote(endpoint, PATIENCE), question, {}))
    return rows, time.perf_counter() - start


def verdict(here: Rows, there: Rows) -> str:
    """Return how two answers differ; nothing where they are equal.

    >>> verdict([("a",), ("b",)], [("b",), ("a",)])
    'DIFFERS in order: row 1 is a and b'
    """
    if here == there:
        return ""
    if len(here) != len(there):
        return f"DIFFERS: {len(there):,} rows"
    at = next(n for n, (one, other) in enumerate(zip(here, there, strict=True)) if one != other)
    kind = "in order" if sorted(here) == sorted(there) else "in rows"
    return f"DIFFERS {kind}: row {at + 1} is {' | '.join(here[at])} and {' | '.join(there[at])}"


def differing(first: str, second: str) -> list[str]:
    """Print a row a question and return the names of those that are answered differently."""
    found = []
    say(f"{'question':<24}{'rows':>8}{'oxigraph':>10}{'virtuoso':>10}")
    for name, question in library().items():
        try:
            here, took = asked(first, question)
            there, also_took = asked(second, question)
        except EndpointError as error:
            say(f"{name:<24}  NOT ANSWERED: {error}")
            found.append(name)
            continue
        mark = verdict(here, there)
        say(f"{name:<24}{len(here):>8,}{took:>9.3f}s{also_took:>9.3f}s  {mark}".rstrip())
        if mark:
            found.append(name)
    return found


def statements(endpoint: str, base: str) -> int:
    """Return how many statements a store counts in the graphs of a dataset."""
    ((count,),) = meant(Remote(endpoint, PATIENCE).ask(COUNT.format(base)))
    return int(count)


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("data", type=Path, metavar="DIR")
    parser.add_argument("--least", type=int, default=0, metavar="N")
    parser.add_argument("--base", default="https://w3id.org/councilgraph/", metavar="IRI")
    args = parser.parse_args()
    os.environ |= {"no_proxy": "127.0.0.1", "COUNCILGRAPH_USER": "dba",
                   "COUNCILGRAPH_PASSWORD": "dba"}  # fmt: skip
    with ExitStack() as stack:
        folders = [Path(stack.enter_context(tempfile.TemporaryDirectory())) for _ in range(3)]
        os.environ["XDG_CACHE_HOME"] = str(folders[2])
        first = stack.enter_context(oxigraph(folders[0]))
        second = stack.enter_context(virtuoso(folders[1], buffers=BUFFERS))
        whole = [loaded("oxigraph", args.data, first), loaded("virtuoso", args.data, second)]
        counts = [statements(endpoint, args.base) for endpoint in (first, second)]
        say(f"statements counted: {counts[0]:,} and {counts[1]:,}")
        found = differing(first, second)
    say(f"{len(library()) - len(found)} of {len(library())} questions have equal rows")
    held = all(whole) and counts[0] == counts[1] and counts[0] >= args.least
    return 0 if held and not found else 1


if __name__ == "__main__":
    sys.exit(main())
