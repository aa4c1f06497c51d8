"""Time every named question over a published dataset: with its defaults, then with hard values.

``python benchmarks/queries.py DIR`` prints a row a question. The hard values are
found in the data themselves (the document with most paragraphs, that cited most, the State with
most ballots …), each parameter of a kind is given each of them, and the slowest counts. What is
measured is a whole answer of a store that is open, the median of three; told apart are the first
opening, which builds the index, and the next.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from councilgraph.query import Embedded, NamedQuery, library, with_constants
from councilgraph.rdf import Literal

REPEATS = 3
LIMIT = 1.0
"""Seconds within which every question is to be answered."""

_MOST = "SELECT ?x (COUNT(*) AS ?n) WHERE {{ {} }} GROUP BY ?x ORDER BY DESC(?n) ?x LIMIT 1"
_CG = "PREFIX cg: <https://w3id.org/councilgraph/ontology#>\n"
HARD: Mapping[str, tuple[str, ...]] = {
    "symbol": (
        "?d cg:hasParagraph+ ?p ; cg:symbol ?x",
        "?c cg:cited ?d . ?d cg:symbol ?x",
        "?d cg:cites ?c ; cg:symbol ?x",
        "?d cg:draft/cg:sponsor ?s ; cg:symbol ?x",
    ),
    "state": (
        "?b cg:castBy ?s . BIND (strafter(str(?s), '/state/') AS ?x)",
        "?d cg:sponsor ?s . BIND (strafter(str(?s), '/state/') AS ?x)",
    ),
    "organ": (
        "?r cg:requestedOf ?o . BIND (strafter(str(?o), '/organ/') AS ?x) FILTER (?x != '')",
    ),
    "year": ("?d cg:adoptionDate ?when . BIND (str(year(?when)) AS ?x)",),
    "month": ("?r cg:deadline ?when . BIND (substr(str(?when), 1, 7) AS ?x)",),
}
"""By kind of parameter, patterns whose most frequent ``?x`` makes work."""
EVERYWHERE = {"text": ("e", "a"), "language": ("en", "fr")}
"""Values of the kinds whose most frequent value is known without asking."""


def hard_values(store: Embedded) -> dict[str, tuple[str, ...]]:
    """Return, by kind of parameter, the values of the dataset that make most work."""
    found: dict[str, tuple[str, ...]] = dict(EVERYWHERE)
    for kind, patterns in HARD.items():
        answers = [store.ask(_CG + _MOST.format(pattern)).rows for pattern in patterns]
        cells = [rows[0][0] for rows in answers if rows]
        found[kind] = tuple(dict.fromkeys(c.value for c in cells if isinstance(c, Literal)))
    return found


def variants(question: NamedQuery, hard: Mapping[str, tuple[str, ...]]) -> Iterator[dict[str, str]]:
    """Yield values for a question: each parameter, one at a time, with each hard value."""
    for parameter in question.parameters:
        for value in hard.get(parameter.kind, ()):
            yield {parameter.name: value}


def timed(store: Embedded, query: str) -> tuple[float, int]:
    """Return the median seconds of a whole answer, and its rows."""
    took, rows = [], 0
    for _ in range(REPEATS):
        start = time.perf_counter()
        rows = len(store.ask(with_constants(query)).rows)
        took.append(time.perf_counter() - start)
    return statistics.median(took), rows


def say(text: str) -> None:
    """Print a line at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def ours(store: Embedded) -> dict[str, tuple[float, float]]:
    """Print a row a question and return its seconds, with the defaults and at worst."""
    hard = hard_values(store)
    say(f"{'question':<24}{'rows':>8}{'default':>10}{'hard':>10}  hardest")
    found = {}
    for name, question in library().items():
        default, rows = timed(store, question.bound({}))
        tried = [(timed(store, question.bound(v))[0], v) for v in variants(question, hard)]
        worst, values = max(tried, key=lambda t: t[0], default=(default, {}))
        shown = " ".join(f"{k}={v}" for k, v in values.items())
        mark = "  SLOW" if max(worst, default) >= LIMIT else ""
        say(f"{name:<24}{rows:>8,}{default:>9.3f}s{worst:>9.3f}s  {shown}{mark}")
        found[name] = (default, max(worst, default))
    return found


def main() -> int:
    """Run the benchmark; end with 1 where a question took too long."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("data", type=Path, metavar="DIR")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as cache:
        os.environ["XDG_CACHE_HOME"] = cache
        for how in ("opened first", "opened again"):
            start = time.perf_counter()
            store = Embedded(args.data, timeout=60)
            say(f"{how}: {time.perf_counter() - start:.2f} s")
        say(f"{len(store):,} triples")
        found = ours(store)
        del store
    slow = [name for name, (_, worst) in found.items() if worst >= LIMIT]
    say(f"{len(found) - len(slow)} of {len(found)} questions answered in under {LIMIT:g} s")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
