"""Until when something lasts: a date, or a period that begins on a day the text states."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import cache

from ..languages import either, glued_words, literal_of, literals_of, load
from .block import Reading
from .dates import find_dates
from .sought import Sought

REACH = 30
"""Characters before a date in which the words that make it a last or first day end."""
NEAR = 80
"""Characters between a period and what states when it begins."""
LEAD = 45
"""Characters between the words that lead to a period (*for a further*) and its date or number."""
JOINED = 30
"""Characters between a period and its beginning within which both are quoted."""
LAST_YEAR = 9999

Place = tuple[int, int]


@cache
def _before(code: str, key: str) -> re.Pattern[str]:
    """Return the pattern of words that stand just before a date."""
    words = glued_words(load(code).decisions[key], load(code))
    return re.compile(rf"(?:{words})[\s,]*$", re.IGNORECASE)


@cache
def _lasting(code: str) -> re.Pattern[str]:
    """Return the pattern of the words that lead to a period, at the end of a text."""
    pack = load(code)
    words = glued_words(pack.decisions["lasting"], pack)
    return re.compile(rf"[\s,]*(?:{words})[^;.:()]{{0,{LEAD}}}$", re.IGNORECASE)


@cache
def _lengths(code: str) -> tuple[tuple[Sought, int], ...]:
    """Return the patterns of periods, each with the months that its unit stands for."""
    pack = load(code)
    words = [w for forms in pack.numerals.values() for w in forms]
    spaced = pack.traits["word_boundary"] == "space"
    number = rf"(?P<count>(?<!\d)\d{{1,3}}(?!\d)|{either(words, spaced=spaced)})"
    found = []
    for key, months in (("months", 1), ("years", 12)):
        for phrase in pack.decisions[key]:
            unit = re.escape(phrase.replace("{count}", "").strip()) + (r"(?!\w)" if spaced else "")
            found.append((Sought(rf"{number}[\s-]*{unit}", [literal_of(phrase)]), months))
    return tuple(found)


@cache
def _adoption(code: str) -> Sought:
    pack = load(code)
    spaced = pack.traits["word_boundary"] == "space"
    words = pack.decisions["adoption"]
    return Sought(either(words, spaced=spaced), literals_of(words))


def last_day(
    reading: Reading, start: int, end: int, adopted: date | None, *, ends: bool = False
) -> tuple[date | None, Place] | None:
    """Return the day on which something ends, and the words for it; None where nothing is said.

    A date after *until* is that day; where something is ended, any date is. A period (*twelve
    months*) ends on a day only where the text says when it begins: on a date, or with the
    adoption of the resolution. A period that goes on from an earlier one has its words alone.

    >>> from councilgraph.languages import load
    >>> from councilgraph.model import Gazetteer, SourceText
    >>> text = "for a further period of twelve months from the date of adoption of this resolution"
    >>> reading = Reading(SourceText.of(text), text, load("en"), Gazetteer())
    >>> day, (first, last) = last_day(reading, 0, len(text), date(2020, 10, 2))
    >>> str(day), text[first:last] == text
    ('2021-10-02', True)
    """
    pack, folded = reading.pack, reading.folded
    dates = [d for d in find_dates(pack, folded, start, end) if d[0]]
    for when, first, last in dates:
        near = max(start, first - REACH)
        words = _before(pack.code, "until").search(folded[near:first])
        if words is None and ends:
            words = _before(pack.code, "since").search(folded[near:first])
        if words or ends:
            return when, (_led(reading, start, near + words.start() if words else first), last)
    length = _length(reading, start, end)
    if length is None:
        return None
    months, first, last = length
    begins = _beginning(reading, (first, last), (start, end), dates, adopted)
    day, (since, upto) = begins or (None, (first, last))
    if -JOINED <= since - last <= JOINED or -JOINED <= first - upto <= JOINED:
        first, last = min(first, since), max(last, upto)
    return (_later(day, months) if day else None), (_led(reading, start, first), last)


def timed(reading: Reading, start: int, end: int) -> list[Place]:
    """Return the places of what tells a time in a range, in order: dates, periods, the adoption."""
    folded, code = reading.folded, reading.pack.code
    found = [(first, last) for _, first, last in find_dates(reading.pack, folded, start, end)]
    for pattern in (*(p for p, _ in _lengths(code)), _adoption(code)):
        found += [m.span() for m in pattern.finditer(folded, start, end)]
    apart: list[Place] = []
    for place in sorted(found):
        if not apart or place[0] >= apart[-1][1]:
            apart.append(place)
    return apart


def _led(reading: Reading, start: int, at: int) -> int:
    """Return where the words begin that lead to a period or date: *for a further period of*."""
    near = max(start, at - LEAD - REACH)
    words = _lasting(reading.pack.code).search(reading.folded[near:at])
    if words is None:
        return at
    return near + words.end() - len(words.group().lstrip(" ,"))


def _length(reading: Reading, start: int, end: int) -> tuple[int, int, int] | None:
    """Return the first period in a range: its months and its place."""
    found = [
        (number * unit, *match.span())
        for pattern, unit in _lengths(reading.pack.code)
        for match in pattern.finditer(reading.folded, start, end)
        if (number := reading.pack.number_of(match["count"]))
    ]
    return min(found, key=lambda f: f[1]) if found else None


def _beginning(
    reading: Reading, period: Place, clause: Place,
    dates: list[tuple[date | None, int, int]], adopted: date | None,
) -> tuple[date, Place] | None:  # fmt: skip
    """Return the day on which a period begins and the words for it, where the text says so."""
    folded, code = reading.folded, reading.pack.code
    near = (max(clause[0], period[0] - NEAR), min(clause[1], period[1] + NEAR))
    said = next(iter(_adoption(code).finditer(folded, *near)), None)
    if said and adopted:
        return adopted, said.span()
    since = _before(code, "since")
    for when, first, last in dates:
        words = since.search(folded[max(clause[0], first - REACH) : first])
        if when and words and near[0] <= first <= near[1]:
            return when, (max(clause[0], first - REACH) + words.start(), last)
    return None


def _later(day: date, months: int) -> date | None:
    """Return the same day some months later, the last of a month that is too short for it."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if year > LAST_YEAR:
        return None
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
