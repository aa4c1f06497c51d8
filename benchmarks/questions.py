"""Time every named question in our store, in rdflib and in Oxigraph's own server, in turn.

``python benchmarks/questions.py [PLACE…] [--sizes N…] [--rdflib SECONDS] [--report FOLDER]``
takes folders or files of RDF, or makes datasets of so many triples out of random documents, each
once. Each way is a process of its own that has the same files open; every question is asked in
one way after the other, with its defaults, or with values of the data where the defaults find
nothing. What counts is the processors' time of whole answers, three or more after one that warms
up, or of the first where that takes rdflib long; the median by the clock is told beside it. rdflib
is given so many seconds a question: where it does not finish, those seconds count, so that its
ratio is a lower bound. A question that fails in rdflib is named and counts nowhere. Whether the
rows are the same is told for each. With a folder for reports it also writes ``questions.json``
there.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from itertools import chain
from pathlib import Path
from statistics import geometric_mean
from typing import Any

from answering import OURS, RDFLIB, SERVER, WAYS, Asked, asked, peak, way
from bench import saved
from councilgraph.cli import main as councilgraph
from councilgraph.query import Embedded, library, with_constants
from queries import hard_values, say, variants

A_DOCUMENT = 461
"""Triples of a random document; the tables that every dataset is asked with come on top."""
_PATIENCE = 120.0
Found = dict[str, Any]


def made(triples: int, top: Path) -> Path:
    """Return the dataset of so many triples below a folder, published there if it is not yet."""
    place, texts = top / str(triples), top / f"{triples}.text"
    if not (place / "manifest.json").is_file():
        count = str(-(-triples // A_DOCUMENT))
        steps = (["render", "--random", count, "--distinct", "--quiet", "-o", str(texts)],
                 ["publish", str(texts), "--quiet", "--out", str(place)])  # fmt: skip
        for step in steps:
            if councilgraph(step):
                raise RuntimeError(f"councilgraph {' '.join(step)} failed")
    return place


def told(place: Path, limit: float, only: Sequence[str] = ()) -> Found:
    """Ask a place everything in every way, print a row a question, and return what was found.

    Without a limit rdflib is not asked; ``only`` names the questions where not all are asked.
    """
    load = os.getloadavg()[0]
    store = Embedded(place, timeout=_PATIENCE)  # an index is made here, for the others too
    triples, valued = len(store), values_for(store, only or list(library()))
    del store
    names = WAYS if limit else WAYS[:2]
    questions: dict[str, dict[str, Asked]] = {}
    say(f"== {place}: {triples:,} triples, load {load:.1f}")
    say(f"{'question':<24}{'rows':>8}{OURS:>11}" + "".join(f"{name:>18}" for name in names[1:]))
    with ExitStack() as stack:
        ways = {name: stack.enter_context(way(name, place, limit)) for name in names}
        for question, values in valued.items():
            query = library()[question].bound(values)
            answers = {name: asked(answering, query) for name, answering in ways.items()}
            say(_row(question, answers))
            questions[question] = answers
        peaks = {name: round(peak(answering)) for name, answering in ways.items()}
    return {"triples": triples, "load": round(load, 1), "rdflib's limit": limit, "peak MB": peaks,
            "values": {q: v for q, v in valued.items() if v}, **summed(questions)}  # fmt: skip


def values_for(store: Embedded, names: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return what each question is asked with: nothing where its defaults find something."""
    hard = hard_values(store)
    questions = {name: library()[name] for name in names}
    return {
        name: next((v for v in ({}, *variants(question, hard))
                    if store.ask(with_constants(question.bound(v))).rows), {})
        for name, question in questions.items()
    }  # fmt: skip


def _row(question: str, answers: Mapping[str, Asked]) -> str:
    """Return a question's rows and our seconds, and how many times longer others took."""
    ours = answers[OURS]
    told = f"{question:<24}{ours.rows:>8,}{ours.seconds:>10.4f}s"
    for name in list(answers)[1:]:
        other = answers[name]
        ratio = other.ratio(ours)
        told += f"{'>' if other.beyond else '':>8}"
        told += f"{ratio:>8.1f} x" if ratio else f"{'failed':>10}"
        told += (difference := other.differs(ours)) and f" {difference}"
    return told


