"""Where a text has the signs of what it mentions: a year or a session in parentheses, a slash.

All else is skipped at once, and a text is looked through once for all its paragraphs.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from .words import TEXTS

Numbered = tuple[int, int, str, str]
"""A number with a year after it, ``2712 (2023)``: where it starts and ends, number, year."""

_YEAR = r"(?:19|20)\d\d"
_SPACES = (1, 0, 2)
_DIGITS = (4, 3, 2, 1)
_FIRST = r"(?<!\d,)(?<![\d/.-])"
"""What does not stand before the first digit of a resolution's number."""
_NUMBER = "|".join(
    # What looks back must know how far: a way for each width, those that are frequent first.
    rf"(?<={_FIRST}(\d{{{digits}}})\s{{{spaces}}}\()"
    for spaces in _SPACES
    for digits in _DIGITS
)
_PARENTHESIS = re.compile(
    # The engine looks for a parenthesis at once, not for a digit.
    rf"\((?:(?=\s?({_YEAR})\s?\))(?:{_NUMBER})\s?\d{{4}}\s?\)|(?:S-|ES-)?[IVX]{{1,6}}\))"
)
_SLASH = re.compile(r"/(?<=\d/)(?<!\d\d\d/)(?=\d)")


class Parentheses(NamedTuple):
    """What a text has in parentheses: numbers with a year, and where Roman sessions open."""

    numbered: list[Numbered]
    sessions: list[int]


@lru_cache(maxsize=TEXTS)
def parentheses(folded: str) -> Parentheses:
    """Return the numbers with a year of a text and the places of its Roman sessions, in order.

    >>> parentheses("resolutions 2712 (2023), 47 ( 1948 ) and 1514 (XV); 1/2 (2020)")
    Parentheses(numbered=[(12, 23, '2712', '2023'), (25, 36, '47', '1948')], sessions=[46])
    """
    numbered: list[Numbered] = []
    sessions: list[int] = []
    for match in _PARENTHESIS.finditer(folded):
        number = match.lastindex  # the way of the width of the number
        if number is None:
            sessions.append(match.start())
        else:
            numbered.append((match.start(number), match.end(), match[number], match[1]))
    return Parentheses(numbered, sessions)


@lru_cache(maxsize=TEXTS)
def slashes(folded: str) -> list[int]:
    """Return where a text has a slash between figures, with no more than two before it.

    >>> slashes("resolution 60/180, S/2020/1 and 3/4")
    [13, 33]
    """
    found = []
    at = folded.find("/")
    while at >= 0:
        if _SLASH.match(folded, at):
            found.append(at)
        at = folded.find("/", at + 1)
    return found
