"""A paragraph's text with what was read in it: where a verb or a citation stands in the words.

Places count the characters of the source file; a text has lost the furniture of pages. So the
words of a place are looked for, nearest to where they should be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache


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
    placed = [(place, mark) for mark in marks if (place := _nearest(text, mark))]
    for (start, end), mark in sorted(placed, key=lambda p: p[0]):
        if start < done:
            continue
        if start > done:
            yield text[done:start], None
        yield text[start:end], mark
        done = end
    if done < len(text):
        yield text[done:], None


def _nearest(text: str, mark: Mark) -> tuple[int, int] | None:
    found = [m.span() for m in _pattern(mark.quote).finditer(text)] if mark.quote else []
    return min(found, key=lambda span: abs(span[0] - mark.offset), default=None)


@lru_cache(maxsize=4096)
def _pattern(quote: str) -> re.Pattern[str]:
    """Return what finds words however they are spaced and broken."""
    return re.compile(r"\s*".join(re.escape(w) for w in re.findall(r"\w+|[^\w\s]", quote)))
