"""United Nations document symbols: parse and format, the year included.

The scheme is the Dag Hammarskjöld Library's *United Nations Document Symbols*: parts divided by
slashes, an organ first (``S`` Security Council, ``A`` General Assembly), then series and number.
Only Security Council and General Assembly symbols that other documents cite are parsed here.
"""

from __future__ import annotations

import re
from functools import cache

from ..model import Symbol

SYMBOL = re.compile(
    r"""
    (?<![\w/.])
    (?:
        S/RES/(?P<res>\d{1,4})\s?(?:\((?P<year>\d{4})\))?            # S/RES/2553 (2020)
      | A/RES/(?:[A-Z]{1,2}-)?\d{1,3}/\d{1,3}[A-Z]?                   # A/RES/70/1, A/RES/ES-10/2
      | A/RES/\d{1,4}\s?\([A-Z]{1,3}(?:-[A-Z]+)?\)                    # A/RES/1514 (XV)
      | S/PRST/\d{4}/\d{1,3}                                          # S/PRST/2007/3
      | [SA]/(?:(?:INF|PV|Agenda|AC|C|CN|BUR|NC|SR|SPV|Res)\.?[\w.-]*/)*
        (?:PV\.|L\.|INF/|SR\.|Agenda/)?
        \d{1,5}(?:/(?:PV\.|L\.|INF/|C\.\d/)?\d{1,4})*(?:-\d{1,4})?    # S/2020/1166, S/PV.4558, S/4083
        (?:/(?:Add|Corr|Rev)\.\d{1,2})*                               # S/2020/1/Add.1
    )
    (?![\w/])
    """,
    re.VERBOSE,
)
"""Any symbol in running text; named groups only for Council resolutions."""

_SPACES = re.compile(r"\s+")
_RESOLUTION = re.compile(r"S/RES/(\d{1,4}) ?\((\d{4})\)")
_NUMBER_ONLY = re.compile(r"S/RES/(\d{1,4})")
_SESSION = re.compile(r"A/RES/(\d{1,4}) ?\(([A-Z]{1,3}(?:-[A-Z]+)?)\)")

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


# The last resolution of each year that ends a five-year stretch, and of the newest year known.
# Source: Security Council, Resolutions and Decisions, yearly index of resolutions.
_MILESTONES = (
    (1946, 15), (1950, 89), (1955, 110), (1960, 161), (1965, 219), (1970, 291), (1975, 384),
    (1980, 484), (1985, 580), (1990, 683), (1995, 1035), (2000, 1334), (2005, 1651),
    (2010, 1966), (2015, 2259), (2020, 2560),
)  # fmt: skip


def plausible_resolution(number: int, year: int) -> bool:
    """Tell whether a Council resolution of this number can be of this year.

    Between two milestones any number in between may be of any year in between, so a mistaken
    year is caught only when it is far off: enough to tell ``2151 (2014)`` from ``100 (2014)``.

    >>> plausible_resolution(2151, 2014), plausible_resolution(100, 2014)
    (True, False)
    """
    if year < FIRST_YEAR or not 1 <= number <= LAST_NUMBER:
        return False
    before = max((last for y, last in _MILESTONES if y < year), default=0)
    after = min((last for y, last in _MILESTONES if y >= year), default=LAST_NUMBER)
    return before < number <= after
