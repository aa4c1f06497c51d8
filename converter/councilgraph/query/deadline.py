"""Wait for work that cannot be cancelled: with a deadline, and so that Ctrl-C is heard."""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

STACK = 512 << 20
"""Bytes of stack for the work. Oxigraph recurses over a query as long as ``guard.LONGEST`` and
ends the process where the stack does; only what is used of it is ever memory."""

_starting = threading.Lock()


def within(seconds: float, work: Callable[[], T], give_up: Callable[[], None] | None = None) -> T:
    """Return what ``work`` returns, computed in a thread of its own.

    ``give_up`` is called when the time is up or the user interrupts; it should make ``work`` end,
    which is waited for briefly. What ``work`` returns after that is seen by nobody.

    >>> within(1, lambda: 2)
    2

    Raises:
        TimeoutError: there was nothing within so many seconds of the wall clock.
        BaseException: whatever ``work`` raised.
    """
    values: list[T] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            values.append(work())
        except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
            _let_go(error)
            errors.append(error)

    worker = threading.Thread(target=run, daemon=True, name="councilgraph query")
    _start(worker)
    in_time = False
    try:
        worker.join(seconds)
        in_time = not worker.is_alive()
    finally:
        if not in_time and give_up:
            give_up()
            worker.join(1.0)
    if not in_time:
        raise TimeoutError(f"nothing within {seconds:g} s")
    if errors:
        raise errors[0]
    return values[0]


def _let_go(error: BaseException | None) -> None:
    """Drop what an error's frames hold: answers of Oxigraph must end in their own thread."""
    while error is not None:
        traceback.clear_frames(error.__traceback__)
        error = error.__context__


def _start(worker: threading.Thread) -> None:
    with _starting:  # the size of stacks is a setting of the whole process
        before = threading.stack_size(STACK)
        try:
            worker.start()
        finally:
            threading.stack_size(before)
