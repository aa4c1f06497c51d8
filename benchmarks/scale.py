"""Measure what the page on ten million documents reckons with, in processor seconds and bytes.

``python benchmarks/scale.py DIR [--few N] [--many N]`` takes a folder of generated documents as
text. Processor time is what is paid for, and a busy machine hardly changes it. Spark is run in its
local mode over a few documents and over many: the difference is what a document costs, the rest
what a start does. What its workers and Java take is all counted.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import resource
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from councilgraph.identifiers import BASE
from councilgraph.pipeline import convert_each, find
from councilgraph.pipeline.converted import converted
from councilgraph.pipeline.inputs import Input
from councilgraph.pipeline.judging import judged
from councilgraph.rdf import canonical_quads
from councilgraph.spark import publish

T = TypeVar("T")
CORES = 2


def say(name: str, value: float, unit: str) -> None:
    """Print a figure at once."""
    sys.stdout.write(f"{name:<44}{value:>14,.2f} {unit}\n")
    sys.stdout.flush()


def processor(who: int = resource.RUSAGE_SELF) -> float:
    """Return the processor seconds that this process, or what it has waited for, has taken."""
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def taken(work: Callable[[], T]) -> tuple[T, float]:
    """Return what is made, and the processor seconds of it in this process."""
    before = processor()
    made = work()
    return made, processor() - before


def stages(inputs: Sequence[Input]) -> None:
    """Measure conversion, merging with judgement, and writing, in this process alone."""
    finish = partial(converted, base=BASE)

    def convert() -> list[object]:
        return list(convert_each(inputs, finish, jobs=1))

    list(convert_each(inputs[:20], finish, jobs=1))  # tables and patterns are made once
    outcomes = list(convert_each(inputs, finish, jobs=1))
    _, seconds = taken(convert)
    count = len(inputs)
    say("conversion", count / seconds, "documents a second and core")
    contributions = [o.value.contribution for o in outcomes if o.value]
    verdict, seconds = taken(lambda: judged(contributions, partly=True))
    assert verdict.merged
    say("merging and judging", count / seconds, "documents a second and core")
    merged = verdict.merged
    quads, seconds = taken(lambda: canonical_quads(merged.graphs.items()).encode())
    say("canonical N-Quads", count / seconds, "documents a second and core")
    say("source", sum(Path(i.path).stat().st_size for i in inputs) / count, "bytes a document")
    say("quads", quads.count(b"\n") / count, "a document")
    say("N-Quads", len(quads) / count, "bytes a document")
    say("N-Quads, packed", len(gzip.compress(quads)) / count, "bytes a document")


def spark(inputs: Sequence[Input], top: Path) -> float:
    """Return the processor seconds that Spark's local mode takes for so many of the documents."""
    chosen = top / "in"
    chosen.mkdir()
    for source in inputs:
        shutil.copy(source.path, chosen)
    before = processor(resource.RUSAGE_CHILDREN)
    done = publish([str(chosen)], str(top / "out"), master=f"local[{CORES}]", partly=True)
    assert done.files, done
    _end_of_java()
    parts = json.loads((top / "out" / "manifest.json").read_bytes())["files"]
    packed = sum(said["bytes"] for name, said in parts.items() if name.endswith(".nq.gz"))
    say(f"Spark, {len(inputs):,} documents: packed parts", packed / len(inputs), "bytes a document")
    shutil.rmtree(chosen)
    shutil.rmtree(top / "out")
    return processor(resource.RUSAGE_CHILDREN) - before


def _end_of_java() -> None:
    """End the Java that PySpark keeps for a next session, so that its time is counted."""
    from pyspark import SparkContext

    gateway = SparkContext._gateway  # noqa: SLF001 - PySpark itself ends it at exit only
    assert gateway
    gateway.shutdown()
    gateway.proc.stdin.close()
    gateway.proc.wait()
    SparkContext._gateway = SparkContext._jvm = None  # noqa: SLF001 - likewise


def main() -> int:
    """Run the measurements."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("documents", type=Path, metavar="DIR")
    parser.add_argument("--few", type=int, default=100, metavar="N")
    parser.add_argument("--many", type=int, default=1000, metavar="N")
    args = parser.parse_args()
    inputs, _ = find([str(args.documents)])
    inputs = inputs[: args.many]
    say("load of the machine at the start", os.getloadavg()[0], "")
    stages(inputs)
    with tempfile.TemporaryDirectory() as top:
        few = spark(inputs[: args.few], Path(top))
        many = spark(inputs, Path(top))
    say(f"Spark, {args.few:,} documents", few, "processor seconds")
    say(f"Spark, {len(inputs):,} documents", many, "processor seconds")
    each = (many - few) / (len(inputs) - args.few)
    say("Spark, a further document", each * 1000, "processor milliseconds")
    say("Spark, the start", few - each * args.few, "processor seconds")
    return 0


if __name__ == "__main__":
    sys.exit(main())
