"""Find what a text mentions: symbols, resolutions by number and year, Assembly resolutions.

A mention is a place in the cleaned text and what it names; verbs, topics and dates are added by
``citations``.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache
from operator import itemgetter

from ..identifiers import (
    SYMBOL,
    canonical_symbol,
    format_symbol,
    plausible_resolution,
    year_of_resolution,
)
from ..languages import LanguagePack, load
from ..model import Symbol
from .assemblies import assembly_mentions
from .mention import Mention, in_order, near, noun, words
from .signs import Numbered, parentheses

_GAP = 6
"""Characters between two numbers that share a year, at most."""
_EARLIER = re.compile(
    rf"(?P<number>\d(?<![\d/.-]\d)\d{{0,3}})(?P<gap>[^\d().;:/-]{{1,{_GAP}}})$"
)
_EARLIER_REACH = 12
"""Characters before a number in which the number before it must stand."""
_end = itemgetter(1)
_SHORT = re.compile(r"A/(?P<session>(?:ES-|S-)?\d{1,2})/(?P<number>\d{1,3})")


def mentions(
    folded: str, start: int, end: int, pack: LanguagePack, *, assembly: bool = False
) -> list[Mention]:
    """Return every document mentioned in a range, in text order, none overlapping.

    In a document of the General Assembly (``assembly``) "its resolution 47/19" is the Assembly's.

    >>> from councilgraph.languages import load
    >>> text = "resolutions 2712, 2720 (2023) and 1325 (2000), and S/PRST/2014/5"
    >>> [m.target for m in mentions(text, 0, len(text), load("en"))]
    ['S/RES/2712 (2023)', 'S/RES/2720 (2023)', 'S/RES/1325 (2000)', 'S/PRST/2014/5']
    """
    return in_order(
        [
            *_symbols(folded, start, end, pack),
            *_resolutions(folded, start, end, pack),
            *assembly_mentions(folded, start, end, pack, own=assembly),
        ]
    )


def _symbols(folded: str, start: int, end: int, pack: LanguagePack) -> Iterator[Mention]:
    """Yield the symbols of a range; ``A/70/1`` after "resolution" means ``A/RES/70/1``."""
    for match in symbols_in(folded, start, end):
        yield _symbol(match, folded, pack, start)


def symbols_in(folded: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the matches of ``SYMBOL`` in a range."""
    at = folded.find("/", start + 1, end)
    while at >= 0:
        match = SYMBOL.match(folded, at - 1, end) if folded[at - 1] in "SA" else None
        if match:
            yield match
        at = folded.find("/", match.end() + 1 if match else at + 1, end)


def _symbol(match: re.Match[str], folded: str, pack: LanguagePack, start: int) -> Mention:
    text = match.group()
    symbol = canonical_symbol(text)
    oddities: tuple[tuple[str, str], ...] = ()
    short = _SHORT.fullmatch(text)
    # The word may stand before, but in the same paragraph.
    before = min(40, match.start() - start)
    if short and near(noun(pack, "resolution"), folded, match.start(), before, match.end(), 12):
        symbol = Symbol(f"A/RES/{short['session']}/{short['number']}")
        oddities = (("symbol-short-form", f"{text} is written for {symbol}"),)
    if match["year"] and _resolution(match["res"], match["year"]) is None:
        symbol, oddities = _redated(symbol, int(match["res"]), int(match["year"]))
    return Mention(match.start(), match.end(), symbol, oddities)


def numbered(folded: str, start: int, end: int) -> list[Numbered]:
    """Return the numbers with a year after them in a range, in order.

    >>> numbered("in 1325 (2000) and 2250 (2015)", 8, 30)
    [(19, 30, '2250', '2015')]
    """
    found = parentheses(folded).numbered
    if end - start == len(folded):
        return found
    first = bisect_left(found, (start,))
    return found[first : bisect_right(found, end, key=_end)]


def _redated(
    symbol: Symbol, number: int, year: int
) -> tuple[Symbol, tuple[tuple[str, str], ...]]:
    """Return a symbol with the year of its number where that is known, and the remark on it."""
    known = year_of_resolution(number)
    if known is None:
        return symbol, (("year-mismatch", f"no Council resolution is {number} ({year})"),)
    return format_symbol(number, known), (("year-mismatch", _misdating(number, year, known)),)


def _misdating(number: int, year: int, known: int) -> str:
    return f"the text dates resolution {number} to {year}; it is of {known}"


def _resolutions(folded: str, start: int, end: int, pack: LanguagePack) -> Iterator[Mention]:
    """Yield Council resolutions written ``2151 (2014)``, and those that share a later year."""
    last = start
    for at, end_of, number, year in numbered(folded, start, end):
        # Of a number that shares the year, the last digit is here, after the year before.
        near = folded[max(last, at - _GAP - 1) : at - 1].strip(" ,")
        last = end_of
        symbol = _resolution(number, year)
        if symbol is None:
            known = misdated(int(number), int(year))
            if known is not None:
                odd = (("year-mismatch", _misdating(int(number), int(year), known)),)
                yield Mention(at, end_of, format_symbol(int(number), known), odd)
            continue
        reach = max(start, at - _EARLIER_REACH)
        if near and not near.isalpha() and _EARLIER.search(folded, reach, at):
            yield from _sharing_year(folded, start, at, int(year), pack)
        yield Mention(at, end_of, symbol)


@lru_cache(maxsize=1 << 14)
def _resolution(number: str, year: str) -> Symbol | None:
    """Return the symbol of the Council resolution of a number and year, None where none can be."""
    known = plausible_resolution(int(number), int(year))
    return format_symbol(int(number), int(year)) if known else None


def misdated(number: int, year: int) -> int | None:
    """Return the year of a resolution that is off by no more than two: a slip of the text.

    >>> misdated(2553, 2021), misdated(2553, 2014)
    (2020, None)
    """
    known = year_of_resolution(number)
    return known if known is not None and abs(known - year) <= 2 else None


@cache
def _dated(code: str) -> re.Pattern[str]:
    """Return the pattern of a month at the end of a text: the number after it is a day's year."""
    return re.compile(rf"(?:{load(code).month_pattern})\s*(?:\w{{1,3}}\s)?$", re.IGNORECASE)


def _sharing_year(
    folded: str, start: int, at: int, year: int, pack: LanguagePack
) -> Iterator[Mention]:
    """Yield the numbers just before ``at`` that share its year: ``2712, 2720 (2023)``."""
    joiner = words(pack.code, "list_and")
    dated = _dated(pack.code)
    found: list[Mention] = []
    while match := _EARLIER.search(folded, max(start, at - _EARLIER_REACH), at):
        gap = match["gap"]
        number = int(match["number"])
        rest = joiner.sub("", gap).strip(" ,、")
        if rest or not plausible_resolution(number, year) or not gap.strip():
            break
        if dated.search(folded, max(start, match.start() - 20), match.start()):
            break
        end = match.start() + len(match["number"])
        found.append(Mention(match.start(), end, format_symbol(number, year)))
        at = match.start()
    yield from reversed(found)
