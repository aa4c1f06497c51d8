"""Fuzz every front, blindly and led by coverage: any exception but a refusal is a crash.

``python tests/trust/fuzz.py [--count N] [--seed N] [--engine hypothesis|atheris] [TARGET …]``

Each target and engine has a process of its own, so that a crash of a library's own code is seen
too; as many run at once as there are cores. atheris is an extra (``trust``); where it is missing
its rows say so and are not counted.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from outcome import Outcome, Row, table

ENGINES = ("hypothesis", "atheris")
SEED = 20201224
HOUR = 3600


@dataclass(frozen=True)
class Run:
    """So many inputs of one engine to one target."""

    engine: str
    target: str
    count: int
    seed: int


def by_hypothesis(run: Run) -> int:
    """Give a target what its strategy makes, and return how many inputs that were."""
    from fuzzed import TARGETS
    from hypothesis import HealthCheck, Phase, given, seed, settings

    target, tried = TARGETS[run.target], [0]

    @seed(run.seed)
    @settings(max_examples=run.count, deadline=None, database=None,
              phases=(Phase.generate, Phase.shrink), suppress_health_check=list(HealthCheck))
    @given(target.inputs)
    def try_each(data: bytes) -> None:
        tried[0] += 1
        target.run(data)

    try_each()
    return tried[0]


def by_atheris(run: Run) -> None:
    """Give a target what reaches new branches of the package; the process ends with it."""
    import atheris

    with atheris.instrument_imports(include=["councilgraph"]):
        from fuzzed import TARGETS

    target = TARGETS[run.target]
    with tempfile.TemporaryDirectory() as folder:
        for number, sample in enumerate(target.samples):
            (Path(folder) / str(number)).write_bytes(sample)
        options = [f"-runs={run.count}", f"-seed={run.seed}", "-max_len=4096", "-timeout=60",
                   "-rss_limit_mb=3000", "-print_final_stats=1", "-verbosity=0",
                   f"-artifact_prefix={folder}/"]  # fmt: skip
        atheris.Setup([sys.argv[0], *options, folder], target.run)
        atheris.Fuzz()


def run_apart(run: Run) -> Row:
    """Run one engine on one target in a process of its own, and return its row."""
    if importlib.util.find_spec(run.engine) is None:
        return {"target": run.target, "engine": run.engine, "inputs": 0, "crashes": 0,
                "said": f"{run.engine} is not installed (pip install -e '.[trust]')"}  # fmt: skip
    start = time.monotonic()
    command = [sys.executable, __file__, "--apart", "--engine", run.engine,
               "--count", str(run.count), "--seed", str(run.seed), run.target]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False,
                          timeout=3 * HOUR)  # fmt: skip
    said = done.stdout + done.stderr
    found = re.findall(r"(?:inputs: |number_of_executed_units: )(\d+)", said)
    crashed = bool(done.returncode) or not found
    return {
        "target": run.target, "engine": run.engine, "inputs": int(found[-1]) if found else 0,
        "crashes": int(crashed), "seconds": round(time.monotonic() - start),
        "said": said[-2000:] if crashed else "",
    }  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what the command names; return 1 where anything crashed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("targets", nargs="*")
    parser.add_argument("--count", type=int, default=100_000, help="inputs a target and engine")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--engine", choices=ENGINES, action="append")
    parser.add_argument("--apart", action="store_true", help="in this very process, one target")
    given = parser.parse_args(arguments)
    engines = given.engine or ENGINES
    if given.apart:
        run = Run(engines[0], given.targets[0], given.count, given.seed)
        if run.engine == "hypothesis":
            sys.stdout.write(f"inputs: {by_hypothesis(run)}\n")
        else:
            by_atheris(run)
        return 0
    targets = given.targets or names()
    rows = []
    runs = [Run(e, t, given.count, given.seed) for t in targets for e in engines]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for row in pool.map(run_apart, runs):
            rows.append(row)
            sys.stderr.write(table(rows[-1:]))
    tried = sum(int(str(r["inputs"])) for r in rows)
    crashes = sum(int(str(r["crashes"])) for r in rows)
    command = f"python tests/trust/fuzz.py --count {given.count} --seed {given.seed}"
    return Outcome("fuzz", tried, tried - crashes, crashes, given.seed, command, rows).tell()


def names() -> list[str]:
    """Return the names of all targets."""
    from fuzzed import TARGETS

    return list(TARGETS)


if __name__ == "__main__":
    sys.exit(main())
