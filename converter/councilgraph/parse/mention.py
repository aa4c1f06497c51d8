"""A mention of a document in a text, and the nouns that tell what is mentioned."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from operator import itemgetter, le
from typing import NamedTuple

from ..languages import LanguagePack, load
from ..model import Target

_start, _end = itemgetter(0), itemgetter(1)


class Mention(NamedTuple):
    """Something named in the text: offsets, target, what is odd about it (code, message)."""

    start: int
    end: int
    target: Target
    oddities: tuple[tuple[str, str], ...] = ()


def place(found: list[Mention], mention: Mention) -> None:
    """Put a mention in its place among others, in text order, unless it overlaps one of them.

    >>> from councilgraph.model import Symbol
    >>> found = [Mention(0, 4, Symbol("S/1"))]
    >>> place(found, Mention(3, 5, Symbol("S/2")))
    >>> place(found, Mention(4, 7, Symbol("S/3")))
    >>> [m.target for m in found]
    ['S/1', 'S/3']
    """
    if not found or found[-1].end <= mention.start:  # as nearly always
        found.append(mention)
        return
    at = bisect_left(found, mention[:1])
    if (at and found[at - 1].end > mention.start) or (
        at < len(found) and found[at].start < mention.end
    ):
        return
    found.insert(at, mention)


def in_order(mentions: list[Mention]) -> list[Mention]:
    """Return mentions in text order, but for those that overlap one given before them.

    >>> from councilgraph.model import Symbol
    >>> several = [Mention(4, 7, Symbol("S/3")), Mention(6, 9, Symbol("S/4"))]
    >>> [m.target for m in in_order([*several, Mention(0, 4, Symbol("S/1"))])]
    ['S/1', 'S/3']
    """
    found = sorted(mentions, key=_start)
    if all(map(le, map(_end, found), map(_start, found[1:]))):  # as nearly always
        return found
    found = []
    for mention in mentions:
        place(found, mention)
    return found


@cache
def words(code: str, key: str) -> re.Pattern[str]:
    """Return the pattern of the phrases of a key of a language's citation table."""
    phrases = sorted(load(code).citations[key], key=len, reverse=True)
    parts = (re.escape(p).replace(r"\ ", r"\s+") for p in phrases)
    return re.compile("|".join(parts) or "(?!)", re.IGNORECASE)


def noun(pack: LanguagePack, key: str) -> re.Pattern[str]:
    """Return the pattern of a noun of the pack's citation table (``resolution``, ``assembly``)."""
    return words(pack.code, key)


def near(
    pattern: re.Pattern[str], folded: str, start: int, before: int, end: int, after: int
) -> bool:
    """Tell whether a pattern occurs just before or just after a place."""
    return bool(
        pattern.search(folded, max(0, start - before), start)
        or pattern.search(folded, end, min(len(folded), end + after))
    )
