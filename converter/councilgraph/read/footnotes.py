"""Footnotes between the pages: a rule, then notes, to the foot of the page.

They stand in the middle of paragraphs that a page break cuts, so they are put at the end of the
text, each after its rule, in the order of the pages.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from ..model import SourceText
from .edits import rearrange
from .furniture import furniture_lines

SHORTEST = 8
"""Characters of the shortest rule."""
_RULE = re.compile(rf"(?m)^[ \t]*_{{{SHORTEST},}}[ \t]*$\n?")
LONGEST = 6000
"""The most characters below one rule; more is no foot of a page but text."""


def footnotes(source: SourceText) -> SourceText:
    r"""Return the text with the notes at the foot of each page put after it.

    >>> from councilgraph.model import SourceText
    >>> text = "takes note of\n________\n1 See there.\n\f\n20-16350\nthe report"
    >>> footnotes(SourceText.of(text)).text
    'takes note of\n\x0c\n20-16350\nthe report\n________\n1 See there.\n'
    """
    text = source.text
    rules = list(_RULE.finditer(text)) if "_" * SHORTEST in text else []
    if not rules:
        return source
    stops = sorted({*(a for a, _ in furniture_lines(text)), *_feeds(text)})
    notes: list[tuple[int, int]] = []
    for rule in rules:
        place = bisect_left(stops, rule.end())
        end = stops[place] if place < len(stops) else None
        if notes and rule.start() < notes[-1][1]:
            continue
        if end is not None and end - rule.end() <= LONGEST and text[rule.end() : end].strip():
            notes.append((rule.start(), end))
    if not notes:
        return source
    pieces: list[tuple[int, int] | str] = []
    at = 0
    for start, end in notes:
        pieces.append((at, start))
        at = end
    pieces.append((at, len(text)))
    for note in notes:
        pieces += ["\n", note]
    return rearrange(source, pieces)


def _feeds(text: str) -> list[int]:
    return [i for i, c in enumerate(text) if c == "\f"]
