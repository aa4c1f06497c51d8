"""Show that no pattern's work grows faster than its text, by strings made to make it try again.

``python tests/trust/growth.py [--share N]`` looks at every pattern, or every Nth.

A pattern alone must be linear at one place (``match``). A search from every place may be quadratic
in theory where the code never searches so far, and a pattern that is nowhere held against a whole
(``fullmatch``) endless there; then the whole fronts that read such text are given the string, and
must be linear. Time is compared with itself, as the ratio of four times the text.
Patterns of the parser and the packs get text as it reaches them: the reader leaves single spaces.
"""

from __future__ import annotations

import argparse
import re
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from outcome import FOLDER, Outcome, Row
from patterns import Found, collected, hostile

SHORT = 500
"""Characters of the shorter text; the longer has four times as many."""
FRONT = 15_000
"""The same for a whole front, which does other work too."""
STEEP = 8.0
"""Four times the text takes 4 times the time where work is linear, 16 where it is quadratic."""
NOISE = 0.003
"""Seconds below which the longer text was no work worth measuring."""
PATIENCE = 1.0
"""Seconds after which a single call is given up as endless."""


CLEAN = ("councilgraph.parse.", "councilgraph.languages.")
"""Rooms whose patterns see nothing but what the reader has cleaned."""
_RUN = re.compile(r"\s+")


class Endless(Exception):
    """A call took longer than ``PATIENCE``."""


@contextmanager
def patience(seconds: float) -> Iterator[None]:
    """Raise ``Endless`` where the block takes longer; the engine of patterns hears signals."""

    def end(_signal: int, _frame: FrameType | None) -> None:
        raise Endless

    before = signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def seconds(call: Callable[[str], object], text: str, limit: float = PATIENCE) -> float:
    """Return the processor time of a call, infinite where it was given up."""
    start = time.process_time()
    try:
        with patience(limit):
            call(text)
    except Endless:
        return float("inf")
    return time.process_time() - start


def steep(
    call: Callable[[str], object], make: Callable[[int], str], short: int = SHORT,
    noise: float = NOISE, limit: float = PATIENCE,
) -> float | None:  # fmt: skip
    """Return by how much the time of a call grows with four times the text, None where it may.

    A first measurement that looks steep is repeated: a busy machine is slow now and then, a steep
    call is slow always.
    """
    ratio = 0.0
    for attempt in range(3):
        long = seconds(call, make(4 * short), limit)
        if long < noise:
            return None
        again = [seconds(call, make(short), limit) for _ in range(1 + attempt)]
        long = min([long, *(seconds(call, make(4 * short), limit) for _ in range(attempt))])
        if long == float("inf") or min(again) == 0:
            ratio = float("inf")
            continue
        ratio = long / min(again)
        if ratio < STEEP:
            return None
    return ratio


