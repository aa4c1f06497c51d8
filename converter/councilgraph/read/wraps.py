"""Join the lines of wrapped text, so that each block is one line.

Text taken from a page keeps the page's line ends. A block goes on over a line end unless a blank
line, an indent, a short line or an opening phrase says that a new one starts.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from ..identifiers import SYMBOL
from ..languages import fold, heads_list, opens_letter, opens_text, starts_block, stops_short
from ..model import Remark, SourceText
from .edits import Edit, apply

WIDEST = 140
"""Columns: where more than one line in ten is longer, each line is a block; a page break joined
in the middle of a paragraph makes one longer line, no more."""

SHOUTED = 12
"""Letters: a line in capitals that has more of them is a heading, not a name."""

NARROWEST = 40
"""Columns: no text is set narrower, so that a few short lines are not taken for full ones."""

_LINES = re.compile(r"[^\n]+")
_PARENTHESIS = re.compile("[()（）]")
_FIRST_WIDE = "\u1100"
"""No character before it takes two columns (UAX #11, East Asian Width)."""
_ENDS = ".;:,?!。；：，،؛؟"
_NOTE = re.compile(r"\d{1,2}\s+[A-Z\"“]")
_BROKEN = re.compile(r"[^\W\d_]{2,}-$")
_WORD = re.compile(r"\w+(?:-\w+)*")
_HEAD = re.compile(r"[^\W\d_]+")
_HALF = re.compile(r"[^\W\d_]{1,4}\)\s")
_BETWEEN = re.compile(r"(?:[;,；，،؛]\s*|^)[^\W\d_]{1,4}$")


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
    if sum(m.end() - m.start() > WIDEST for m in found) > len(found) // 10:
        return source
    lines = [_line(m) for m in found]
    if not _wrapped(source.text, lines):
        return source
    measure = _measure(source.text, lines)
    edits: list[Edit] = []
    remarks: list[Remark] = []
    depth, words = 0, frozenset[str]()
    for before, after in pairwise(lines):
        gap = source.text.count("\n", before.end, after.start)
        depth = _depth(before.text, depth)
        if not (depth and gap == 1) and not _goes_on(before, after, gap, measure):
            depth = 0
            continue
        broken = _BROKEN.search(before.text)
        if broken and after.text[0].isalpha():
            words = words or _words(source.text)
            edit, doubt = _hyphen(source, words, broken.group(), before, after)
            edits.append(edit)
            remarks += doubt
        else:
            glue = "" if _is_wide(before.text[-1]) and _is_wide(after.text[0]) else " "
            edits.append(Edit(before.end, after.start, glue))
    return apply(source, edits, remarks)


def _depth(line: str, depth: int) -> int:
    """Return how many parentheses are open after a line; a list of names goes on inside one."""
    for sign in _PARENTHESIS.findall(line):
        depth = depth + 1 if sign in "(（" else max(0, depth - 1)
    return depth


def _hyphen(
    source: SourceText, words: frozenset[str], head: str, before: _Line, after: _Line
) -> tuple[Edit, list[Remark]]:
    """Join a word that a hyphen breaks at a line's end; the text tells whether it keeps it.

    A word that stands elsewhere in one piece loses the hyphen. One that stands nowhere else keeps
    it and is remarked: whether ``cease-fire`` has one cannot be told from a line's end.
    """
    tail = _HEAD.match(after.text)
    rest = tail.group() if tail else ""
    whole, parted = head[:-1] + rest, head + rest
    if rest[:1].islower() and whole.casefold() in words:
        return Edit(before.end - 1, after.start), []
    if not rest[:1].islower() or parted.casefold() in words:
        return Edit(before.end, after.start), []
    span = source.span(before.end - len(head), after.start + max(1, len(rest)))
    doubt = Remark("line-end-hyphen", f"a line ends in {head!r}: {parted!r} is kept, it may be "
                   f"{whole!r}", span)  # fmt: skip
    return Edit(before.end, after.start), [doubt]


def _words(text: str) -> frozenset[str]:
    """Return the words of a text, compounds with their hyphens, case folded."""
    return frozenset(m.group().casefold() for m in _WORD.finditer(text))


def _line(match: re.Match[str]) -> _Line:
    text = match.group()
    stripped = text.strip()
    indent = len(text) - len(text.lstrip())
    start = match.start() + indent
    wide = 0 if max(stripped) < _FIRST_WIDE else sum(map(_is_wide, stripped))
    return _Line(start, start + len(stripped), indent, indent + len(stripped) + wide, stripped)


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"


def _measure(text: str, lines: list[_Line]) -> int:
    """Return the width of a full line: the upper quarter's of lines that another follows at once.

    A few lines that were joined before do not count.
    """
    full = [a.width for a, b in pairwise(lines) if text.count("\n", a.end, b.start) == 1]
    widths = sorted(full or (line.width for line in lines))
    return max(NARROWEST, widths[len(widths) * 3 // 4])


def _wrapped(text: str, lines: list[_Line]) -> bool:
    """Tell whether lines end where a page ended them rather than where a block ends."""
    if len(lines) < 2:
        return False
    measure = _measure(text, lines)
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
    if _point_follows(before.text, after.text) or _stands_apart(before.text, after.text):
        return False
    if stops_short(before.text) or (_BROKEN.search(before.text) and after.text[0].isalpha()):
        return True
    if opens_letter(after.text) or heads_list(after.text) or _heading_ends(before.text, after.text):
        return False
    if before.text[-1] in ",，،" and after.text[0].islower() and not starts_block(after.text):
        return True
    short = before.width < 0.7 * measure
    starts, indented = starts_block(after.text), after.indent > before.indent + 2
    breaks = (
        before.closed and (short or starts or indented or after.text.isdigit()),
        before.text[-1] in ".;" and bool(_NOTE.match(after.text)),
        starts and (indented or after.text[0] == "("),
        starts and before.text[-1] in ".:;" and after.text[0].isdigit(),
        short and not after.text[0].islower() and not _aside(after.text),
    )
    return not any(breaks)


def _heading_ends(before: str, after: str) -> bool:
    """Tell whether one of two lines is a heading in capitals, or a rule above footnotes."""
    rule = before.startswith("_____") or after.startswith("_____")
    capitals = [t.isupper() and sum(map(str.isupper, t)) > SHOUTED for t in (before, after)]
    return rule or capitals[0] != capitals[1]


def _aside(line: str) -> bool:
    """Tell whether a line opens a parenthesis that is no mark of a point: ``(resolution 64/9)``."""
    return line[0] in "(（" and not starts_block(line)


def _stands_apart(before: str, after: str) -> bool:
    """Tell whether one line is a masthead's symbol alone, or the next the formula of the text."""
    return opens_text(fold(after)) or any(
        SYMBOL.fullmatch(fold(line).rstrip(" *")) for line in (before, after)
    )


def _point_follows(before: str, after: str) -> bool:
    """Tell whether a line ends a point (``; and``) and the next line begins another."""
    marked = not after[0].isalpha() or bool(_HALF.match(after))
    return bool(_BETWEEN.search(before)) and starts_block(after) and marked
