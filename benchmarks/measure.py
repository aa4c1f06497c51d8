"""Time two ways to do one thing, in turn, each run in a process of its own."""

from __future__ import annotations

import hashlib
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Prepared = Any
"""What a stage's preparation makes: both ways are given it."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One thing done in two ways or more.

    ``prepare`` is not timed; each of ``ways`` is a function of what it returns, the first being
    ours. ``amount`` tells how much a way is given, in ``unit``; ``least`` is the ratio of the
    second way's time to the first's that the project wants to reach. ``verdict`` tells what the
    results of all ways come to, where that must be the same.
    """

    name: str
    unit: str
    prepare: Callable[[Path], Prepared]
    amount: Callable[[Prepared], float]
    ways: dict[str, Callable[[Prepared], object]]
    least: float | None = None
    verdict: Callable[[Any], frozenset[object]] | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """One run: seconds of wall clock, what was worked on, peak memory in MB, a verdict's hash."""

    seconds: float
    amount: float
    megabytes: float
    verdict: str = ""


def once(stage: Stage, way: str, data: Path) -> Run:
    """Run one way of a stage in this process; a first, unmeasured run warms it up.

    What is short runs again until it comes to ``SPENT`` seconds: the run in the middle counts.
    """
    prepared = stage.prepare(data)
    work = stage.ways[way]
    first, result = _clocked(work, prepared)
    warm: list[float] = []
    while first < LONG and sum(warm) < SPENT:
        warm.append(_clocked(work, prepared)[0])
    seconds = statistics.median(warm or [first])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found = sorted(map(repr, stage.verdict(result))) if stage.verdict else []
    digest = hashlib.sha256("\n".join(found).encode()).hexdigest() if stage.verdict else ""
    return Run(seconds, stage.amount(prepared), peak, digest)


def _clocked(work: Callable[[Prepared], object], prepared: Prepared) -> tuple[float, object]:
    """Return the seconds that some work takes, and what it makes."""
    start = time.perf_counter()
    result = work(prepared)
    return time.perf_counter() - start, result


SPENT = 0.5
"""Seconds that the runs of a process come to at least, so that what is short is told well."""
LONG, ENDLESS = 5.0, 25.0
"""Seconds of a run that is not repeated to be warm, and of one that is not for a median either."""
THRICE = 3
"""Runs at most of what is long."""


def apart(script: Path, stage: str, way: str, data: Path) -> Run:
    """Run one way of a stage in a process of its own.

    Raises:
        RuntimeError: the process failed; its last words are told.
    """
    command = [sys.executable, str(script), str(data), "--one", stage, way]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    if done.returncode:
        raise RuntimeError(f"{stage}, {way}: {done.stderr.strip()[-2000:]}")
    return Run(**json.loads(done.stdout))


@dataclass(frozen=True, slots=True)
class Measured:
    """The medians of a stage: seconds and peak memory by way, and the ratios to ours."""

    stage: Stage
    runs: dict[str, list[Run]]

    def seconds(self, way: str) -> float:
        """Return the median seconds of a way."""
        return statistics.median(r.seconds for r in self.runs[way])

    def rate(self, way: str) -> float:
        """Return how much of the stage's unit a way does in a second."""
        return self.runs[way][0].amount / self.seconds(way)

    def ratio(self, way: str) -> float:
        """Return how many times longer a way takes than ours."""
        return self.seconds(way) / self.seconds(next(iter(self.stage.ways)))

    def row(self) -> dict[str, object]:
        """Return the stage as values for a report."""
        return {
            "stage": self.stage.name,
            "unit": self.stage.unit,
            "amount": self.runs[next(iter(self.runs))][0].amount,
            "least": self.stage.least,
            "ways": {
                way: {
                    "seconds": round(self.seconds(way), 4),
                    "per second": round(self.rate(way), 1),
                    "peak MB": round(max(r.megabytes for r in runs)),
                    "ratio": round(self.ratio(way), 1),
                }
                for way, runs in self.runs.items()
            },
        }


def times(first: float, repeats: int) -> int:
    """Return how many times a way runs whose first run took so many seconds."""
    if first >= ENDLESS:
        return 1
    return repeats if first < LONG else min(repeats, THRICE)


def measured(stage: Stage, script: Path, data: Path, repeats: int) -> Measured:
    """Return a stage run so many times each way, the ways taking turns; what is long, fewer times.

    Raises:
        RuntimeError: a run failed, or two ways came to another verdict.
    """
    runs: dict[str, list[Run]] = {way: [] for way in stage.ways}
    for turn in range(repeats):
        for way, done in runs.items():
            if not done or turn < times(done[0].seconds, repeats):
                done.append(apart(script, stage.name, way, data))
    if len({run.verdict for each in runs.values() for run in each}) > 1:
        raise RuntimeError(f"{stage.name}: {', '.join(runs)} do not find the same")
    return Measured(stage, runs)
