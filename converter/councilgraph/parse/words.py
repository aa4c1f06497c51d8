"""The words of a text, looked up once: a text is asked paragraph by paragraph, for many things."""

from __future__ import annotations

import re
from functools import lru_cache

TEXTS = 4
"""So many texts are remembered."""
_WORD = re.compile(r"(?<!\w)\w+")


@lru_cache(maxsize=TEXTS)
def words_of(folded: str) -> tuple[tuple[int, str], ...]:
    """Return the words of a folded text and their places (code points), in order.

    >>> words_of("of peace")
    ((0, 'of'), (3, 'peace'))
    """
    return tuple((match.start(), match.group()) for match in _WORD.finditer(folded))
