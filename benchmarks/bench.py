"""Time each stage beside its plain alternative, in one run, and tell the ratios.

``python benchmarks/bench.py DIR [--only STAGE…] [--repeats N] [--report FOLDER]`` takes a folder of
documents as text (``councilgraph render --random N --distinct``, or real ones); where there is a
folder ``DIR.many`` beside it, *convert* takes the documents of that one, and *documents to graph*
a thousand of them. Where there is a folder ``DIR.real``, its English documents are converted and
looked through for mentions too. It prints a row a way: the median seconds, how much is done in a
second, peak memory, and how many times ours it takes. With a folder for reports it also writes
``bench.json`` and a plot of the ratios there, and prints the README's table.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from measure import Measured, measured, once

LIBRARIES = ("councilgraph", "pyoxigraph", "rdflib", "pyshacl", "pyrudof", "eyecite")
Row = dict[str, Any]
"""What ``Measured.row`` tells of a stage."""


def machine() -> dict[str, object]:
    """Return what the figures depend on: cores, processor, interpreter, releases of libraries."""
    cpu = Path("/proc/cpuinfo")
    lines = cpu.read_text().splitlines() if cpu.is_file() else []
    models = [line.partition(":")[2].strip() for line in lines if "model name" in line]
    return {
        "cores": os.cpu_count(),
        "processor": models[0] if models else platform.processor(),
        "python": platform.python_version(),
        "libraries": {name: version(name) for name in LIBRARIES if find_spec(name)},
    }


def saved(folder: Path, name: str, **values: object) -> None:
    """Write results as JSON into a folder of reports, with the machine they are of."""
    folder.mkdir(parents=True, exist_ok=True)
    said = {"machine": machine(), **values}
    (folder / name).write_text(json.dumps(said, indent=1) + "\n", "utf-8")


def table(found: Sequence[Measured]) -> str:
    """Return the results as lines, columns aligned."""
    lines = [f"{'stage':<20}{'way':<24}{'seconds':>9}{'per second':>14}{'peak MB':>9}{'ratio':>9}"]
    for one in found:
        for way, runs in one.runs.items():
            rate = f"{one.rate(way):,.1f}"
            peak = max(r.megabytes for r in runs)
            lines.append(f"{one.stage.name:<20}{way:<24}{one.seconds(way):>9.3f}{rate:>14}"
                         f"{peak:>9.0f}{one.ratio(way):>8.1f}x  {one.stage.unit}")  # fmt: skip
    return "\n".join(lines) + "\n"


def summary(rows: Sequence[Row]) -> str:
    """Return the rows of a report as a table in Markdown: ours, and each way beside it.

    >>> ours, plain = {"per second": 451.0}, {"per second": 59.54, "ratio": 7.6}
    >>> row = {"stage": "convert", "unit": "documents", "ways": {"ours": ours, "plain": plain}}
    >>> print(summary([row]).splitlines()[-1])
    | convert | 451 documents/s | plain: 59.5/s | 7.6 × |
    """
    lines = ["| stage | councilgraph | beside it | ratio |", "| --- | --- | --- | --- |"]
    for row in rows:
        (_, ours), *others = row["ways"].items()
        lines += [
            f"| {row['stage']} | {_rate(ours)} {row['unit']}/s | {way}: {_rate(theirs)}/s "
            f"| {theirs['ratio']:.1f} × |"
            for way, theirs in others
        ]
    return "".join(f"{line}\n" for line in lines)


def _rate(figures: Mapping[str, float]) -> str:
    rate = figures["per second"]
    return f"{rate:,.0f}" if rate >= 100 else f"{rate:.1f}"


def report(found: Sequence[Measured], data: Path, folder: Path) -> None:
    """Write the results as JSON and as a plot, and print them as the README's table."""
    from plots import ratios
    from stages import documents

    files = documents(data)
    rows = [one.row() for one in found]
    size = {"number": len(files), "bytes": sum(f.stat().st_size for f in files)}
    saved(folder, "bench.json", documents=size, stages=rows)
    ratios(rows, folder / "bench.svg")
    sys.stdout.write(f"\n{summary(rows)}")


def main() -> int:
    """Run the benchmark, or one way of one stage for a run that is measured apart."""
    from stages import stages  # not above: converting processes load this file, and need none

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("data", type=Path, metavar="DIR")
    parser.add_argument("--only", nargs="*", default=[], metavar="STAGE")
    parser.add_argument("--repeats", type=int, default=5, metavar="N")
    parser.add_argument("--report", type=Path, metavar="FOLDER")
    parser.add_argument("--one", nargs=2, metavar=("STAGE", "WAY"), help=argparse.SUPPRESS)
    args = parser.parse_args()
    known = {s.name: s for s in stages(args.data)}
    if args.one:
        run = once(known[args.one[0]], args.one[1], args.data)
        sys.stdout.write(json.dumps(asdict(run)))
        return 0
    found = []
    for name in args.only or known:
        found.append(measured(known[name], Path(__file__), args.data, args.repeats))
        sys.stdout.write(table(found[-1:]) if len(found) == 1 else
                         table(found[-1:]).partition("\n")[2])  # fmt: skip
        sys.stdout.flush()
    if args.report:
        report(found, args.data, args.report)
    return 0


if __name__ == "__main__":
    sys.exit(main())
