"""The words of a text, looked up once: a text is asked paragraph by paragraph, for many things.

What is looked for begins with certain words: which of them a text has is known at once, and only
those are looked for.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, compress, count
from operator import add
from typing import NamedTuple

from ..languages import caseless

TEXTS = 4
"""So many texts are remembered."""
WORD = re.compile(r"\w+")
_SIGN = re.compile(r"[^\w ]")
_SIGNS = {point: " " for point in range(0x80) if _SIGN.match(chr(point))}
"""What is no word: in a text of ASCII alone it goes at once."""

in_one_case = lru_cache(maxsize=TEXTS)(caseless)
"""A folded text in one case, letter for letter; see ``languages.caseless``."""


class Words(NamedTuple):
    """The words of a text in one case: all in order, where each stands, and each once with all."""

    words: list[str]
    starts: list[int]
    places: Mapping[str, list[int]]
    distinct: frozenset[str]


@lru_cache(maxsize=TEXTS)
def words_of(folded: str) -> Words:
    """Return the words of a folded text.

    >>> words_of("(Of peace.)")[:3]
    (['of', 'peace'], [1, 4], {'of': [1], 'peace': [4]})
    """
    text = in_one_case(folded)
    # All but words becomes spaces, one for one: far faster than a match for each word.
    spaced = text.translate(_SIGNS) if text.isascii() else _SIGN.sub(" ", text)
    parts = spaced.split(" ")  # those between two spaces are empty
    begun = map(add, accumulate(map(len, parts), initial=0), count())  # a space after each
    words, starts = list(filter(None, parts)), list(compress(begun, parts))
    places: dict[str, list[int]] = defaultdict(list)
    for word, start in zip(words, starts, strict=True):
        places[word].append(start)
    return Words(words, starts, dict(places), frozenset(places))


def any_within(places: Sequence[int], start: int, end: int) -> bool:
    """Tell whether any of some places, which are in order, is in a range.

    >>> any_within([1, 4], 2, 5), any_within([1, 4], 2, 4)
    (True, False)
    """
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end


def within(places: Sequence[int], start: int, end: int) -> Sequence[int]:
    """Return those of some places, which are in order, that are in a range.

    >>> within([1, 4, 6], 2, 6)
    [4]
    """
    return places[bisect_left(places, start) : bisect_left(places, end)]


def places_of_words(folded: str, wanted: Collection[str]) -> list[tuple[int, str]]:
    """Return where the words that are wanted, in one case, stand in a text, in order.

    >>> places_of_words("Peace, peacekeeping and peace", {"peace"})
    [(0, 'peace'), (24, 'peace')]
    """
    places = words_of(folded).places
    return sorted((start, word) for word in wanted for start in places.get(word, ()))


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
