"""Documents as people name them: by symbol, or in words and by number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ..identifiers import (
    SYMBOL,
    canonical_symbol,
    document_path,
    parse_symbol,
    plausible_resolution,
    year_of_resolution,
)
from ..languages import either, fold, glued_words, packs
from ..model import Symbol
from .schema import schema

_LONGEST = 300
_NUMBERED = re.compile(r"(?<!\d)(?P<number>\d{1,4})\s*(?:\(\s*(?P<year>\d{4})\s*\))?(?![\d/])")
_SESSION = re.compile(r"(?<![\d/])(?P<session>(?:S-|ES-)?\d{1,3}/\d{1,3})(?![\d/])")
_SLASH = re.compile(r"\s*/\s*")
_YEAR = re.compile(r"\((\d{4})\)$")
_NOTHING = re.compile(r"[\W_]*")


@dataclass(frozen=True, slots=True)
class Named:
    """A document that a text names: its path; ``whole`` if the text says nothing besides.

    ``year`` is what the text gives in parentheses, if anything; ``sound`` tells whether a
    resolution of that number can be of that year.
    """

    path: str
    whole: bool
    year: str = ""
    sound: bool = True


def named(text: str) -> Iterator[Named]:
    """Yield the documents that a text names, in the order in which they were found.

    >>> [(n.path, n.whole) for n in named("Security Council resolution 2553 (2020)")]
    [('doc/S/RES/2553', True)]
    >>> [(n.path, n.whole) for n in named("القرار ١٣٢٥ (٢٠٠٠) بشأن المرأة")]
    [('doc/S/RES/1325', False)]
    >>> [(n.path, n.sound) for n in named("s/res/1325 (1999)")]
    [('doc/S/RES/1325', False)]
    """
    folded = fold(text.strip())[:_LONGEST]
    yield from _symbol(_SLASH.sub("/", folded)) or _in_words(folded)


def _symbol(text: str) -> list[Named]:
    for form in (text, text.upper().replace("/ADD.", "/Add.").replace("/REV.", "/Rev.")):
        if match := SYMBOL.search(form):
            return [_of_symbol(match.group(), whole=match.span() == (0, len(form)))]
    return []


def _of_symbol(text: str, *, whole: bool) -> Named:
    try:
        symbol, sound = parse_symbol(text), True
    except ValueError:
        symbol, sound = canonical_symbol(text), False
    year = _YEAR.search(symbol)
    return Named(document_path(symbol), whole, year[1] if year else "", sound)


def _in_words(folded: str) -> list[Named]:
    """Return a resolution named by a noun, a number and at best its year and organ."""
    noun = _council_noun().search(folded)
    general = _noun().search(folded)
    if session := _SESSION.search(folded):
        if not general or not (organ := _assembly().search(folded)):
            return []
        rest = _without(folded, session, organ)
        return [Named(f"doc/A/RES/{session['session']}", _is_said_besides(rest))]
    number = _NUMBERED.search(folded)
    if number is None or not (noun or general) or _assembly().search(folded):
        return []
    year, of = number["year"], int(number["number"])
    sound = plausible_resolution(of, int(year)) if year else year_of_resolution(of) is not None
    symbol = Symbol(f"S/RES/{of}" + (f" ({year})" if year else ""))
    whole = _is_said_besides(_without(folded, number))
    return [Named(document_path(symbol), whole, year or "", sound)]


def _without(text: str, *matches: re.Match[str]) -> str:
    for start, end in sorted((m.span() for m in matches), reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return text


def _is_said_besides(rest: str) -> bool:
    """Tell whether what is left of a name says nothing of which document it is."""
    for pattern in (_council_noun(), _noun(), _organs(), _fillers()):
        rest = pattern.sub(" ", rest)
    return _NOTHING.fullmatch(rest) is not None


def _any(parts: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in parts if p), re.IGNORECASE)


@cache
def _noun() -> re.Pattern[str]:
    """Return the pattern of the noun *resolution* in any language."""
    return _any([glued_words(p.citations["resolution"], p) for p in packs()])


@cache
def _council_noun() -> re.Pattern[str]:
    """Return the pattern of abbreviations that stand for a resolution of the Council."""
    words = sorted(map(fold, schema().council_resolution), key=len, reverse=True)
    return re.compile(
        r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")\.?(?=[\s\d]|$)", re.IGNORECASE
    )


@cache
def _assembly() -> re.Pattern[str]:
    return _any([
        either(p.citations["assembly"], spaced=p.traits["word_boundary"] == "space")
        for p in packs()
    ])  # fmt: skip


@cache
def _organs() -> re.Pattern[str]:
    """Return the pattern of the organs and the organization, longest names first."""
    names = {n for p in packs() for n in p.masthead["organization"]}
    names |= {n for p in packs() for t in ("council", "assembly") for n in p.citations[t]}
    return re.compile(
        "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True)), re.IGNORECASE
    )


@cache
def _fillers() -> re.Pattern[str]:
    """Return the pattern of articles and of words that may stand in any document's name."""
    spaced = {a for p in packs() for a in p.votes["articles"]} | set(schema().said_besides)
    return re.compile(either(map(fold, spaced), spaced=False).join((r"(?<!\w)(?:", r")(?!\w)"))
                      + "|[第号的]", re.IGNORECASE)  # fmt: skip
