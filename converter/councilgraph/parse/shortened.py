"""Resolutions cited by their number alone: "resolution 2391", "resolutions 1325 and 2250".

A number without its year names a resolution only where the same text names that resolution in
full elsewhere; nothing is guessed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from ..identifiers import format_symbol, plausible_resolution
from ..languages import LanguagePack, either, glued_words, literals_of, load, without_article
from ..model import Symbol
from .mention import Mention
from .mentions import numbered, symbols_in
from .sought import Sought
from .words import TEXTS

LONGEST = 40
"""Numbers after the first that a list is read to."""

SHORTEST = 3
"""Digits of a number that is remarked where no resolution has it."""

_NUMBER = re.compile(r"(?P<number>\d(?<![\d(/]\d)\d{1,3})(?![\d/]|\s?\()")
_BARE = re.compile(
    # What may not stand before comes after a digit: the engine looks for a digit at once.
    r"(?P<number>\d(?<![\d(/.-]\d)\d{2,3})(?![\d/]|\s{0,3}[A-Z]?\s?\(|\s?\))"
)
_ALONE = re.compile(r"\d(?<![\d(/]\d)\d{1,3}(?![\d/]|[^\S\n]?\(\s?\d{4}\s?\))")
"""What ``_NUMBER`` and ``_BARE`` match, and more: a number with no year after it on its line."""
_SESSION = re.compile(r"\s{0,3}[A-Z]?\s?\([^()\s]{1,6}\)")
"""What follows the number of a resolution of the Assembly: "(XV)", " A (ES-II)"."""


def full_names(folded: str) -> dict[int, Symbol]:
    """Return the Council resolutions that a text names with number and year, by number.

    >>> full_names("resolution 2391 (2017), and S/RES/1325 (2000)")
    {2391: 'S/RES/2391 (2017)', 1325: 'S/RES/1325 (2000)'}
    """
    pairs = [(int(number), int(year)) for _, _, number, year in numbered(folded, 0, len(folded))]
    symbols = symbols_in(folded, 0, len(folded)) if "S/RES/" in folded else ()
    pairs += [(int(m["res"]), int(m["year"])) for m in symbols if m["year"]]
    return {n: format_symbol(n, year) for n, year in pairs if plausible_resolution(n, year)}


@lru_cache(maxsize=TEXTS)
def _alone(folded: str) -> tuple[list[int], list[str]]:
    """Return where the numbers of a text stand that have no year after them, and the numbers."""
    found = list(_ALONE.finditer(folded))
    return [m.start() for m in found], [m.group() for m in found]


def _numbers(folded: str, start: int, end: int) -> list[str]:
    """Return the numbers of a range that have no year after them."""
    places, numbers = _alone(folded)
    return numbers[bisect_left(places, start) : bisect_left(places, end)]


@cache
def _list(code: str) -> Sought:
    """Return the pattern of the noun and a list of numbers, some with their years.

    Chinese writes the noun after the numbers (第1325号和第2250号决议), the others before them.
    """
    pack = load(code)
    table = pack.citations
    spaced = pack.traits["word_boundary"] == "space"
    noun = glued_words(table["resolution"], pack)
    joins = either(table["list_and"], spaced=spaced)
    if pack.traits["prefix_particles"]:
        joins = f"{joins}|{pack.traits['prefix_particles']}"
    item = r"\d{1,4}(?![\d/])(?:\s?\(\s?\d{4}\s?\))?"
    between = rf"[号\s]*+(?:[,、]\s*+(?:{joins})?|{joins})[第\s]*+"
    numbers = rf"{item}(?>(?:{between}{item}){{0,{LONGEST}}})"
    after = "" if spaced else rf"|{numbers}[号\s]*(?:{noun})"
    return Sought(
        rf"(?:{noun})\s*{numbers}{after}",
        literals_of(without_article(n, pack) for n in table["resolution"]),
    )


def shortened(
    folded: str, start: int, end: int, pack: LanguagePack, known: Mapping[int, Symbol]
) -> Iterator[Mention]:
    """Yield the mentions of a range by number alone; ``known`` are the text's full names.

    >>> text = "the conditions set by resolutions 2391 and 2480 (2019)"
    >>> known = {2391: Symbol("S/RES/2391 (2017)")}
    >>> [m.target for m in shortened(text, 0, len(text), load("en"), known)]
    ['S/RES/2391 (2017)']
    """
    if not any(int(number) in known for number in _numbers(folded, start, end)):
        return
    for listed in _list(pack.code).finditer(folded, start, end):
        for match in _NUMBER.finditer(folded, *listed.span()):
            symbol = known.get(int(match["number"]))
            if symbol:
                note = ("symbol-short-form", f"{match['number']} is written for {symbol}")
                yield Mention(*match.span(), symbol, (note,))


def unknown(
    folded: str, start: int, end: int, pack: LanguagePack, known: Mapping[int, Symbol]
) -> Iterator[tuple[int, int]]:
    """Yield where a range names a resolution by a number that the text never names in full.

    >>> text = "resolution 1925 and resolutions 2391 (2017) and 2250"
    >>> known = {2250: Symbol("S/RES/2250 (2015)")}
    >>> [text[a:b] for a, b in unknown(text, 0, len(text), load("en"), known)]
    ['1925']
    """
    if all(len(n) < SHORTEST or int(n) in known for n in _numbers(folded, start, end)):
        return  # as in most paragraphs
    if not (_list(pack.code).near(folded, start, end) and _BARE.search(folded, start, end)):
        return
    for listed in _list(pack.code).finditer(folded, start, end):
        for match in _BARE.finditer(folded, *listed.span()):
            # A list ends where its last number does, so that no pattern sees what comes after it.
            if int(match["number"]) not in known and not _SESSION.match(folded, match.end()):
                yield match.span()
