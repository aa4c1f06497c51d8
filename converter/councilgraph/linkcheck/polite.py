"""Ask an endpoint as a guest does: one request at a time, with pauses, and again only after a wait.

A wait doubles with every failure. ``Retry-After`` (RFC 9110, section 10.2.3) is kept to, in seconds
or as a date, up to a limit; beyond it the endpoint is left alone.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from typing import TypeVar

from ..errors import EndpointError
from ..query import Answer, Remote

TRIES = 5
"""Times that one query is asked."""
FIRST_WAIT, LONGEST_WAIT = 2.0, 120.0
"""Seconds after the first failure, and the most that are waited for at a time."""

OTHERWISE = (
    "expected an endpoint that answers: try again later, or name another with --endpoint"
)
Sleep = Callable[[float], None]
T = TypeVar("T")


class Guest:
    """An endpoint and when it was asked last; ``sleep`` waits for seconds.

    ``say`` is told of every wait after a failure.
    """

    def __init__(
        self,
        remote: Remote,
        pause: float,
        *,
        sleep: Sleep = time.sleep,
        say: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._remote, self._pause, self._sleep, self._say = remote, pause, sleep, say
        self._asked = False

    def ask(self, query: str) -> Answer:
        """Return the answer to a query, asked again after a wait where the failure may pass.

        Raises:
            EndpointError: it failed in a way that does not pass, or too often, or wants to be left
                alone for longer than is waited for.
        """
        if self._asked:
            self._sleep(self._pause)
        self._asked = True
        return patiently(lambda: self._remote.ask(query), self._sleep, self._say)


def patiently(
    ask: Callable[[], T], sleep: Sleep, say: Callable[[str], None], advice: str = OTHERWISE
) -> T:
    """Return what ``ask`` gives, asked again after a wait where a failure may pass.

    ``advice`` is what to do where it never passes.

    Raises:
        EndpointError: it failed in a way that does not pass, or too often, or wants to be left
            alone for longer than is waited for.
    """
    wait = FIRST_WAIT
    for left in reversed(range(TRIES)):
        try:
            return ask()
        except EndpointError as error:
            if not error.passing:
                raise
            if not left:
                raise EndpointError(f"{error}, {TRIES} times; {advice}") from error
            seconds = wait_of(error.retry_after) or wait
            if seconds > LONGEST_WAIT:
                raise EndpointError(
                    f"{error}; it asks to be left alone for {seconds:.0f} s: try again then"
                ) from error
            say(f"{error}; asking again in {seconds:g} s")
            sleep(seconds)
            wait *= 2
    raise AssertionError("unreachable")


def wait_of(retry_after: str, now: dt.datetime | None = None) -> float:
    """Return the seconds that a Retry-After header asks for, 0 where it asks for nothing.

    >>> wait_of("7"), wait_of("soon"), wait_of("")
    (7.0, 0.0, 0.0)
    >>> wait_of("Wed, 21 Oct 2015 07:28:00 GMT", dt.datetime(2015, 10, 21, 7, 27, tzinfo=dt.UTC))
    60.0
    """
    text = retry_after.strip()
    if text.isascii() and text.isdecimal():
        return float(text)
    try:
        until = parsedate_to_datetime(text)
    except ValueError:
        return 0.0
    until = until if until.tzinfo else until.replace(tzinfo=dt.UTC)
    return max(0.0, (until - (now or dt.datetime.now(dt.UTC))).total_seconds())
