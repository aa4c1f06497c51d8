"""A progress bar for a person at a terminal, once the work has taken two seconds."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from .messages import Messages

T = TypeVar("T")

PATIENCE = 2.0
"""Seconds before the bar appears."""

_EVERY, _WIDTH = 0.1, 30


def progress(items: Iterable[T], total: int, messages: Messages) -> Iterator[T]:
    """Yield the items, and show on a terminal how many of ``total`` are done, the rate, the rest.

    The bar is wiped before the last item's successor, so that what follows starts on a clean line.
    """
    start = shown = time.monotonic()
    visible = False
    for done, item in enumerate(items, 1):
        yield item
        now = time.monotonic()
        due = messages.interactive and now - start >= PATIENCE and now - shown >= _EVERY
        if due and done < total:
            messages.stream.write("\r" + bar(done, total, now - start))
            messages.stream.flush()
            visible, shown = True, now
    if visible:
        messages.stream.write("\r\x1b[K")
        messages.stream.flush()


def bar(done: int, total: int, seconds: float) -> str:
    r"""Return one line of progress.

    >>> bar(50, 100, 10)
    '[###############               ] 50/100, 5.0/s, 10 s left\x1b[K'
    """
    filled = _WIDTH * done // total
    rate = done / seconds
    left = (total - done) / rate
    return f"[{'#' * filled:<{_WIDTH}}] {done}/{total}, {rate:.1f}/s, {left:.0f} s left\x1b[K"
