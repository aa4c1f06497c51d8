"""Why what failed did, one by one: the tables of reasons held against what was found."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from outcome import Outcome

ACCURACY = Path(__file__).with_name("accuracy.toml")
UNKNOWN = "no reason is known"


def differences() -> list[dict[str, Any]]:
    """Return the rows of the table of differences from the truth."""
    return list(tomllib.loads(ACCURACY.read_text("utf-8"))["difference"])


def of_accuracy(outcome: Outcome) -> Iterator[str]:
    """Yield each reason with the documents that differ by it, and how many have none."""
    left = Counter({(str(row["form"]), str(row["field"]), str(row["language"])):
                    int(str(row["documents"])) - int(str(row["exact"]))
                    for row in outcome.rows})  # fmt: skip
    for row in differences():
        told = [(form, file) for form in row["forms"] for file in row["files"]
                if left[form, row["field"], file.rpartition(".")[2]] > 0]  # fmt: skip
        left.subtract((form, row["field"], file.rpartition(".")[2]) for form, file in told)
        if told:
            files = sorted({file.rpartition("/")[2] for _, file in told})
            forms = " and ".join(sorted({form for form, _ in told}))
            yield f"{len(told)}: {row['field']} of {', '.join(files)} ({forms}): {row['reason']}"
    if unknown := sum(n for n in left.values() if n > 0):
        yield f"{unknown}: {UNKNOWN}"


def of_mutants(outcome: Outcome) -> Iterator[str]:
    """Yield each reason why a planted fault was not found, with how many there are of it."""
    reasons = Counter(str(row["why"]) or UNKNOWN for row in outcome.rows if "change" in row)
    yield from (f"{number}: {reason}" for reason, number in reasons.most_common())


EXPLAINED: dict[str, Callable[[Outcome], Iterator[str]]] = {
    "accuracy": of_accuracy, "mutants": of_mutants,
}  # fmt: skip
"""What tells why, by how the findings of a part are read."""


def explained(reads: str, outcome: Outcome) -> list[str]:
    """Return a line a reason, none where nothing failed or a part has no table of reasons."""
    tell = EXPLAINED.get(reads)
    return list(tell(outcome)) if tell and outcome.failed else []
