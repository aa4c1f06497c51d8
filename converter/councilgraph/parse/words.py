"""The words of a text, looked up once: a text is asked paragraph by paragraph, for many things.

What is looked for begins with certain words: which of them a text has is known at once, and only
those are looked for.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from ..languages import caseless

TEXTS = 4
"""So many texts are remembered."""
WORD = re.compile(r"\w+")
_BETWEEN = re.compile(r"(\W+)")

in_one_case = lru_cache(maxsize=TEXTS)(caseless)
"""A folded text in one case, letter for letter; see ``languages.caseless``."""


class Words(NamedTuple):
    """The words of a text in one case: all of them in order, where each stands, and each once."""

    words: list[str]
    starts: list[int]
    distinct: frozenset[str]


@lru_cache(maxsize=TEXTS)
def words_of(folded: str) -> Words:
    """Return the words of a folded text.

    >>> words_of("(Of peace.)")[:2]
    (['of', 'peace'], [1, 4])
    """
    # Words and what is between them, by turns: far faster than a match for each word.
    parts = _BETWEEN.split(in_one_case(folded))
    starts = list(accumulate(map(len, parts), initial=0))
    first, last = not parts[0], len(parts) - (not parts[-1])
    words = parts[2 * first : last : 2]
    return Words(words, starts[2 * first : last : 2], frozenset(words))


def places_of_words(folded: str, wanted: Collection[str]) -> Iterator[tuple[int, str]]:
    """Yield where the words that are wanted, in one case, stand in a text, in order.

    >>> list(places_of_words("Peace, peacekeeping and peace", {"peace"}))
    [(0, 'peace'), (24, 'peace')]
    """
    words, starts, _ = words_of(folded)
    return ((start, word) for word, start in zip(words, starts, strict=True) if word in wanted)


def _lettered(char: str) -> bool:
    """Tell whether a character, or none, belongs to a word."""
    return char.isalnum() or char == "_"


def word_start(folded: str, at: int) -> int:
    """Return where the word begins that a place is in.

    >>> word_start("the Committee", 8)
    4
    """
    while at and _lettered(folded[at - 1]):
        at -= 1
    return at
