"""The words of a text, looked up once: a text is asked paragraph by paragraph, for many things."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

TEXTS = 4
"""So many texts are remembered."""
_BETWEEN = re.compile(r"(\W+)")


class Words(NamedTuple):
    """The words of a text in order: where each starts (code points), and the word as written."""

    starts: list[int]
    words: list[str]


@lru_cache(maxsize=TEXTS)
def words_of(folded: str) -> Words:
    """Return the words of a folded text.

    >>> words_of("of peace")
    Words(starts=[0, 3], words=['of', 'peace'])
    """
    parts = _BETWEEN.split(folded)  # words and what is between them, in turn
    ends = list(accumulate(map(len, parts)))
    first, last = (0 if parts[0] else 2), (len(parts) if parts[-1] else len(parts) - 1)
    return Words([0, *ends[1::2]][first // 2 : (last + 1) // 2], parts[first:last:2])
