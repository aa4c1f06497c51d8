"""Edit real documents at random, and see each edit in the graph, remarked, or refused.

``python tests/trust/meaning.py [--count N] [--seed N] [--corpus DIR]``

No edit may pass in silence, and none may change a fact that has nothing to do with it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from random import Random

from judged import OUTCOMES, judge
from mutations import KINDS
from outcome import Outcome, Row
from samples import Sample, sample

from councilgraph.errors import Refused

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
FOLDERS = ("resolution", "draft_not_adopted", "presidential_statement", "written_procedure_letter",
           "resolution_gold", "resolution_text")  # fmt: skip
PILOT = ROOT / "tests" / "documents" / "S-2020-1166" / "source.txt"
SEED = 20201224
LARGEST = 80_000
"""Bytes of a document; each edit converts it anew."""
DOCUMENTS = 150
"""How many documents are drawn to be edited, each several times and in several ways."""


@lru_cache(maxsize=400)
def _sample(file: Path) -> Sample | None:
    try:
        return sample(file.read_bytes(), file.name)
    except Refused:
        return None


def edited(files: Sequence[Path], count: int, seed: int) -> Iterator[Row]:
    """Yield what became of each of so many edits, kinds in turn, documents at random."""
    rng = Random(seed)
    for number in range(count):
        kind = list(KINDS)[number % len(KINDS)]
        for file in rng.sample(files, len(files)):
            of = _sample(file)
            edit = KINDS[kind](of, rng) if of else None
            if of and edit:
                found = judge(edit, of.raw, of.name, of.facts)
                yield {"kind": kind, "document": file.name, "what": edit.what,
                       "outcome": found.outcome, "unrelated": found.unrelated}  # fmt: skip
                break


def summed(rows: Sequence[Row]) -> list[Row]:
    """Return a row a kind: how many edits ended in which way."""
    table: list[Row] = []
    for kind in KINDS:
        of = [r for r in rows if r["kind"] == kind]
        counts = {o: sum(r["outcome"] == o for r in of) for o in OUTCOMES}
        table.append({"kind": kind, "edits": len(of), **counts,
                      "unrelated": sum(bool(r["unrelated"]) for r in of)})  # fmt: skip
    return table


def failures(rows: Sequence[Row]) -> list[Row]:
    """Return the edits that passed in silence or changed something else."""
    return [r for r in rows if r["outcome"] == "silent" or r["unrelated"]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Edit and judge; return 1 where an edit was silent or changed something else."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--count", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    given = parser.parse_args(arguments)
    files = sorted(f for folder in FOLDERS for f in (given.corpus / folder).glob("*.*")
                   if f.suffix in {".txt", ".xml"} and f.stat().st_size < LARGEST)  # fmt: skip
    if not files:
        parser.error(f"no documents below {given.corpus}")
    drawn = Random(given.seed).sample(files, min(DOCUMENTS, len(files)))
    rows = list(edited([*drawn, PILOT], given.count, given.seed))
    failed = failures(rows)
    for row in failed:
        sys.stderr.write(f"{row}\n")
    command = f"python tests/trust/meaning.py --count {given.count} --seed {given.seed}"
    return Outcome("meaning", len(rows), len(rows) - len(failed), len(failed), given.seed, command,
                   [*summed(rows), *failed]).tell()  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
