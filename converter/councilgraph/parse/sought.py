"""Patterns that are looked for only where a text holds what every match of them must hold."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache, cached_property, lru_cache, partial

from ..languages import caseless
from .words import TEXTS, any_within, in_one_case, words_of


class Sought:
    """A pattern, and literals of which every match of it holds one: none elsewhere is missed.

    A text is asked paragraph by paragraph. Where its literals stand is looked up once in the whole
    text, without regard to case, which costs a small part of trying the pattern everywhere. An
    empty literal stands everywhere. Many are never met: the pattern is compiled when one is.

    ``first`` is the word with which every match begins, if there is one: the pattern is tried
    where that word stands.
    """

    def __init__(self, expression: str, literals: Iterable[str], first: str = "") -> None:
        self.expression, self.first = expression, caseless(first)
        self.literals = _shortest(map(caseless, literals))
        self._places = _places(self.literals)

    def __repr__(self) -> str:
        return f"Sought({self.expression!r}, {self.literals!r})"

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Return the compiled pattern, which disregards case."""
        return re.compile(self.expression, re.IGNORECASE)

    def finditer(self, folded: str, start: int, end: int) -> Iterable[re.Match[str]]:
        r"""Return the matches of the pattern in a range of a folded text, in order.

        >>> within = Sought(r"within \d+ days", ["within"])
        >>> text = "Within 30 days"
        >>> [m.group() for m in within.finditer(text, 0, len(text))]
        ['Within 30 days']
        """
        if not self.near(folded, start, end):
            return ()
        if self.first:
            return self._begun(folded, start, end)
        return self.pattern.finditer(folded, start, end)

    def _begun(self, folded: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """Yield the matches that begin with the first word."""
        places, last = words_of(folded).places.get(self.first, []), start
        for at in places[bisect_left(places, start) : bisect_left(places, end)]:
            match = self.pattern.match(folded, at, end) if at >= last else None
            if match:
                last = match.end()
                yield match

    def near(self, folded: str, start: int, end: int) -> bool:
        """Tell whether a literal stands in a range: where none does, the pattern does not match."""
        return any_within(self._places(folded), start, end)


def _shortest(literals: Iterable[str]) -> tuple[str, ...]:
    """Return literals without those that hold another: where *days* stands, *day* does."""
    each = tuple(dict.fromkeys(literals))
    return tuple(one for one in each if not any(o != one and o in one for o in each))


@cache
def _places(literals: tuple[str, ...]) -> Callable[[str], Sequence[int]]:
    """Return what tells where literals stand in a text; patterns with the same ones share it."""
    return lru_cache(maxsize=TEXTS)(partial(places_of, literals))


def places_of(literals: Collection[str], folded: str) -> Sequence[int]:
    """Return where the literals, in one case, stand in a folded text, in order."""
    if "" in literals:
        return range(len(folded))
    return sorted(at for literal in literals for at in _places_in(folded)[literal])


class _Places(dict[str, list[int]]):
    """Where literals stand in a text in one case, each looked for once: several sets have it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def __missing__(self, literal: str) -> list[int]:
        found: list[int] = []
        at = self._text.find(literal)
        while at >= 0:
            found.append(at)
            at = self._text.find(literal, at + 1)
        self[literal] = found
        return found


@lru_cache(maxsize=TEXTS)
def _places_in(folded: str) -> _Places:
    return _Places(in_one_case(folded))
