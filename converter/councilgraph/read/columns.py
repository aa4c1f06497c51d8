"""Reading order of a PDF page: two columns are read one after the other.

The left one comes first, the right one where most rows run from right to left.

Verbatim records are set in two columns below a masthead, with a symbol at the head and a page
number at the foot of each page; a column is told by a gutter that no run crosses.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

from .glyphs import Row, pitch

LEAST = 5
"""Rows that each column must have; fewer are a masthead or a table."""
NARROWEST = 0.22
"""The width of a column's typical row as a part of the page's; a table's cells are narrower."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows read one after the other; a column begins where the one before it is full."""

    rows: tuple[Row, ...]
    column: bool


def stretches(rows: list[Row], width: float) -> list[Stretch]:
    """Return the rows of a page in reading order, columns apart."""
    found = _columns(rows, width)
    if found is None:
        return [Stretch(tuple(rows), column=False)]
    first, last, gutter = found
    middle = rows[first:last]
    left = [_part(r, gutter, left=True) for r in middle]
    right = [_part(r, gutter, left=False) for r in middle]
    leftward = sum(r.leftward for r in middle) * 2 > len(middle)
    halves = (right, left) if leftward else (left, right)
    parts = (
        Stretch(tuple(rows[:first]), column=False),
        *(Stretch(tuple(r for r in half if r), column=True) for half in halves),
        *stretches(rows[last:], width),
    )
    return [p for p in parts if p.rows]


def _part(row: Row, gutter: float, *, left: bool) -> Row | None:
    runs = tuple(r for r in row.runs if (r.x0 < gutter) == left)
    return Row(runs, row.y) if runs else None


def _columns(rows: list[Row], width: float) -> tuple[int, int, float] | None:
    """Return the rows that stand in two columns, and where the gutter is, or None."""
    best: tuple[int, int, float] | None = None
    for step in range(30):
        gutter = width * (0.35 + 0.01 * step)
        for first, last in _free(rows, gutter):
            held = _trimmed(rows, first, last)
            longer = best is None or held[1] - held[0] > best[1] - best[0]
            if longer and _are_columns(rows[slice(*held)], gutter, width):
                best = (*held, gutter)
    return best


def _free(rows: list[Row], gutter: float) -> list[tuple[int, int]]:
    """Return the stretches of rows in which nothing crosses the gutter."""
    found, start = [], 0
    for i, row in enumerate(rows):
        if any(r.x0 < gutter - 2 and r.x1 > gutter + 2 for r in row.runs):
            found.append((start, i))
            start = i + 1
    return [(a, b) for a, b in (*found, (start, len(rows))) if b - a >= LEAST]


def _trimmed(rows: list[Row], first: int, last: int) -> tuple[int, int]:
    """Return a stretch less the head and foot of the page, which a wide gap parts from it."""
    typical = pitch(rows[first:last])
    for _ in range(3):
        if first == 0 and last - first > LEAST and rows[0].y - rows[1].y > 1.7 * typical:
            first = 1
        elif 0 < first <= 3 and rows[first].y - rows[first + 1].y > 1.7 * typical:
            first += 1
        if last - 2 > first and rows[last - 2].y - rows[last - 1].y > 1.7 * typical:
            last -= 1
    return first, last


def _are_columns(rows: list[Row], gutter: float, width: float) -> bool:
    """Tell whether the rows on both sides of a gutter are many and wide enough to be columns."""
    for left in (True, False):
        widths = [p.x1 - p.x0 for r in rows if (p := _part(r, gutter, left=left))]
        if len(widths) < LEAST or median(widths) < NARROWEST * width:
            return False
    return True
