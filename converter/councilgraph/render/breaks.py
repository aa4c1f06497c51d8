"""Where a line or a page may end inside a paragraph so that a reader can join it again.

A break is safe where what follows cannot be taken for the start of a block: no number, no leading
verb, no capital. Others do occur on real pages; no reader could tell them from the end of a block.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from random import Random

from ..languages import starts_block

COLUMNS = 84
"""The width of a wrapped line."""

_SHORTEST = 60
"""Columns before and after a page break: shorter lines look like headings."""

_MARKED = re.compile(r"\*[^*\n]*\*|\\[A-Za-z]+\{[^{}]*\}|_[^_\n]*_")
_SPACE = re.compile(r"(?<=\w) (?=\w)")


def wide(char: str) -> bool:
    """Tell whether a character takes two columns, as Chinese does."""
    return unicodedata.east_asian_width(char) in "WF"


def width(text: str) -> int:
    """Return the columns that a text takes.

    >>> width("Resolution"), width("决议")
    (10, 4)
    """
    return len(text) if text.isascii() else sum(2 if wide(c) else 1 for c in text)


def places(text: str, *, spaced: bool) -> Iterator[int]:
    """Yield, in order, where a text may be broken; the space there goes, if there is one."""
    marked = [m.span() for m in _MARKED.finditer(text)]
    spots = (
        (m.start() for m in _SPACE.finditer(text))
        if spaced
        else (i for i in range(1, len(text)) if _inside(text, i))
    )
    for at in spots:
        rest = text[at:].lstrip(" ")
        if any(a < at < b for a, b in marked) or rest[0].isupper() or starts_block(rest):
            continue
        yield at


def _inside(text: str, at: int) -> bool:
    """Tell whether a place is between two ideographs."""
    return all("\u4e00" <= c <= "\u9fff" for c in text[at - 1 : at + 1])


def wrapped(text: str, *, spaced: bool) -> str:
    """Return a text in lines of about ``COLUMNS``, each broken where that is safe."""
    lines, start, last = [], 0, 0
    for at in places(text, spaced=spaced):
        if width(text[start:at]) > COLUMNS and last > start:
            if width(text[start:last]) >= COLUMNS * 3 // 4:
                lines.append(text[start:last].strip(" "))
                start = last
            elif width(text[start:at]) <= COLUMNS * 5 // 4:
                lines.append(text[start:at].strip(" "))
                start = at
        last = at
    return "\n".join([*lines, text[start:].strip(" ")])


def cut(text: str, rng: Random, *, spaced: bool) -> tuple[str, str] | None:
    """Return a paragraph in two parts, as a page break leaves it, or None where it is too short."""
    fits = [
        at for at in places(text, spaced=spaced)
        if width(text[:at]) >= _SHORTEST and width(text[at:]) >= _SHORTEST // 3
    ]  # fmt: skip
    if not fits:
        return None
    at = rng.choice(fits)
    return text[:at].rstrip(" "), text[at:].lstrip(" ")
