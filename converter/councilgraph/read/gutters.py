"""Two columns of text laid out with spaces, as verbatim records are when taken from a page.

The left column is put before the right one. A gutter is a place that a stretch of lines leaves
free, with text of a column's width on both sides of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..model import SourceText
from .edits import rearrange

_LINES = re.compile(r"[^\n]*\n|[^\n]+")

BESIDE = 8
"""Lines with text on both sides that make a stretch one of columns."""
WIDEST, LONGEST = 250, 400
"""Characters and lines of the largest page; more is no page of laid-out text."""
NARROWEST = 25
"""Characters of a column's typical line; the cells of a table or a masthead have fewer."""


ENDS = '.:;?!)]”"'
"""Signs with which a paragraph ends."""


@dataclass(frozen=True, slots=True)
class _Columns:
    """The lines (from, to) of a stretch, and the place of its gutter."""

    first: int
    last: int
    gutter: int


def columns(source: SourceText) -> SourceText:
    """Return the text with columns set side by side put one after the other, page by page."""
    text = source.text
    lines = [m.span() for m in _LINES.finditer(text)]
    pieces: list[tuple[int, int] | str] = []
    start = 0
    moved = False
    for i in range(1, len(lines) + 1):
        if i < len(lines) and not text.startswith("\f", lines[i][0]):
            continue
        page = lines[start:i]
        found = _columns([text[a:b].rstrip("\n") for a, b in page])
        if found is None:
            pieces.append((page[0][0], page[-1][1]) if page else "")
        else:
            moved = True
            pieces += _reordered(text, page, found)
        start = i
    return rearrange(source, pieces) if moved else source


def _columns(page: list[str]) -> _Columns | None:
    """Return the longest stretch of a page that stands in two columns, or None."""
    width = max(map(len, page), default=0)
    if not 2 * NARROWEST <= width <= WIDEST or len(page) > LONGEST:
        return None
    if sum("   " in line.strip() for line in page) < BESIDE:
        return None
    best: _Columns | None = None
    for gutter in range(int(0.35 * width), int(0.7 * width)):
        for first, last in _free(page, gutter):
            wider = best is None or last - first >= best.last - best.first
            if wider and _are_columns(page[first:last], gutter):
                best = _Columns(*_trimmed(page, first, last, gutter), gutter)
    return best


def _free(page: list[str], gutter: int) -> list[tuple[int, int]]:
    """Return the stretches of lines that leave two places free at the gutter."""
    cuts = [i for i, line in enumerate(page) if line[gutter - 2 : gutter].strip()]
    edges = zip([-1, *cuts], [*cuts, len(page)], strict=True)
    return [(a + 1, b) for a, b in edges if b - a > BESIDE]


def _are_columns(lines: list[str], gutter: int) -> bool:
    from statistics import median  # slow to load, and few texts have columns

    left = [w for line in lines if (w := len(line[:gutter].strip()))]
    right = [w for line in lines if (w := len(line[gutter:].strip()))]
    beside = sum(_beside(line, gutter) for line in lines)
    return beside >= BESIDE and min(median(left), median(right)) >= NARROWEST


def _beside(line: str, gutter: int) -> bool:
    """Tell whether a line has text on both sides of a gutter."""
    return bool(line[:gutter].strip() and line[gutter:].strip())


def _trimmed(page: list[str], first: int, last: int, gutter: int) -> tuple[int, int]:
    """Return a stretch less the head and foot of the page, which blank lines part from it."""
    beside = [i for i in range(first, last) if _beside(page[i], gutter)]
    for i in range(beside[1], first, -1):
        if not page[i - 1].strip() and (i < 2 or not page[i - 2].strip()):
            first = i
            break
    for i in range(beside[-2], last - 2):
        if not page[i + 1].strip() and not page[i + 2].strip():
            last = i + 1
            break
    return first, last


def _reordered(
    text: str, page: list[tuple[int, int]], found: _Columns
) -> list[tuple[int, int] | str]:
    """Return the pieces of a page, the left column before the right one."""
    middle = page[found.first : found.last]
    pieces: list[tuple[int, int] | str] = []
    if found.first:
        pieces.append((page[0][0], page[found.first - 1][1]))
    for left in (True, False):
        column = [_half(text, span, found.gutter, left=left) for span in middle]
        for i, piece in enumerate(column):
            if piece or not _between(text, column, i):
                pieces += [piece, "\n"] if piece else ["\n"]
    if found.last < len(page):
        pieces.append((page[found.last][0], page[-1][1]))
    return pieces


def _between(text: str, column: list[tuple[int, int] | None], index: int) -> bool:
    """Tell whether a blank half of a line stands within a paragraph.

    Where the lines of two columns are not level, they alternate, and each leaves the other blank.
    """
    before = next((p for p in reversed(column[:index]) if p), None)
    after = next((p for p in column[index + 1 :] if p), None)
    if before is None or after is None:
        return False
    last, first = text[slice(*before)], text[slice(*after)]
    deeper = _indent(first) > _indent(last) + 2
    return not deeper and last.rstrip()[-1] not in ENDS


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _half(
    text: str, span: tuple[int, int], gutter: int, *, left: bool
) -> tuple[int, int] | None:
    """Return the range of one line's half that lies on one side of the gutter, if it has text."""
    start, end = span
    first, last = (start, min(start + gutter - 1, end)) if left else (min(start + gutter, end), end)
    body = text[first:last]
    return (first, first + len(body.rstrip())) if body.strip() else None
