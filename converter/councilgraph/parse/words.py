"""The words of a text, looked up once: a text is asked paragraph by paragraph, for many things.

What is looked for begins with certain words: which of them a text has is known at once, and only
those are looked for.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import NamedTuple

from ..languages import caseless

TEXTS = 4
"""So many texts are remembered."""
WORD = re.compile(r"\w+")

in_one_case = lru_cache(maxsize=TEXTS)(caseless)
"""A folded text in one case, letter for letter; see ``languages.caseless``."""


class Words(NamedTuple):
    """The words of a text in one case: all of them in order, each once, and where each stands."""

    words: list[str]
    distinct: frozenset[str]
    starts: dict[str, list[int]]


@lru_cache(maxsize=TEXTS)
def words_of(folded: str) -> Words:
    """Return the words of a folded text.

    >>> words_of("Of peace").words
    ['of', 'peace']
    """
    words: list[str] = []
    starts: dict[str, list[int]] = defaultdict(list)
    for match in WORD.finditer(in_one_case(folded)):
        word = match.group()
        words.append(word)
        starts[word].append(match.start())
    return Words(words, frozenset(starts), dict(starts))


def starts_of(word: str, folded: str) -> list[int]:
    """Return where a word in one case stands in a text, as a whole word.

    >>> starts_of("peace", "Peace, peacekeeping and peace")
    [0, 24]
    """
    return words_of(folded).starts.get(word, [])


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
