"""Join the lines of wrapped text, so that each block is one line.

Text taken from a page keeps the page's line ends. A block goes on over a line end unless a blank
line, an indent, a short line or an opening phrase says that a new one starts.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from ..languages import opens_letter, starts_block, stops_short
from ..model import SourceText
from .edits import Edit, apply

WIDEST = 140
"""Columns: a text with a longer line is not wrapped, each of its lines is a block."""

_LINES = re.compile(r"[^\n]+")
_ENDS = ".;:,?!。；：，،؛؟"


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    indent: int
    width: int
    text: str

    @property
    def closed(self) -> bool:
        return self.text[-1] in _ENDS


def line_wraps(source: SourceText) -> SourceText:
    r"""Return the text with wrapped lines joined; unwrapped text comes back as it is.

    >>> from councilgraph.model import SourceText
    >>> text = "The draft resolution received 15 votes in favour. It has been\nadopted."
    >>> line_wraps(SourceText.of(text)).text.count("\n")
    0
    """
    found = [m for m in _LINES.finditer(source.text) if m.group().strip()]
    if any(m.end() - m.start() > WIDEST and len(m.group().strip()) > WIDEST for m in found):
        return source
    lines = [_line(m) for m in found]
    if not _wrapped(source.text, lines):
        return source
    measure = _measure(lines)
    edits = []
    for before, after in pairwise(lines):
        gap = source.text.count("\n", before.end, after.start)
        if _goes_on(before, after, gap, measure):
            glue = "" if _is_wide(before.text[-1]) and _is_wide(after.text[0]) else " "
            edits.append(Edit(before.end, after.start, glue))
    return apply(source, edits)


def _line(match: re.Match[str]) -> _Line:
    text = match.group()
    stripped = text.strip()
    indent = len(text) - len(text.lstrip())
    start = match.start() + indent
    width = indent + sum(2 if _is_wide(c) else 1 for c in stripped)
    return _Line(start, start + len(stripped), indent, width, stripped)


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"


def _measure(lines: list[_Line]) -> int:
    """Return the width of a full line: of all lines the one longer than nine in ten."""
    return sorted(line.width for line in lines)[len(lines) * 9 // 10]


def _wrapped(text: str, lines: list[_Line]) -> bool:
    """Tell whether lines end where a page ended them rather than where a block ends."""
    if len(lines) < 2:
        return False
    if max(line.width for line in lines) > WIDEST:
        return False
    measure = _measure(lines)
    full = [
        (a, b) for a, b in pairwise(lines)
        if a.width >= 0.75 * measure and text.count("\n", a.end, b.start) == 1
    ]  # fmt: skip
    running = [1 for a, b in full if not a.closed and not starts_block(b.text)]
    return len(running) >= max(1, 0.3 * len(full))


def _goes_on(before: _Line, after: _Line, gap: int, measure: int) -> bool:
    """Tell whether a block goes on from one line to the next."""
    if gap > 1:
        return not before.closed and after.text[0].islower() and before.width >= 0.7 * measure
    if stops_short(before.text):
        return True
    if opens_letter(after.text):
        return False
    short = before.width < 0.7 * measure
    starts, indented = starts_block(after.text), after.indent > before.indent + 2
    breaks = (
        before.closed and (short or starts or indented),
        starts and (indented or after.text[0] == "("),
        starts and before.text[-1] in ".:;" and after.text[0].isdigit(),
        short and not after.text[0].islower(),
    )
    return not any(breaks)