def summed(questions: Mapping[str, Mapping[str, Asked]]) -> Found:
    """Return what the answers to all questions come to, and the seconds and rows of each."""
    others = [name for name in WAYS[1:] if name in next(iter(questions.values()))]
    slowest = max(questions, key=lambda q: questions[q][OURS].seconds)
    ratios = {o: [r for a in questions.values() if (r := a[o].ratio(a[OURS]))] for o in others}
    return {
        "questions": len(questions),
        "geometric means": {o: round(geometric_mean(each), 1) for o, each in ratios.items()},
        "slowest": slowest,
        "at worst": questions[slowest][OURS].seconds,
        "at worst by the clock": max(a[OURS].clock for a in questions.values()),
        "beyond the limit": [q for q, a in questions.items() if any(a[o].beyond for o in others)],
        "failed": {q: a[o].fault for q, a in questions.items() for o in others if a[o].fault},
        "differing": {o: {q: how for q, a in questions.items() if (how := a[o].differs(a[OURS]))}
                      for o in others},
        "rows": {q: a[OURS].rows for q, a in questions.items()},
        "seconds": {q: {name: round(asked.seconds, 6) for name, asked in a.items()}
                    for q, a in questions.items()},
        "by the clock": {q: {name: round(asked.clock, 6) for name, asked in a.items()}
                         for q, a in questions.items()},
    }  # fmt: skip


def table(places: Iterable[Found]) -> str:
    """Return a row a place in Markdown, as the README shows it."""
    heads = ("triples", "rdflib", "over its limit, failed", "Oxigraph server", "our slowest",
             "MB: ours, server, rdflib", "equal rows")  # fmt: skip
    lines = [f"| {' | '.join(heads)} |", "| --- " * len(heads) + "|"]
    for found in places:
        means, peaks = found["geometric means"], found["peak MB"]
        beyond, limit = len(found["beyond the limit"]), found["rdflib's limit"]
        same = found["questions"] - len({q for each in found["differing"].values() for q in each})
        cells = (
            f"{found['triples']:,}",
            f"{'≥ ' if beyond else ''}{means[RDFLIB]} ×" if RDFLIB in means else "",
            f"{beyond} (of {limit:g} s), {len(found['failed'])}" if RDFLIB in means else "",
            f"{means[SERVER]} ×",
            f"{found['at worst']:.3f} s: `{found['slowest']}`",
            ", ".join(f"{peaks[name]:,}" for name in WAYS if name in peaks),
            f"{same} of {found['questions']}",
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark; end with 1 where rows differ."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("places", type=Path, nargs="*", metavar="PLACE")
    parser.add_argument("--sizes", type=int, nargs="*", default=[], metavar="TRIPLES")
    parser.add_argument("--made", type=Path, default=Path("build/questions"), metavar="FOLDER")
    parser.add_argument("--rdflib", type=float, default=0.0, metavar="SECONDS")
    parser.add_argument("--only", nargs="*", default=[], choices=list(library()), metavar="NAME")
    parser.add_argument("--report", type=Path, metavar="FOLDER")
    args = parser.parse_args(arguments)
    found: dict[str, Found] = {}
    with tempfile.TemporaryDirectory() as cache:
        os.environ |= {"XDG_CACHE_HOME": cache, "no_proxy": "127.0.0.1"}
        for place in chain(args.places, (made(size, args.made) for size in args.sizes)):
            found[place.name] = told(place, args.rdflib, args.only)
            if args.report:  # at once, as the next may take long
                saved(args.report, "questions.json", places=found)
    say(table(found.values()))
    return 1 if any(how for each in found.values() for how in each["differing"].values()) else 0


if __name__ == "__main__":
    sys.exit(main())
