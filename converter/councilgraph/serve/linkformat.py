"""Links from the present to the past and back (RFC 7089, sections 2.2 and 5), and dates. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from email.utils import parsedate_to_datetime

from ..releases import ATOM, RELEASES
from ..releases.history import moment_of
from .conditional import http_date
from .markup import address

LINK_FORMAT = "application/link-format"
"""The media type of a list of links (RFC 6690), as a TimeMap is."""
_NOW = "9" * 14


def moment_asked(text: str | None) -> str | None:
    """Return the date of an Accept-Datetime header in 14 digits, the last of all if there is none.

    None stands for what is no date.

    >>> moment_asked("Thu, 03 Dec 2020 12:30:00 GMT"), moment_asked("yesterday")
    ('20201203123000', None)
    """
    if text is None:
        return _NOW
    try:
        when = parsedate_to_datetime(text)
        return moment_of(when.astimezone(dt.UTC) if when.tzinfo else when)
    except (ValueError, OverflowError):
        return None


def seconds_of(moment: str) -> int:
    """Return a date of 14 digits in seconds of 1970.

    >>> seconds_of("19700101000100")
    60
    """
    found = dt.datetime.strptime(moment, "%Y%m%d%H%M%S").replace(tzinfo=dt.UTC)
    return int(found.timestamp())


def ways(here: str, path: str) -> list[str]:
    """Return the links to what a state is of: itself now, which is its TimeGate, and the list.

    ``here`` is the address of the server.
    """
    return [
        f'<{here}{address(path)}>; rel="original timegate"',
        f'<{here}/timemap{address(path)}>; rel="timemap"; type="{LINK_FORMAT}"',
        f'<{here}/{RELEASES}/{ATOM}>; rel="alternate"; type="application/atom+xml"',
    ]


def memento(here: str, moment: str, path: str, named: str) -> str:
    """Return the link to a state; ``named`` is its relation."""
    date = http_date(seconds_of(moment))
    return f'<{here}/memento/{moment}{address(path)}>; rel="{named}"; datetime="{date}"'


def relation(moment: str, moments: Sequence[str]) -> str:
    """Return what a state is among those of all moments.

    >>> relation("20200101000000", ["20200101000000"])
    'first last memento'
    """
    first = "first " if moment == moments[0] else ""
    last = "last " if moment == moments[-1] else ""
    return f"{first}{last}memento"


def time_map(here: str, path: str, moments: Sequence[str]) -> str:
    """Return the list of the states of a path: since when there was each."""
    start, end = (http_date(seconds_of(m)) for m in (moments[0], moments[-1]))
    own = f'<{here}/timemap{address(path)}>; rel="self"; type="{LINK_FORMAT}"'
    rows = [
        f'<{here}{address(path)}>; rel="original timegate"',
        f'{own}; from="{start}"; until="{end}"',
        *(memento(here, m, path, relation(m, moments)) for m in moments),
    ]
    return ",\n".join(rows) + "\n"
