"""A paragraph's text with what was read in it: where a verb or a citation stands in the words.

Places count the characters of the source file; a text has lost the furniture of pages. So the
words of a place are looked for, nearest to where they should be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

_WORD = re.compile(r"\w+|[^\w\s]")
"""A word or another sign; there may be white space before and after, or none."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of a text that tell something: where they are about, and what they are."""

    offset: int
    quote: str
    kind: str
    target: str


def marked(text: str, marks: Iterable[Mark]) -> Iterator[tuple[str, Mark | None]]:
    """Yield a text in pieces, those that a mark is of with it; of marks that cross the first.

    >>> found = marked("Recalling its resolution 1", [Mark(0, "Recalling", "v", "recalls")])
    >>> [(piece, mark.target if mark else None) for piece, mark in found]
    [('Recalling', 'recalls'), (' its resolution 1', None)]
    """
    done = 0
    signs = [place for place, sign in enumerate(text) if not sign.isspace()]
    close = "".join(text.split())
    found = ((_nearest(mark, close, signs), mark) for mark in marks)
    placed = [(place, mark) for place, mark in found if place]
    for (start, end), mark in sorted(placed, key=lambda p: p[0]):
        if start < done:
            continue
        if start > done:
            yield text[done:start], None
        yield text[start:end], mark
        done = end
    if done < len(text):
        yield text[done:], None


def _nearest(mark: Mark, close: str, signs: Sequence[int]) -> tuple[int, int] | None:
    """Return where the words of a mark stand, however they are spaced and broken.

    ``close`` is the text without its white space, ``signs`` where in the text each sign of it is.
    """
    words = _WORD.findall(mark.quote)
    quote = "".join(words)
    within = set(range(1, len(quote))) - set(accumulate(map(len, words)))
    found: list[tuple[int, int]] = []
    at = close.find(quote) if quote else -1
    while at >= 0:
        if all(signs[at + n] == signs[at + n - 1] + 1 for n in within):
            found.append((signs[at], signs[at + len(quote) - 1] + 1))
            at += len(quote) - 1
        at = close.find(quote, at + 1)
    return min(found, key=lambda span: abs(span[0] - mark.offset), default=None)
