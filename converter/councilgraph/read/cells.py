"""Cells of a masthead: what stands side by side at the head of a page, laid out with spaces.

Mastheads set the organ at the left and symbol, distribution, date and languages at the right.
"""

from __future__ import annotations

import re

from ..languages import fold, opens_text
from ..model import SourceText
from .edits import Edit, apply

_LINES = re.compile(r"[^\n]+")
_GAP = re.compile(r"(?<=\S)(?: {1,3}\t| {4}|\t)[ \t\u00a0\u3000]*(?=\S)")
_NUMBER = re.compile(r"\s*[\d/]{1,9}\.")
"""The number before a title: ``73/8.``; what follows it is no other cell."""
_LEADERS = re.compile(r"(?:\.\s?){6,}")

DEPTH = 16
"""Lines from the top among which a masthead's cells stand."""


def cells(source: SourceText) -> SourceText:
    r"""Return the text with the cells of its masthead on lines of their own.

    >>> from councilgraph.model import SourceText
    >>> cells(SourceText.of("United Nations      S/2020/1\n\nThe Security Council,")).text
    'United Nations\n\nS/2020/1\n\nThe Security Council,'
    """
    edits: list[Edit] = []
    solid = (m for m in _LINES.finditer(source.text) if m.group().strip())
    for _, line in zip(range(DEPTH), solid, strict=False):
        if opens_text(fold(line.group().strip())):
            break
        if not _LEADERS.search(line.group()):
            edits += (
                Edit(line.start() + m.start(), line.start() + m.end(), "\n\n")
                for m in _GAP.finditer(line.group())
                if not _NUMBER.fullmatch(line.group()[: m.start()])
            )
    return apply(source, edits)
