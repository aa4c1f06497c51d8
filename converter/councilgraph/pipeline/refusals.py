"""Why documents are refused that take too much, or break the process that converts them."""

from __future__ import annotations

import signal

from ..errors import Refused
from ..processes import Limits


def too_slow(where: str, limits: Limits) -> Refused:
    """Return the refusal of a document that takes too long."""
    return Refused(where, f"not converted within {limits.seconds:g} s",
                   expected="a document that takes less, or more --seconds")  # fmt: skip


def too_large(where: str, limits: Limits, how: str = "") -> Refused:
    """Return the refusal of a document that needs too much memory."""
    return Refused(
        where, f"converting it takes more than {limits.memory >> 20:,} MB of memory{how}",
        expected="a document that takes less, or more --memory",
    )  # fmt: skip


def ended(where: str, code: int, limits: Limits) -> Refused:
    """Return the refusal of a document whose process a signal ended; ``code`` is its exit code."""
    if -code in {signal.SIGPROF, signal.SIGALRM}:
        return too_slow(where, limits)
    name = signal.Signals(-code).name
    if -code in {signal.SIGKILL, signal.SIGTERM}:
        return Refused(where, f"converting it was ended from outside, twice ({name})",
                       expected="a machine with enough memory for it")  # fmt: skip
    return too_large(where, limits, f", or breaks what reads it ({name})")
