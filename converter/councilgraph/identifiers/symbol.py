"""United Nations document symbols: parse and format, the year included.

The scheme is the Dag Hammarskjöld Library's *United Nations Document Symbols*: parts divided by
slashes, an organ first (``S`` Security Council, ``A`` General Assembly), then series and number.
Only Security Council and General Assembly symbols that other documents cite are parsed here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from ..model import Symbol

SYMBOL = re.compile(
    r"""
    (?<![A-Za-z0-9/.])
    (?:
        S/RES/(?P<res>[0-9]{1,4})\s?(?:\((?P<year>[0-9]{4})\))?         # S/RES/2553 (2020)
      | A/RES/(?:[A-Z]{1,2}-)?[0-9]{1,3}/[0-9]{1,3}[A-Z]?               # A/RES/70/1, A/RES/ES-10/2
      | A/RES/[0-9]{1,4}\s?\([A-Z]{1,6}(?:-[A-Z]+)?\)                   # A/RES/1514 (XV)
      | S/PRST/[0-9]{4}/[0-9]{1,3}                                      # S/PRST/2007/3
      | [SA]/(?:(?:INF|PV|Agenda|AC|C|CN|BUR|NC|SR|SPV|Res)
              [A-Za-z0-9]*(?:[._-][A-Za-z0-9]+)*/)*                     # S/AC.26/2001/1
        (?:PV\.|L\.|INF/|SR\.|Agenda/)?
        [0-9]{1,5}(?:/(?:PV\.|L\.|INF/|C\.[0-9]/)?[0-9]{1,4})*(?:-[0-9]{1,4})?  # S/PV.4558
        (?:/(?:Add|Corr|Rev)\.[0-9]{1,2})*                              # S/2020/1/Add.1
    )
    (?![A-Za-z0-9/])
    """,
    re.VERBOSE,
)
"""Any symbol in running text; named groups only for Council resolutions."""

_SPACES = re.compile(r"\s+")
_RESOLUTION = re.compile(r"S/RES/(\d{1,4}) ?\((\d{4})\)")
_SESSION = re.compile(r"A/RES/(\d{1,4}) ?\(([A-Z]{1,6}(?:-[A-Z]+)?)\)")

FIRST_YEAR, LAST_NUMBER = 1946, 9999


@cache
def canonical_symbol(text: str) -> Symbol:
    """Return a symbol in UN form, with one space before the parenthesis.

    The text must be one symbol of ``SYMBOL``; ``parse_symbol`` checks that.

    >>> canonical_symbol("S/RES/2553(2020)"), canonical_symbol("S/2020/1166")
    ('S/RES/2553 (2020)', 'S/2020/1166')
    """
    return Symbol(re.sub(r"\s*\(", " (", _SPACES.sub(" ", text.strip())))


def parse_symbol(text: str) -> Symbol:
    """Return the symbol that the text is, in UN form.

    >>> parse_symbol("S/RES/1325 (2000)"), parse_symbol("S/PRST/2007/3")
    ('S/RES/1325 (2000)', 'S/PRST/2007/3')

    Raises:
        ValueError: the text is not one document symbol, or a resolution's year cannot be.
    """
    match = SYMBOL.fullmatch(_SPACES.sub(" ", text.strip()))
    if match is None:
        raise ValueError(f"{text!r} is not a document symbol such as S/RES/2553 (2020)")
    if match["year"] and not plausible_resolution(int(match["res"]), int(match["year"])):
        raise ValueError(f"{text!r}: no Council resolution has this number in this year")
    return canonical_symbol(match.group())


def format_symbol(number: int, year: int) -> Symbol:
    """Return the symbol of a Security Council resolution.

    >>> format_symbol(2553, 2020)
    'S/RES/2553 (2020)'

    Raises:
        ValueError: number and year cannot belong together.
    """
    if not plausible_resolution(number, year):
        raise ValueError(f"no Council resolution is {number} ({year})")
    return Symbol(f"S/RES/{number} ({year})")


# The number of the last resolution of each year from 1946 on. Source: the yearly volumes
# "Resolutions and Decisions of the Security Council" (S/INF/...); checked against the numbers and
# years with which some 400 resolutions cite each other.
_LAST_OF_YEAR = (
    15, 37, 66, 78, 89, 96, 98, 103, 105, 110, 121, 127, 131, 132, 160, 171,  # 1946-1961
    177, 185, 199, 219, 232, 244, 262, 275, 291, 307, 324, 344, 366, 384,  # 1962-1975
    402, 422, 443, 461, 484, 499, 529, 545, 559, 580, 593, 606, 626, 646,  # 1976-1989
    683, 725, 799, 892, 969, 1035, 1092, 1146, 1220, 1284, 1334, 1386,  # 1990-2001
    1454, 1521, 1580, 1651, 1738, 1794, 1859, 1907, 1966, 2032, 2085, 2132,  # 2002-2013
    2195, 2259, 2336, 2397, 2451, 2503, 2560, 2618, 2672, 2721, 2768,  # 2014-2024
)  # fmt: skip


def plausible_resolution(number: int, year: int) -> bool:
    """Tell whether a Council resolution of this number can be of this year.

    After the last year of the table any higher number may be of any later year.

    >>> plausible_resolution(2151, 2014), plausible_resolution(100, 2014)
    (True, False)
    """
    index = year - FIRST_YEAR
    if index < 0:
        return False
    before = _LAST_OF_YEAR[min(index, len(_LAST_OF_YEAR)) - 1] if index else 0
    last = _LAST_OF_YEAR[index] if index < len(_LAST_OF_YEAR) else LAST_NUMBER
    return before < number <= last


def year_of_resolution(number: int) -> int | None:
    """Return the year of the Council resolution of this number, None beyond the table.

    >>> year_of_resolution(2553), year_of_resolution(1)
    (2020, 1946)
    """
    index = bisect_left(_LAST_OF_YEAR, number)
    return FIRST_YEAR + index if number >= 1 and index < len(_LAST_OF_YEAR) else None
