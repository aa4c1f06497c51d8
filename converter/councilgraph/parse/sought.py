"""Patterns that are looked for only where a text holds what every match of them must hold."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache

from ..languages import caseless
from .words import TEXTS, in_one_case

GATES = 512
"""Patterns of all languages of which it is remembered where they may be in the last texts."""


class Sought:
    """A pattern, and literals of which every match of it holds one: none elsewhere is missed.

    A text is asked paragraph by paragraph. Where its literals stand is looked up once in the whole
    text, without regard to case, which costs a small part of trying the pattern everywhere. An
    empty literal stands everywhere.
    """

    __slots__ = ("literals", "pattern")

    def __init__(self, pattern: re.Pattern[str], literals: Iterable[str]) -> None:
        self.pattern = pattern
        self.literals = tuple(dict.fromkeys(map(caseless, literals)))

    def __repr__(self) -> str:
        return f"Sought({self.pattern.pattern!r}, {self.literals!r})"

    def finditer(self, folded: str, start: int, end: int) -> Iterable[re.Match[str]]:
        r"""Return the matches of the pattern in a range of a folded text, in order.

        >>> within = Sought(re.compile(r"within \d+ days", re.IGNORECASE), ["within"])
        >>> text = "Within 30 days"
        >>> [m.group() for m in within.finditer(text, 0, len(text))]
        ['Within 30 days']
        """
        return self.pattern.finditer(folded, start, end) if self.near(folded, start, end) else ()

    def near(self, folded: str, start: int, end: int) -> bool:
        """Tell whether a literal stands in a range: where none does, the pattern does not match."""
        if "" in self.literals:
            return True
        places = places_of(self.literals, folded)
        at = bisect_left(places, start)
        return at < len(places) and places[at] < end


@lru_cache(maxsize=GATES * TEXTS)
def places_of(literals: tuple[str, ...], folded: str) -> list[int]:
    """Return where the literals stand in a folded text, in order."""
    text = in_one_case(folded)
    found: list[int] = []
    for literal in literals:
        at = text.find(literal)
        while at >= 0:
            found.append(at)
            at = text.find(literal, at + 1)
    return sorted(found)

