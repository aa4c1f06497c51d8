"""Days and months as iCalendar (RFC 5545): an event a row, of whole days, taking no time.

The same answer has the same bytes: an event's UID is made of what it is about and its day, and its
DTSTAMP is the date of the document that says it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from ..errors import UsageError
from ..query import Answer
from .kinds import printable, text_of
from .library import Declared
from .roles import Roles, Row, check_distinct, rows_of

CALENDAR = Roles(("id", "day", "summary"), ("stamp", "description"))
_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_LONGEST = 75
"""Octets of a line, its end not counted (RFC 5545, section 3.1)."""


def ics(answer: Answer, said: Declared) -> str:
    """Return an answer as a calendar: its rows as events; a month or a year lasts all its days.

    Raises:
        UsageError: the answer lacks a column, or has one that this form has no place for, or a day
            is none.
        Contradiction: two rows are of one thing and day.
    """
    rows = rows_of(answer, "ics", CALENDAR, said)
    names = [f"{text_of(r['id'])}#{text_of(r['day'])}" for r in rows]
    check_distinct(names, "ics")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//councilgraph//councilgraph//EN"]
    for name, row in zip(names, rows, strict=True):
        lines += _event(name, row)
    folded = (part for line in [*lines, "END:VCALENDAR"] for part in _folded(line))
    return "".join(f"{part}\r\n" for part in folded)


def _event(name: str, row: Row) -> Iterator[str]:
    first, after = _days(text_of(row["day"]))
    stamp = _days(text_of(row["stamp"]))[0] if "stamp" in row else first
    yield "BEGIN:VEVENT"
    yield f"UID:{printable(name, 'ics')}"
    yield f"DTSTAMP:{stamp:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{after:%Y%m%d}"
    yield f"SUMMARY:{_text(text_of(row['summary']))}"
    if "description" in row:
        yield f"DESCRIPTION:{_text(text_of(row['description']))}"
    yield f"URL:{printable(text_of(row['id']), 'ics')}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _days(text: str) -> tuple[dt.date, dt.date]:
    """Return the first day of a date, month or year, and the day after its last.

    >>> [day.isoformat() for day in _days("2020-12")]
    ['2020-12-01', '2021-01-01']
    """
    found = _DAY.fullmatch(text)
    expected = "expected a date, a month or a year, such as 2021-09-30"
    if found is None:
        raise UsageError(f"ics: {text!r} is no day; {expected}")
    year, month, day = (int(part or 0) for part in found.groups())
    try:
        first = dt.date(year, month or 1, day or 1)
        if day:
            return first, first + dt.timedelta(days=1)
        if month:
            return first, dt.date(year + month // 12, month % 12 + 1, 1)
        return first, dt.date(year + 1, 1, 1)
    except (ValueError, OverflowError) as error:
        raise UsageError(f"ics: {text!r} is no day; {expected}") from error


def _text(text: str) -> str:
    r"""Return a text as a value of type TEXT (section 3.3.11).

    >>> print(_text("a, b; c\\n\nd"))
    a\, b\; c\\n\nd
    """
    safe = re.sub(r"([\\;,])", r"\\\1", printable(text, "ics"))
    return re.sub(r"\r\n|\r|\n", r"\\n", safe)


def _folded(line: str) -> Iterator[str]:
    """Yield a line in parts of at most 75 octets, the later ones set in by a space."""
    part, size = "", 0
    for character in line:
        width = len(character.encode())
        if size + width > _LONGEST:
            yield part
            part, size = " ", 1
        part += character
        size += width
    yield part
