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

from ..publish import Ledger, Seen
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
        ledger, cache = self._ledger, self._cache
        ledger.give_none()
        if ledger.state(_ASKED) != cache.asked:
            ledger.forget_read()
            ledger.state(_ASKED, cache.asked)
        ledger.see(_seen(inputs), cache.keys(), TICK)
        doubtful: list[Outcome[Kept]] = []
        fetched: list[int] = []
        for read in ledger.doubtful():
            source = inputs[read.place]
            if not cache.is_of(read.member, source, plain=read.plain):
                fetched.append(read.place)
            elif notes := notes_read(read.notes):
                doubtful.append(Outcome(source, Kept(read.member, notes), None))
        ledger.unknow(fetched)
        ledger.give_known()
        as_it_was = bytearray(len(inputs))
        for place in ledger.known():
            as_it_was[place] = 1
        rest = [i for i, known in zip(inputs, as_it_was, strict=True) if not known]
        return Known(len(inputs) - len(rest) - len(doubtful), doubtful, rest)

    def noting(self, outcomes: Iterable[Outcome[Kept]]) -> Iterator[Outcome[Kept]]:
        """Pass on what became of sources, and take note of it."""
        for outcome in outcomes:
            if kept := outcome.value:
                plain = self._cache.is_plain(kept.member)
                notes = notes_told(kept)
                path = os.fsencode(outcome.source.path)
                self._ledger.note_read(path, kept.member, notes, plain=plain)
            yield outcome


def _seen(inputs: Iterable[Input]) -> Iterator[Seen]:
    """Yield the sources that are files, as they are now."""
    for place, source in enumerate(inputs):
        path = source.path
        if path == STDIN:
            continue
        try:
            found = os.stat(path)  # noqa: PTH116 - there are many
        except (OSError, ValueError):
            continue
        status = found.st_size, found.st_mtime_ns, found.st_ino, found.st_ctime_ns
        yield Seen(place, os.fsencode(path), status, time.time_ns(), may_be_told_of(path))
