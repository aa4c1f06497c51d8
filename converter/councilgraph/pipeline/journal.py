"""Which sources are as they were when they were last read, told by their status alone.

A file that has the size, the times, and the inode that it had is not read again. As its time may
have been set before its last change by less than a clock's tick, a file that was as new as its
reading is read again, as Git does with its index ("racily clean").
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from ..publish import Ledger, Read
from .cache import Cache, Kept, kept_read, kept_told
from .inputs import STDIN, Input
from .pool import Outcome

T = TypeVar("T")
TICK = 2_000_000_000
"""How old in nanoseconds a change must be to be told from one that came just after the reading."""


class Journal:
    """What was read, as the ledger of the last publication has it, and what is read now."""

    def __init__(self, ledger: Ledger, cache: Cache) -> None:
        self._ledger, self._cache = ledger, cache
        self._now: dict[str, Read] = {}
        self._paths: set[str] = set()

    def known(self, inputs: Sequence[Input]) -> tuple[list[Outcome[Kept]], list[Input]]:
        """Return what is known of sources that are as they were, and the others."""
        known: list[Outcome[Kept]] = []
        rest: list[Input] = []
        for source in inputs:
            status = _status(source)
            old = self._ledger.read(source.path) if status else None
            if old and status == old.status and max(status[1], status[3]) + TICK < old.when:
                found = kept_read(old.told, self._cache, source)
                if found:
                    self._paths.add(source.path)
                    known.append(Outcome(source, found, None))
                    continue
            rest.append(source)
            if status:
                self._now[source.path] = Read(source.path, status, time.time_ns(), "")
        return known, rest

    def noting(self, outcomes: Iterable[Outcome[Kept]]) -> Iterator[Outcome[Kept]]:
        """Pass on what became of sources, and take note of it."""
        for outcome in outcomes:
            read = self._now.pop(outcome.source.path, None)
            if read and outcome.value:
                told = kept_told(outcome.value, self._cache)
                self._ledger.note_read(Read(read.path, read.status, read.when, told))
                self._paths.add(read.path)
            yield outcome

    def forget(self) -> None:
        """Take out of the ledger the sources that are there no more, or were refused."""
        self._ledger.forget_read([p for p in self._ledger.sources() if p not in self._paths])


def once(items: list[T]) -> Iterator[T]:
    """Yield items, each of which is let go."""
    items.reverse()
    while items:
        yield items.pop()


def _status(source: Input) -> tuple[int, int, int, int] | None:
    if source.path == STDIN:
        return None
    try:
        found = os.stat(source.path)  # noqa: PTH116 - there are many
    except (OSError, ValueError):
        return None
    return found.st_size, found.st_mtime_ns, found.st_ino, found.st_ctime_ns
