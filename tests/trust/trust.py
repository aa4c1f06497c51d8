"""Run all that trust rests on, print it as a table, and keep it for the page that shows it.

``python tests/trust/trust.py [--fuzz N] [--edits N] [--minutes N] [--corpus DIR] [PART …]``

A part that cannot be run has failed, with its reason, unless what it asks is not on this machine:
then it was not asked, and says so. Parts that are not named keep what was found of them before,
with the day and the commit of that run.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from explained import explained
from findings import READERS, NotAsked, proven
from outcome import FOLDER, Outcome, table
from part import ROOT, Part, Ran, parts

KEPT = ROOT / "conformance" / "trust.json"
"""What was found last; it is checked in, and publishing makes a page of it."""
MOST = 20
"""How many failures a part tells one by one."""


def run(part: Part, values: Mapping[str, str]) -> Ran:
    """Run a part's command, and end it with all it started when its time is over."""
    (FOLDER / f"{part.name}.xml").unlink(missing_ok=True)
    (FOLDER / f"{part.name}.json").unlink(missing_ok=True)
    # The names of tests may hold spaces.
    named = proven(part)
    command = [word for given in part.command.split()
               for word in (named if given == "{proven}" else [given.format(**values)])]
    # What runs a server for its tests is beside them.
    beside = [str(ROOT / "tests" / "serve"), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(beside)}
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, errors="replace", start_new_session=True,
    )  # fmt: skip
    try:
        said, _ = process.communicate(timeout=part.minutes * 60)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        said, _ = process.communicate()
        said += f"\nit was ended after {part.minutes} minutes"
    return Ran(part, process.returncode, said)


def commit() -> str:
    """Return the commit that the files here are of, marked ``+`` where they differ from it.

    What was found before is no difference, nor what is published of it.
    """
    changed = [":(exclude)conformance/trust.json", ":(exclude)out"]
    try:
        named = _git("rev-parse", "--short=12", "HEAD")
        return named.strip() + "+" * bool(_git("diff", "HEAD", "--name-only", "--", ".", *changed))
    except (OSError, subprocess.CalledProcessError):
        return ""


def _git(*words: str) -> str:
    asked = ["git", *words]
    return subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def found(ran: Ran) -> dict[str, Any]:
    """Return what is kept of a part: its counts, or why there are none."""
    kept = {"name": ran.part.name, "command": ran.part.command, "date": time.strftime("%Y-%m-%d"),
            "commit": commit()}  # fmt: skip
    try:
        outcome = READERS[ran.part.reads](ran)
    except NotAsked as reason:
        Outcome(ran.part.name, 0, 0, 0, None, ran.part.command, [{"why": str(reason)}]).write()
        return {**kept, "state": "not asked", "tried": 0, "passed": 0, "failed": 0,
                "why": [str(reason)]}  # fmt: skip
    except (AssertionError, OSError, ValueError, TypeError, KeyError) as error:
        why = f"it did not run: {ran.last() if isinstance(error, OSError) else error}"
        Outcome(ran.part.name, 0, 0, 1, None, ran.part.command, [{"why": why}]).write()
        return {**kept, "state": "failed", "tried": 0, "passed": 0, "failed": 1, "why": [why]}
    outcome.write()
    # A command that did not end well has more wrong with it than is known.
    known = [ran.part.known] if ran.part.known and outcome.failed and not ran.code else []
    known += explained(ran.part.reads, outcome) if known else []
    return {
        **kept, "state": "failed" if outcome.failed and not known else "held",
        "tried": outcome.tried, "passed": outcome.passed, "failed": outcome.failed,
        **({"seed": outcome.seed} if outcome.seed is not None else {}),
        **({"by_language": by_language(outcome)} if ran.part.reads == "accuracy" else {}),
        "why": known or failures(outcome),
    }  # fmt: skip


def by_language(outcome: Outcome) -> dict[str, dict[str, list[int]]]:
    """Return how many fields were exactly right and how many tried, by language and form."""
    sums: dict[str, dict[str, list[int]]] = {}
    for row in outcome.rows:
        of = sums.setdefault(str(row["language"]), {}).setdefault(str(row["form"]), [0, 0])
        of[0] += int(str(row["exact"]))
        of[1] += int(str(row["documents"]))
    return dict(sorted(sums.items()))


def failures(outcome: Outcome) -> list[str]:
    """Return the rows that failed, as lines; the first of them where there are many."""
    rows = [row for row in outcome.rows if _fell(row)]
    lines = ["; ".join(f"{k}: {v}" for k, v in row.items() if v and k != "held") for row in rows]
    if outcome.failed and not lines:
        lines = [f"see build/trust/{outcome.name}.json"]
    return lines[:MOST] + ([f"and {len(lines) - MOST} more"] if len(lines) > MOST else [])


def _fell(row: Mapping[str, object]) -> bool:
    """Tell whether a row failed, by any of the words that the proofs have for it."""
    return (row.get("held") is False or bool(row.get("crashes")) or "broken" in row
            or "alive" in row or "growth" in row or row.get("outcome") == "silent"
            or bool("outcome" in row and row.get("unrelated")))  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what the command names; return 1 where anything failed that is not explained."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    known = {part.name: part for part in parts()}
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(known))
    parser.add_argument("--fuzz", type=int, default=100_000, help="inputs a target and engine")
    parser.add_argument("--edits", type=int, default=1_000, help="edits of documents")
    parser.add_argument("--minutes", type=float, default=30, help="how long to soak the server")
    parser.add_argument("--corpus", type=Path, default=ROOT.parent / "shared" / "corpus")
    given = parser.parse_args(arguments)
    if unknown := sorted(set(given.parts) - known.keys()):
        parser.error(f"{', '.join(unknown)}: unknown; expected any of {', '.join(known)}")
    values = {"python": sys.executable, "folder": str(FOLDER), "corpus": str(given.corpus),
              "fuzz": str(given.fuzz), "edits": str(given.edits),
              "minutes": f"{given.minutes:g}"}  # fmt: skip
    FOLDER.mkdir(parents=True, exist_ok=True)
    kept: dict[str, Any] = json.loads(KEPT.read_text("utf-8")) if KEPT.is_file() else {}
    wanted = given.parts or [name for name, part in known.items() if not part.alone]
    for name in wanted:
        sys.stderr.write(f"{name} …\n")
        kept[name] = found(run(known[name], values))
        ordered = {n: kept[n] for n in known if n in kept}
        KEPT.write_text(json.dumps(ordered, indent=1, ensure_ascii=False) + "\n", "utf-8")
    sys.stdout.write(printed(kept, wanted))
    return int(any(kept[name]["state"] == "failed" for name in wanted))


def printed(kept: Mapping[str, Mapping[str, Any]], names: Sequence[str] | Mapping[str, Any]) -> str:
    """Return the table of the parts, and below it why each failure came about."""
    columns = ("name", "state", "tried", "passed", "failed", "date", "commit")
    lines = table([{c: kept[name].get(c, "") for c in columns} for name in names])
    return lines + "".join(f"{name}: {why}\n" for name in names for why in kept[name]["why"])


if __name__ == "__main__":
    sys.exit(main())
