"""How much memory and time a piece of work may take, in a process of its own or in this one."""

from __future__ import annotations

import resource
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .isolation import MEMORY

_PATIENCE = 4
"""Work that waits rather than works ends after so many times the seconds it may work."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a piece of work may take: bytes of address space, seconds of the processor."""

    memory: int = MEMORY
    seconds: float = 30


LIMITS = Limits()


class OutOfTime(Exception):
    """The time of a piece of work in this process is over."""


def timed(limits: Limits) -> None:
    """Let the system end this process unless ``untimed`` is called in time."""
    signal.setitimer(signal.ITIMER_PROF, limits.seconds)
    signal.setitimer(signal.ITIMER_REAL, _PATIENCE * limits.seconds)


def untimed() -> None:
    """Let this process go on."""
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.setitimer(signal.ITIMER_REAL, 0)


@contextmanager
def capped(limits: Limits) -> Iterator[None]:
    """Cap what this process may take on top of what it has, for as long as the context lasts.

    Time is capped in the main thread alone, where signals arrive.

    Raises:
        OutOfTime: its time is over.
        MemoryError: it has no more memory.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = min((n for n in (soft, hard) if n != resource.RLIM_INFINITY), default=None)
    more = _size() + limits.memory
    if more > limits.memory and (most is None or more < most):
        resource.setrlimit(resource.RLIMIT_AS, (more, hard))
    main = threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGPROF, _over) if main else None
    if main:
        signal.setitimer(signal.ITIMER_PROF, limits.seconds)
    try:
        yield
    finally:
        if main:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGPROF, before)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _over(*_: object) -> None:
    raise OutOfTime


def _size() -> int:
    """Return the bytes of address space that this process has; 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").partition(" ")[0])
    except OSError:
        return 0
    return pages * resource.getpagesize()
