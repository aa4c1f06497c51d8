"""Find what a text mentions: symbols, resolutions by number and year, Assembly resolutions.

A mention is a place in the cleaned text and what it names; verbs, topics and dates are added by
``citations``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, partial

from ..identifiers import (
    SYMBOL,
    canonical_symbol,
    format_symbol,
    plausible_resolution,
    year_of_resolution,
)
from ..languages import LanguagePack, load
from ..model import Symbol, Target
from .numbering import to_roman

NUMBER_YEAR = re.compile(
    # What may not stand before comes after the first digit: the engine looks for a digit at once.
    r"(?P<number>\d(?<!\d,\d)(?<![\d/.-]\d)\d{0,3})\s{0,2}\(\s?(?P<year>(?:19|20)\d\d)\s?\)"
)
_EARLIER = re.compile(r"(?<![\d/.-])(?P<number>\d{1,4})(?P<gap>[^\d().;:/-]{1,6})$")
_ASSEMBLY = re.compile(
    r"(?<![A-Za-z0-9/.-])(?P<session>(?:ES-|S-)?\d{1,2})/"
    r"(?P<number>\d{1,3}(?:\s?[A-Z](?!\w))?)(?![A-Za-z0-9/])"
)
_ROMAN_SESSION = re.compile(
    r"(?<![A-Za-z0-9/.-])(?P<number>\d{1,4})(?:\s[A-Z])?\s?\((?P<session>(?:S-|ES-)?[IVX]{1,6})\)"
)
_SHORT = re.compile(r"A/(?P<session>(?:ES-|S-)?\d{1,2})/(?P<number>\d{1,3})")
WINDOW = 160
"""Characters before and after a bare number in which "General Assembly" must stand."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Something named in the text: offsets, target, what is odd about it (code, message)."""

    start: int
    end: int
    target: Target
    oddities: tuple[tuple[str, str], ...] = field(default=())


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
    found: list[Mention] = []
    for finder in (_symbols, _resolutions, partial(_assembly, own=assembly)):
        for mention in finder(folded, start, end, pack):
            if not any(m.start < mention.end and mention.start < m.end for m in found):
                found.append(mention)
    return sorted(found, key=lambda m: m.start)


@cache
def _words(code: str, key: str) -> re.Pattern[str]:
    phrases = sorted(load(code).citations[key], key=len, reverse=True)
    parts = (re.escape(p).replace(r"\ ", r"\s+") for p in phrases)
    return re.compile("|".join(parts) or "(?!)", re.IGNORECASE)


def noun(pack: LanguagePack, key: str) -> re.Pattern[str]:
    """Return the pattern of a noun of the pack's citation table (``resolution``, ``assembly``)."""
    return _words(pack.code, key)


def _symbols(folded: str, start: int, end: int, pack: LanguagePack) -> Iterator[Mention]:
    """Yield the symbols of a range; ``A/70/1`` after "resolution" means ``A/RES/70/1``."""
    if folded.find("/", start, end) < 0:
        return
    for match in SYMBOL.finditer(folded, start, end):
        text = match.group()
        symbol = canonical_symbol(text)
        oddities: tuple[tuple[str, str], ...] = ()
        short = _SHORT.fullmatch(text)
        if short and _near(noun(pack, "resolution"), folded, match.start(), 40, match.end(), 12):
            symbol = Symbol(f"A/RES/{short['session']}/{short['number']}")
            oddities = (("symbol-short-form", f"{text} is written for {symbol}"),)
        yield Mention(match.start(), match.end(), symbol, oddities)


def _resolutions(folded: str, start: int, end: int, pack: LanguagePack) -> Iterator[Mention]:
    """Yield Council resolutions written ``2151 (2014)``, and those that share a later year."""
    for match in NUMBER_YEAR.finditer(folded, start, end):
        number, year = int(match["number"]), int(match["year"])
        if not plausible_resolution(number, year):
            near = _misdated(match, number, year)
            if near is not None:
                yield near
            continue
        yield from _sharing_year(folded, start, match.start(), year, pack)
        yield Mention(match.start(), match.end(), format_symbol(number, year))


def _misdated(match: re.Match[str], number: int, year: int) -> Mention | None:
    """Return a resolution whose year is off by no more than two: a slip of the text, remarked."""
    known = year_of_resolution(number)
    if known is None or abs(known - year) > 2:
        return None
    symbol = format_symbol(number, known)
    message = f"the text dates resolution {number} to {year}; it is of {known}"
    return Mention(match.start(), match.end(), symbol, (("year-mismatch", message),))


def _sharing_year(
    folded: str, start: int, at: int, year: int, pack: LanguagePack
) -> Iterator[Mention]:
    """Yield the numbers just before ``at`` that share its year: ``2712, 2720 (2023)``."""
    joiner = _words(pack.code, "list_and")
    dated = re.compile(rf"(?:{pack.month_pattern})\s*(?:\w{{1,3}}\s)?$", re.IGNORECASE)
    found: list[Mention] = []
    while match := _EARLIER.search(folded, max(start, at - 12), at):
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


@cache
def _counted_session(code: str) -> re.Pattern[str]:
    """Return the pattern of sessions that a language counts in figures: ``1514 (د-15)``."""
    table = load(code).citations
    special, regular = _words(code, "special_session").pattern, _words(code, "session").pattern
    if not table["session"]:
        return re.compile("(?!)")
    return re.compile(
        rf"(?<![A-Za-z0-9/.-])(?P<number>\d{{1,4}})\s?\(\s?(?:(?P<special>{special})|{regular})"
        r"\s?-?\s?(?P<session>[1-9]|[12]\d|3\d)\s?\)"
    )


def _assembly(
    folded: str, start: int, end: int, pack: LanguagePack, *, own: bool
) -> Iterator[Mention]:
    """Yield General Assembly resolutions written ``60/180`` or ``1514 (XV)``."""
    body = folded[start:end]
    if not own and not noun(pack, "assembly").search(body):
        return
    named, resolution = noun(pack, "assembly"), noun(pack, "resolution")
    for pattern, form in ((_ASSEMBLY, "A/RES/{session}/{number}"),
                          (_ROMAN_SESSION, "A/RES/{number} ({session})"),
                          (_counted_session(pack.code), "A/RES/{number} ({session})")):  # fmt: skip
        last = -1
        for match in pattern.finditer(folded, start, end):
            window = (max(start, match.start() - WINDOW), min(end, match.end() + WINDOW))
            near = folded[slice(*window)]
            chained = 0 <= match.start() - last <= WINDOW // 2 and last >= 0
            if chained or ((own or named.search(near)) and resolution.search(near)):
                last = match.end()
                number, session = (match[k].replace(" ", "") for k in ("number", "session"))
                if "special" in match.groupdict():
                    session = f"{'S-' if match['special'] else ''}{to_roman(int(session)).upper()}"
                symbol = Symbol(form.format(number=number, session=session))
                yield Mention(match.start(), match.end(), symbol)


def _near(
    pattern: re.Pattern[str], folded: str, start: int, before: int, end: int, after: int
) -> bool:
    """Tell whether a pattern occurs just before or just after a place."""
    return bool(
        pattern.search(folded, max(0, start - before), start)
        or pattern.search(folded, end, min(len(folded), end + after))
    )
