"""The characters of a PDF page with their places, grouped into runs and rows.

A run is a stretch of characters that follow each other closely on one base line; a row holds the
runs that stand beside each other. Places are in points from the page's lower left corner.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any

import pypdfium2.raw as pdfium

LIMIT = 200_000
"""The most characters read of one page; the fullest page of the Council's has some six thousand."""

_HYPHENS = frozenset((0x2, 0xFFFE))
"""What PDFium gives for a hyphen that breaks a word at a line's end."""

GLUE = 1.2
"""A gap wider than this many character heights ends a run."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character: where it begins and ends, its base line, its height."""

    char: str
    x0: float
    x1: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that follow each other on one base line."""

    text: str
    x0: float
    x1: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Row:
    """The runs beside each other, in the order in which they are read, and their base line."""

    runs: tuple[Run, ...]
    y: float

    @property
    def x0(self) -> float:
        """Return the row's left edge."""
        return min(r.x0 for r in self.runs)

    @property
    def x1(self) -> float:
        """Return the row's right edge."""
        return max(r.x1 for r in self.runs)

    @property
    def leftward(self) -> bool:
        """Tell whether the row is read from right to left: most of its letters are such."""
        letters = [c for r in self.runs for c in r.text if c.isalpha()]
        return sum(map(_right_to_left, letters)) * 2 > len(letters)

    @property
    def size(self) -> float:
        """Return the height of the row's tallest run."""
        return max(r.size for r in self.runs)


def glyphs(page: Any) -> Iterator[Glyph]:
    """Yield the characters of a text page of PDFium's, in the order of the file."""
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    last: Glyph | None = None
    for i in range(min(pdfium.FPDFText_CountChars(page), LIMIT)):
        code = pdfium.FPDFText_GetUnicode(page, i)
        if code in (0xA, 0xD, 0):
            continue
        char = "-" if code in _HYPHENS else chr(code) if code < 0x110000 else "\ufffd"
        if pdfium.FPDFText_IsGenerated(page, i) == 1 and code not in _HYPHENS:
            if last is not None:
                yield Glyph(" ", last.x1, last.x1, last.y, last.size)
            continue
        if not pdfium.FPDFText_GetLooseCharBox(page, i, box):
            continue
        pdfium.FPDFText_GetCharOrigin(page, i, x, y)
        last = Glyph(char, box.left, box.right, y.value, box.top - box.bottom)
        yield last


def runs(page: Any) -> list[Run]:
    """Return the runs of a page, in the order of the file; blank ones are left out."""
    found: list[Run] = []
    held: list[Glyph] = []
    for glyph in glyphs(page):
        if held and not _follows(held[-1], glyph):
            found += _run(held)
            held = []
        held.append(glyph)
    return found + _run(held)


def _follows(last: Glyph, glyph: Glyph) -> bool:
    """Tell whether a character goes on with a run."""
    size = max(last.size, glyph.size, 1.0)
    level = abs(last.y - glyph.y) < 0.12 * size and abs(last.size - glyph.size) < 0.25 * size
    gap = glyph.x0 - last.x1
    if _right_to_left(glyph.char) or _right_to_left(last.char):
        gap = max(last.x0, glyph.x0) - min(last.x1, glyph.x1)
    return level and -size < gap < GLUE * size


def _right_to_left(char: str) -> bool:
    return unicodedata.bidirectional(char) in {"R", "AL", "AN"}


def _run(held: list[Glyph]) -> list[Run]:
    text = "".join(g.char for g in held)
    solid = [g for g in held if not g.char.isspace()]
    if not solid:
        return []
    start, end = min(g.x0 for g in solid), max(g.x1 for g in solid)
    size = median(g.size for g in solid)
    return [Run(text.strip(), start, end, solid[0].y, size)]


def rows(found: list[Run]) -> list[Row]:
    """Return the rows of a page from top to bottom; a raised mark belongs to the row it marks."""
    held: list[list[Run]] = []
    for run in sorted(found, key=lambda r: (-r.y, r.x0)):
        for row in reversed(held[-3:]):
            base = max(row, key=lambda r: r.size)
            small, tall = sorted((run, base), key=lambda r: r.size)
            slack = 0.25 * tall.size if small.size > 0.8 * tall.size else 0.5 * tall.size
            if abs(run.y - base.y) < slack:
                row.append(run)
                break
        else:
            held.append([run])
    made = (Row(tuple(sorted(row, key=lambda r: r.x0)), _level(row)) for row in held)
    read = (Row(row.runs[::-1], row.y) if row.leftward else row for row in made)
    return sorted(read, key=lambda r: -r.y)


def _level(row: list[Run]) -> float:
    return max(row, key=lambda r: (r.size, -r.x0)).y


def pitch(found: list[Row]) -> float:
    """Return the distance from a typical row to the next one below it, in points.

    Rows of two columns interleave, so only rows that overlap from left to right are compared.
    """
    gaps = []
    for i, row in enumerate(found):
        below = next((r for r in found[i + 1 : i + 6] if _above(row, r)), None)
        if below is not None:
            gaps.append(row.y - below.y)
    return median(gaps) if gaps else 12.0


def _above(row: Row, other: Row) -> bool:
    apart = row.y - other.y > 0.5 * other.size
    return apart and any(a.x0 < b.x1 and b.x0 < a.x1 for a in row.runs for b in other.runs)
