"""Dates as documents write them, in any of the six languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache

from ..languages import LanguagePack, literals_of, load, packs
from .sought import Sought

_YEAR = re.compile(r"\d{4}")


def date_of(match: re.Match[str], pack: LanguagePack) -> date | None:
    """Return the date that a template's fields name, or None where no such day exists.

    A month name is looked up in the pack; ``day``, ``month`` and ``year`` are ISO 8601 parts.
    """
    fields = match.groupdict()
    month = pack.month_of(fields["month"])
    if month is None:
        return None
    try:
        return date(int(fields["year"]), month, int(fields.get("day") or 1))
    except ValueError:
        return None


def find_dates(
    pack: LanguagePack, folded: str, start: int, end: int
) -> Iterable[tuple[date | None, int, int]]:
    """Yield every full date in a range, in order, with its offsets; None for an impossible day.

    >>> from councilgraph.languages import load
    >>> list(find_dates(load("en"), "on 3 December 2020 and 31 February 2021", 0, 39))
    [(datetime.date(2020, 12, 3), 3, 18), (None, 23, 39)]
    """
    if not _month(pack.code).near(folded, start, end):
        return []
    found = [
        (date_of(m, pack), m.start(), m.end())
        for pattern in pack.patterns("dates", "full")
        for m in pattern.finditer(folded, start, end)
    ]
    return sorted(found, key=lambda item: item[1])


@cache
def _month(code: str) -> Sought:
    """Return the names of months, one of which every date has."""
    pack = load(code)
    names = (name for names in pack.months.values() for name in names)
    return Sought(pack.month_pattern, literals_of(names))


def first_date(
    pack: LanguagePack, folded: str, start: int, end: int
) -> tuple[date | None, int, int] | None:
    """Return the first full date in a range, in the pack's language or, failing that, another.

    Mastheads of several languages carry the date in English.
    """
    if not _YEAR.search(folded, start, end):
        return None  # as in most lines of a masthead
    for candidate in (pack, *packs()):
        for found in find_dates(candidate, folded, start, end):
            return found
    return None
