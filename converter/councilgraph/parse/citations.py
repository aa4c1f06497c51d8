"""Citations of a paragraph: mentions with their verb, date and topic."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from datetime import date
from functools import cache
from operator import itemgetter

from ..identifiers import SYMBOL
from ..languages import LanguagePack, load
from ..model import Citation, Remark, Severity, Symbol
from .block import Reading
from .dates import find_dates
from .instruments import charter_mentions, instrument_mentions
from .mention import Mention, noun, place
from .mentions import mentions
from .shortened import shortened
from .topics import topics
from .verbs import VerbMatch

REACH = 200
"""Characters between a date and the symbol in parentheses that it may belong to."""
NEAR = 12
"""Characters between a symbol and the date that follows it."""
_start = itemgetter(1)

_ODD = {"year-mismatch": Severity.DOUBT}


def citations(
    reading: Reading, start: int, end: int, verbs: list[VerbMatch], own: Symbol | None = None,
    known: Mapping[int, Symbol] | None = None,
) -> tuple[Citation, ...]:  # fmt: skip
    """Return the citations in a range of the cleaned text, in text order.

    ``verbs`` are the paragraph's leading verbs: the last one before a mention governs it. The
    document's ``own`` symbol is no citation. A mention inside a longer one is not cited again.
    ``known`` are the resolutions that the document names in full, by number: their numbers alone
    name them too.
    """
    folded, pack = reading.folded, reading.pack
    found = list(instrument_mentions(folded, start, end, pack, reading.gazetteer))
    for mention in (
        *charter_mentions(folded, start, end, pack),
        *mentions(folded, start, end, pack, assembly=bool(own and own.startswith("A/"))),
        *shortened(folded, start, end, pack, known or {}),
    ):
        place(found, mention)
    found = [m for m in found if m.target != own]
    if not found:
        return ()
    about = topics(folded, start, end, found, verbs, pack)
    dates = [d for d in find_dates(pack, folded, start, end) if d[0]]
    return tuple(
        Citation(
            target=mention.target,
            quote=reading.text(mention.start, mention.end),
            span=reading.span(mention.start, mention.end),
            verb=_governing(verbs, mention),
            topic=reading.text(*about[i]) if i in about else None,
            date=_dated(mention, dates, folded, pack),
            remarks=_remarks(reading, mention),
        )
        for i, mention in enumerate(found)
    )


def _governing(verbs: list[VerbMatch], mention: Mention) -> str | None:
    before = bisect_left(verbs, mention.start, key=lambda v: v.start)
    return verbs[before - 1].lemma if before else None


def _remarks(reading: Reading, mention: Mention) -> tuple[Remark, ...]:
    return tuple(
        Remark(code, message, reading.span(mention.start, mention.end),
               _ODD.get(code, Severity.NOTE))
        for code, message in mention.oddities
    )  # fmt: skip


@cache
def _date_gap(code: str) -> re.Pattern[str]:
    """Return the pattern of what stands between a cited number and its date."""
    phrases = load(code).citations["dated"]
    heads = sorted({re.split(r"\{", p)[0].strip() for p in phrases}, key=len, reverse=True)
    words = "|".join(re.escape(h) for h in heads if h)
    return re.compile(rf"[\s,]*(?:{words})?\s*" if words else r"[\s,]*", re.IGNORECASE)


def _dated(
    mention: Mention, dates: list[tuple[date | None, int, int]], folded: str, pack: LanguagePack
) -> date | None:
    """Return the date that the text gives a mention.

    It stands just after it, or before "(symbol)": at once, or with the kind of document named
    (*letter dated 27 March 2020 from the President … (S/2020/253)*).
    """
    first, last = (bisect_left(dates, mention.end + n, key=_start) for n in (0, NEAR + 1))
    for when, start, _ in reversed(dates[first:last]):
        if _date_gap(pack.code).fullmatch(folded, mention.end, start):
            return when
    reach = max(0, mention.start - REACH)
    before = folded[reach : mention.start].rstrip(" ")
    if not before.endswith("("):
        return None
    opening = reach + len(before) - 1
    at = bisect_left(dates, opening, key=_start)
    while at and dates[at - 1][2] > opening:
        at -= 1
    if not at:
        return None
    when, start, end = dates[at - 1]
    between = folded[end : mention.start]
    if len(between) <= 3:
        return when
    if len(between) > REACH or SYMBOL.search(between):
        return None
    near = (max(0, start - REACH // 4), mention.start)
    named = any(noun(pack, kind).search(folded, *near) for kind in ("letter", "statement"))
    return when if named else None
