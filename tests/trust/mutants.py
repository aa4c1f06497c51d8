"""Plant faults in the code that reads symbols and votes, and see whether tests find them.

``python tests/trust/mutants.py [--least PERCENT]``

mutmut plants one fault at a time in a copy of the project, and runs the tests of these rooms that
reach it.
Those that no test finds are listed in mutants.toml with the reason, and so are those that none can,
as they change nothing.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from outcome import Outcome, Row
from part import ROOT

TABLE = Path(__file__).with_name("mutants.toml")
PLACE = ROOT / "build" / "mutants"
COPIED = ("tests", "ontology", "shapes", "conformance", "reports", "out")
FOUND = frozenset(("killed", "timeout", "segfault"))
"""A fault that does not end, or ends the process, is found too."""


def prepare(place: Path, table: Mapping[str, Any]) -> None:
    """Make a copy of the project in the layout that mutmut knows: sources below ``src``."""
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    leave = shutil.ignore_patterns("__pycache__", "editor")
    for name in COPIED:
        shutil.copytree(ROOT / name, place / name, ignore=leave)
    shutil.copytree(ROOT / "converter", place / "src", ignore=leave)
    settings = {
        "source_paths": ["src/"],
        "only_mutate": [f"src/councilgraph/{file}" for file in table["files"]],
        "also_copy": ["ontology/", "shapes/", "conformance/", "reports/", "out/"],
        "pytest_add_cli_args_test_selection": table["tests"],
        "pytest_add_cli_args": ["-p", "no:cacheprovider"],
        # Seconds on the clock, a busy one too, before a fault that goes on for ever has been found.
        "timeout_constant": 5.0,
        "timeout_multiplier": 4.0,
    }
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    lines = "".join(f"{key} = {json.dumps(value)}\n" for key, value in settings.items())
    (place / "pyproject.toml").write_text(f"{text}\n[tool.mutmut]\n{lines}", "utf-8")


def plant(place: Path, children: int) -> str:
    """Run mutmut, and return what it printed."""
    # mutmut puts its copy first; a path that is looked for too early is never looked for again.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    done = subprocess.run(
        [sys.executable, "-m", "mutmut", "run", "--max-children", str(children)],
        cwd=place, env=environment, capture_output=True, text=True, errors="replace", check=False,
    )  # fmt: skip
    if done.returncode:
        sys.stderr.write((done.stdout + done.stderr)[-3000:])
    return done.stdout + done.stderr


def results(place: Path) -> Iterator[tuple[str, str, str]]:
    """Yield the file, name and fate of each planted fault."""
    from mutmut.stats import status_by_exit_code

    below = place / "mutants" / "src" / "councilgraph"
    for file in sorted(below.rglob("*.meta")):
        for mutant, code in json.loads(file.read_text("utf-8"))["exit_code_by_key"].items():
            name = str(file.relative_to(below)).removesuffix(".meta")
            yield name, mutant, status_by_exit_code[code]


def change(place: Path, file: str, mutant: str) -> str:
    """Return what a fault changes: the lines it takes away and those it puts there."""
    from mutmut.mutation.diff_apply import get_diff_for_mutant

    path = place / "mutants" / "src" / "councilgraph" / file
    lines = get_diff_for_mutant(mutant, path=path).splitlines()[2:]
    return "\n".join(line[0] + line[1:].strip() for line in lines if line[0] in "+-")


def reasons(table: Mapping[str, Any]) -> dict[tuple[str, str], tuple[str, bool]]:
    """Return why each fault is not found, by function and lines, and whether it changes nothing."""
    return {(f"councilgraph.{function}", change.strip()): (row["reason"], kind == "same")
            for kind in ("same", "left") for row in table[kind]
            for function, change in row["faults"]}  # fmt: skip


def judged(place: Path, table: Mapping[str, Any]) -> Iterator[Row]:
    """Yield a row a fault that was not found, with the reason; it held if there can be no test."""
    known = reasons(table)
    with contextlib.chdir(place):
        for file, mutant, fate in results(place):
            if fate not in FOUND:
                function = re.sub(r"\.x_|\.xǁ", ".", mutant).partition("__mutmut_")[0]
                said = change(place, file, mutant)
                reason, same = known.get((function, said), ("", False))
                yield {"function": function, "change": said, "fate": fate, "why": reason,
                       "held": same}  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """Plant faults and count those found; return 1 where they are fewer than the least."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--least", type=float, default=90.0, help="percent of the faults")
    parser.add_argument("--children", type=int, default=os.cpu_count(), help="tests at a time")
    given = parser.parse_args(arguments)
    table = tomllib.loads(TABLE.read_text("utf-8"))
    prepare(PLACE, table)
    said = plant(PLACE, given.children)
    fates = Counter(fate for _, _, fate in results(PLACE))
    if not sum(fates[fate] for fate in FOUND):
        sys.stderr.write(f"no fault was planted: {said[-2000:]}\n")
        return 1
    left = list(judged(PLACE, table))
    same = sum(bool(row["held"]) for row in left)
    tried = fates.total() - same
    found = tried - (len(left) - same)
    share = 100 * found / tried
    rows: list[Row] = [
        {"fates": dict(fates), "same": same, "percent": round(share, 1)},
        *({**row, "held": share >= given.least} for row in left if not row["held"]),
    ]
    command = f"python tests/trust/mutants.py --least {given.least:g}"
    Outcome("mutants", tried, found, tried - found, None, command, rows).write()
    sys.stdout.write(f"{found} of {tried} planted faults found ({share:.1f} %), {same} that "
                     f"change nothing left out; see build/trust/mutants.json\n")  # fmt: skip
    return int(share < given.least)


if __name__ == "__main__":
    sys.exit(main())
