"""Measure which branches of the rooms that read and write facts their own tests take.

``python tests/trust/covered.py [--least PERCENT]``

The tests run in a copy of the project, where no documents are beside it (``../shared``), so that
the figure is the same wherever it is measured.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from outcome import Outcome, Row
from part import ROOT

ROOMS = ("identifiers", "parse", "rdf")
PACKAGE = "converter/councilgraph"
TESTS = (
    ("tests/parse", "tests/rdf", "tests/identifiers", "tests/languages", "tests/link",
     "tests/render", "tests/test_documents.py", "tests/test_properties.py",
     *(f"{PACKAGE}/{room}" for room in ROOMS)),
    ("tests/read/akn", "tests/read/test_akn_reader.py"),
)  # fmt: skip
"""What is run, in two runs: two folders of tests have a conftest.py that pytest cannot tell apart
where it is given their files."""
COPIED = ("converter", "tests", "ontology", "shapes", "conformance", "reports", "out")


def measured(folder: Path) -> dict[str, tuple[int, int]]:
    """Return how many branches of each room were taken, and how many there are."""
    folder.mkdir()
    for name in COPIED:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    sources = ",".join(f"councilgraph.{room}" for room in ROOMS)
    coverage = [sys.executable, "-m", "coverage"]
    environment = {**os.environ, "PYTHONPATH": str(folder / "converter")}
    for tests in TESTS:
        subprocess.run(
            [*coverage, "run", "--append", "--branch", f"--source={sources}",
             "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests],
            cwd=folder, env=environment, check=True,
        )  # fmt: skip
    subprocess.run([*coverage, "json", "-q"], cwd=folder, env=environment, check=True)
    file = folder / "coverage.json"
    return counted(json.loads(file.read_text("utf-8"))["files"])


def counted(files: dict[str, dict[str, dict[str, int]]]) -> dict[str, tuple[int, int]]:
    """Return the branches taken and all branches, by room.

    >>> counted({"a/rdf/x.py": {"summary": {"covered_branches": 3, "num_branches": 4}}})["rdf"]
    (3, 4)
    """
    found = dict.fromkeys(ROOMS, (0, 0))
    for name, file in files.items():
        room = next(r for r in ROOMS if f"/{r}/" in name)
        taken, known = found[room]
        said = file["summary"]
        found[room] = taken + said["covered_branches"], known + said["num_branches"]
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure; return 1 where a room is below the least."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--least", type=float, default=95.0, help="percent of each room's branches")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        found = measured(Path(folder) / "copy")
    rows: list[Row] = [
        {"room": room, "branches": known, "taken": taken, "percent": round(100 * taken / known, 2),
         "held": 100 * taken / known >= given.least}
        for room, (taken, known) in found.items()
    ]  # fmt: skip
    held = sum(bool(row["held"]) for row in rows)
    command = f"python tests/trust/covered.py --least {given.least:g}"
    return Outcome("coverage", len(rows), held, len(rows) - held, None, command, rows).tell()


if __name__ == "__main__":
    sys.exit(main())
