"""Which sources are as they were when they were last read, told by their status alone.

A file that has the size, the times, and the inode that it had is not read again. As its time may
have been set before its last change by less than a clock's tick, a file that was as new as its
reading is read again, as Git does with its index ("racily clean").
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

from ..publish import Ledger, Read, Status
from .cache import Cache, Kept, notes_read, notes_told
from .inputs import STDIN, Input
from .origins import may_be_told_of
from .pool import Outcome

TICK = 2_000_000_000
"""How old in nanoseconds a change must be to be told from one that came just after the reading."""
_ASKED = "asked"
"""The state of a ledger that tells with which options sources were read."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of sources without reading them.

    ``given`` is how many are and are given to the ledger, ``doubtful`` what became of those that
    contradict themselves; ``rest`` is to be read.
    """

    given: int
    doubtful: list[Outcome[Kept]]
    rest: list[Input]


class Journal:
    """What was read, as the ledger of the last publication has it, and what is read now."""

    def __init__(self, ledger: Ledger, cache: Cache) -> None:
        self._ledger, self._cache = ledger, cache

    def known(self, inputs: Sequence[Input]) -> Known:
        """Give what is as it was, and nothing else; what is not so any more is forgotten."""
        ledger = self._ledger
        if ledger.state(_ASKED) != self._cache.asked:
            ledger.forget_read()
            ledger.state(_ASKED, self._cache.asked)
        ledger.see_anew()
        as_they_were = bytearray(ledger.number_read() + 1)
        doubtful: list[tuple[int, Outcome[Kept]]] = []
        rest: list[int] = []
        for place, read in self._as_read(inputs):
            if read is None:
                rest.append(place)
                continue
            as_they_were[read.number] = 1
            if read.doubtful:
                kept = Kept(ledger.member(read.number), notes_read(read.notes))
                doubtful.append((place, Outcome(inputs[place], kept, None)))
        ledger.give_known(as_they_were)
        given = len(inputs) - len(rest) - len(doubtful)
        return Known(given, _in_order(doubtful), [inputs[place] for place in sorted(rest)])

    def _as_read(self, inputs: Sequence[Input]) -> Iterator[tuple[int, Read | None]]:
        """Yield the place of each source, and what it was read as, if it is as it was.

        Of others it is noted how they are now. Both sources and what was read come by path, so
        that each is looked up once, and nothing but their order is held.
        """
        reads = self._ledger.reads()
        read = next(reads, None)
        for place in sorted(range(len(inputs)), key=lambda p: os.fsencode(inputs[p].path)):
            source = inputs[place]
            path = os.fsencode(source.path)
            while read and read.path < path:
                read = next(reads, None)
            now = _status(source)
            if now and read and read.path == path and self._stands(read, now, source):
                yield place, read
                continue
            if now:
                self._ledger.see(path, now, time.time_ns())
            yield place, None

    def _stands(self, read: Read, now: Status, source: Input) -> bool:
        """Tell whether a source is as it was read, and what it was converted to is still kept."""
        if read.status != now or max(now[1], now[3]) + TICK >= read.time:
            return False
        if not self._cache.has(read.key):
            return False
        if read.plain and not may_be_told_of(source):
            return True
        return self._cache.is_of(self._ledger.member(read.number), source, plain=read.plain)

    def noting(self, outcomes: Iterable[Outcome[Kept]]) -> Iterator[Outcome[Kept]]:
        """Pass on what became of sources, and take note of it."""
        for outcome in outcomes:
            if kept := outcome.value:
                plain = self._cache.is_plain(kept.member)
                notes = notes_told(kept)
                path = os.fsencode(outcome.source.path)
                self._ledger.note_read(path, kept.member, notes, plain=plain)
            yield outcome


def _in_order(outcomes: list[tuple[int, Outcome[Kept]]]) -> list[Outcome[Kept]]:
    """Return what became of sources, in their order."""
    return [outcome for _, outcome in sorted(outcomes, key=itemgetter(0))]


def _status(source: Input) -> Status | None:
    """Return what the system says of a source's file, None where it is none that there is."""
    if source.path == STDIN:
        return None
    try:
        found = os.stat(source.path)  # noqa: PTH116 - there are many
    except (OSError, ValueError):
        return None
    return found.st_size, found.st_mtime_ns, found.st_ino, found.st_ctime_ns