def text_of(start: str, piece: str, end: str, *, clean: bool = False) -> Callable[[int], str]:
    """Return what makes a text of a piece repeated up to so many characters.

    A ``clean`` text has runs of white space as the reader leaves them: one space, or a line end.
    """

    def make(size: int) -> str:
        text = start + piece * (size // len(piece) + 1) + end
        return _RUN.sub(lambda m: "\n" if "\n" in m.group() else " ", text) if clean else text

    return make


def everywhere(compiled: re.Pattern[str]) -> Callable[[str], object]:
    """Return a call that looks for a pattern in the whole of a text."""
    return lambda text: sum(1 for _ in compiled.finditer(text))


def look(found: Found) -> tuple[list[Row], list[tuple[str, str, str]]]:
    """Return the strings that a pattern is steep on at one place, and by search or as a whole."""
    compiled = re.compile(found.pattern, found.flags)
    failed: list[Row] = []
    suspects = []
    for start, piece, end in hostile(found):
        make = text_of(start, piece, end, clean=found.module.startswith(CLEAN))
        if (ratio := steep(compiled.match, make)) is not None:
            failed.append(_row(found, (start, piece, end), ratio))
        elif any(steep(c, make) is not None for c in (compiled.fullmatch, everywhere(compiled))):
            suspects.append((start, piece, end))
    return failed, suspects


def _row(found: Found, string: tuple[str, str, str], ratio: float) -> Row:
    start, piece, end = (s[:60] for s in string)
    return {"module": found.module, "pattern": found.pattern[:200], "string": [start, piece, end],
            "growth": "endless" if ratio == float("inf") else round(ratio, 1)}  # fmt: skip


def _convert(before: str, after: str = "") -> Callable[[str], object]:
    from councilgraph.errors import Refused
    from councilgraph.pipeline import convert_bytes

    def call(text: str) -> None:
        try:
            convert_bytes((before + text + after).encode("utf-8", "replace"), "a.txt")
        except Refused:
            return

    return call


def fronts() -> dict[str, Callable[[str], object]]:
    """Return the fronts that read strangers' text, by the names of the places it stands in."""
    from fuzzed import TARGETS

    head = "United Nations\nS/RES/9001 (2031)\n\nThe Security Council,\n\n"
    letter = ("S/2031/901\n\nLetter dated 3 May 2031 from the President of the Security Council "
              "addressed to the Secretary-General\n\n")  # fmt: skip
    return {
        "resolution": _convert(head + "Recalling ", "\n\n1. Decides to remain seized.\n"),
        "lines": lambda text: _convert(head)(re.sub(r"(.{60})", r"\1\n", text)),
        "letter": _convert(letter, "\n\nIn favour:\n\nChina and France.\n"),
        "list": _convert(letter + "In favour:\n\n", "\n"),
        "query": lambda text: TARGETS["query"].run(text.encode("utf-8", "replace")[:60_000]),
        "negotiation": lambda text: TARGETS["negotiation"].run(text.encode("utf-8", "replace")),
        "iri": lambda text: TARGETS["iri"].run(text.encode("utf-8", "replace")),
        "reader": lambda text: TARGETS["reader"].run(b"\x02" + text.encode("utf-8", "replace")),
    }


def in_context(string: tuple[str, str, str]) -> list[tuple[str, float]]:
    """Return the fronts whose whole work on a string is steep, and how steep."""
    found = []
    for name, call in fronts().items():
        ratio = steep(call, text_of(*string), short=FRONT, noise=1.0, limit=30.0)
        if ratio is not None:
            found.append((name, ratio))
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Look at all patterns; return 1 where the work of one, or of a front, is steep."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--share", type=int, default=1, help="look at every Nth pattern only")
    parser.add_argument("--out", type=Path, default=FOLDER, help="where the outcome is written")
    given = parser.parse_args(arguments)
    patterns = collected()[:: given.share]
    strings = 0
    failures: list[Row] = []
    suspects: dict[tuple[str, str, str], Found] = {}
    for found in patterns:
        strings += sum(1 for _ in hostile(found))
        failed, steep_by_search = look(found)
        failures += failed
        # Many templates share a string; one is looked at in its context for all of them.
        for string in steep_by_search:
            suspects.setdefault(string, found)
    tried = 0
    for string, found in suspects.items():
        tried += 1
        failures += [{**_row(found, string, ratio), "front": front}
                     for front, ratio in in_context(string)]  # fmt: skip
    rows: list[Row] = [
        {"what": "patterns", "tried": len(patterns)},
        {"what": "strings against one pattern at a time", "tried": strings},
        {"what": "strings against a whole front", "tried": tried},
        *failures,
    ]
    total = strings + tried * len(fronts())
    command = f"python tests/trust/growth.py --share {given.share}"
    passed = total - len(failures)
    return Outcome("growth", total, passed, len(failures), None, command, rows).tell(given.out)


if __name__ == "__main__":
    sys.exit(main())
