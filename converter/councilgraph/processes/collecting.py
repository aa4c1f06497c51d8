"""How often Python looks for objects in cycles: rarely, where many are made and few are in any."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

NEW_OBJECTS = 50_000
"""After so many more objects that may be in cycles these are looked for, instead of 700."""


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Let cycles be looked for more rarely within the context.

    Looking at what a publication knows of many sources over and over takes a tenth of its time.

    >>> with seldom_collecting():
    ...     gc.get_threshold()[0]
    50000
    """
    before = gc.get_threshold()
    gc.set_threshold(NEW_OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
