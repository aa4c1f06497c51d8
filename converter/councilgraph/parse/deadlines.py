"""By when something is asked: days, spans counted from the adoption, recurrences, bare words."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import cache

from ..languages import LanguagePack, compile_template, either, literal_of, literals_of, load
from .block import Reading
from .sought import Sought

_UNITS = {"days": (1, "D"), "weeks": (7, "D"), "months": (1, "M"), "years": (1, "Y")}
_YEARLY = {"yearly": "P1Y", "half_yearly": "P6M", "quarterly": "P3M", "monthly": "P1M"}
_KEYS = ("deadline", "deadline_counted", "deadline_every", "deadline_open", *_YEARLY)
LAST_YEAR = 9999
_FIRST = re.compile(r"\w+(?![\w{[])")
"""The word with which a template begins, if it begins with a whole one."""


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The deadlines of a request: days or months, durations, and the words of them all."""

    days: tuple[str, ...] = ()
    recurrences: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    """One deadline: its range, and a day, a duration, or neither; ``said`` unless it is none."""

    start: int
    end: int
    day: str | None = None
    every: str | None = None
    said: bool = True


def deadlines(
    reading: Reading, start: int, end: int, since: dt.date, adopted: dt.date | None
) -> Deadlines:
    """Return the deadlines of a range in the order of the text.

    A span is counted from ``adopted`` only where the text says that it runs from the adoption;
    otherwise the words alone stand. A day before ``since`` tells when something was, and is none.
    Of phrases that share words the longest holds.
    """
    if not _said(reading.pack.code).near(reading.folded, start, end):
        return Deadlines()
    found = [
        *_dated(reading, start, end, since),
        *_counted(reading, start, end, adopted),
        *_recurring(reading, start, end),
        *(_Found(*m.span()) for m in _matches(reading, "deadline_open", start, end)),
    ]
    if not found:
        return Deadlines()
    kept: list[_Found] = []
    for one in sorted(found, key=lambda f: (f.start - f.end, f.start)):
        if all(one.end <= k.start or k.end <= one.start for k in kept):
            kept.append(one)
    said = sorted((k for k in kept if k.said), key=lambda k: k.start)
    return Deadlines(
        tuple(dict.fromkeys(k.day for k in said if k.day)),
        tuple(dict.fromkeys(k.every for k in said if k.every)),
        tuple(dict.fromkeys(reading.text(k.start, k.end) for k in said)),
    )


def _dated(reading: Reading, start: int, end: int, since: dt.date) -> list[_Found]:
    found = []
    for match in _matches(reading, "deadline", start, end):
        day = _iso(match, reading.pack)
        late = day is not None and day >= since.isoformat()[: len(day)]
        found.append(_Found(*match.span(), day=day if late else None, said=late))
    return found


def _counted(
    reading: Reading, start: int, end: int, adopted: dt.date | None
) -> list[_Found]:
    """Return the spans that run from the adoption, as the day on which each ends."""
    found = []
    for match in _matches(reading, "deadline_counted", start, end):
        amount, unit = _span(match, reading.pack)
        day = _after(adopted, amount, unit) if adopted and amount is not None else None
        found.append(_Found(*match.span(), day=day.isoformat() if day else None))
    return found


def _recurring(reading: Reading, start: int, end: int) -> list[_Found]:
    found = [
        _Found(*match.span(), every=every)
        for key, every in _YEARLY.items()
        for match in _matches(reading, key, start, end)
    ]
    for match in _matches(reading, "deadline_every", start, end):
        amount, unit = _span(match, reading.pack)
        found.append(_Found(*match.span(), every=f"P{amount}{unit}" if amount else None))
    return found


def _span(match: re.Match[str], pack: LanguagePack) -> tuple[int | None, str]:
    """Return the number and the unit, ``D``, ``M`` or ``Y``, of a span of time.

    A week is seven days: an XML Schema duration knows no weeks.
    """
    word = re.sub(r"\s+", " ", match["unit"].casefold())
    times, unit = next(value for key, value in _UNITS.items() if word in pack.requests[key])
    amount = match.groupdict().get("amount", "1").casefold()
    for key, words in pack.requests.items():
        if key.isdigit() and amount in words:
            return int(key) * times, unit
    number = pack.number_of(amount)
    return None if number is None else number * times, unit


def _after(day: dt.date, amount: int, unit: str) -> dt.date | None:
    """Return the day so many days, months or years later, or None where none is.

    >>> _after(dt.date(2020, 1, 31), 1, "M"), _after(dt.date(2000, 8, 14), 30, "D")
    (datetime.date(2020, 2, 29), datetime.date(2000, 9, 13))
    """
    if unit == "D":
        return day + dt.timedelta(days=amount)
    months = day.month - 1 + amount * (12 if unit == "Y" else 1)
    year, month = day.year + months // 12, months % 12 + 1
    if year > LAST_YEAR:
        return None
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _matches(reading: Reading, key: str, start: int, end: int) -> list[re.Match[str]]:
    return [
        match
        for sought in _patterns(reading.pack.code, key)
        for match in sought.finditer(reading.folded, start, end)
    ]


@cache
def _said(code: str) -> Sought:
    """Return the words of which every deadline has one: most requests have none."""
    literals = (word for key in _KEYS for s in _patterns(code, key) for word in s.literals)
    return Sought("(?!)", literals)


@cache
def _patterns(code: str, key: str) -> tuple[Sought, ...]:
    """Return the patterns of a key of the pack's requests; whole words where it spaces them."""
    pack = load(code)
    edge = pack.traits["word_boundary"] == "space"
    numbers = either(_numbers(pack), spaced=edge)
    fields = {
        "adoption": either(pack.requests["adoption"], spaced=False),
        "unit": either((w for k in _UNITS for w in pack.requests[k]), spaced=False),
        "amount": rf"(?<!\d)(?:\d{{1,3}}|{numbers}|{pack.numeral_pattern})",
    }
    found = []
    for template in pack.requests[key]:
        source = compile_template(template, pack.month_pattern, pack.traits["spaces"], fields)
        whole = rf"(?<!\w){source}(?!\w)" if edge else source
        first = _FIRST.match(template) if edge else None
        found.append(Sought(whole, _literals(template, pack), first.group() if first else ""))
    return tuple(found)


def _literals(template: str, pack: LanguagePack) -> tuple[str, ...]:
    """Return words of which what a template stands for has one: of its rarest field, or its own."""
    fields = {
        "{month}": (name for names in pack.months.values() for name in names),
        "{unit}": (word for unit in _UNITS for word in pack.requests[unit]),
    }
    of_field = next((words for field, words in fields.items() if field in template), None)
    return (literal_of(template),) if of_field is None else literals_of(of_field)


def _numbers(pack: LanguagePack) -> list[str]:
    """Return the words for numbers of a pack: those from 1 to 15, and the round ones of spans."""
    small = [w for key, words in pack.numerals.items() if key != "0" for w in words]
    return small + [w for key, words in pack.requests.items() if key.isdigit() for w in words]


def _iso(match: re.Match[str], pack: LanguagePack) -> str | None:
    fields = match.groupdict()
    month = pack.month_of(fields["month"])
    year, day = int(fields["year"]), fields.get("day")
    if month is None or not 1 <= year <= LAST_YEAR:
        return None
    if day is None:
        return f"{year:04}-{month:02}"
    last = calendar.monthrange(year, month)[1]
    return f"{year:04}-{month:02}-{int(day):02}" if 1 <= int(day) <= last else None
