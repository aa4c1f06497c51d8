"""Answers as a table for a person at a terminal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import zip_longest

from ..identifiers import BASE
from ..rdf import Literal
from .store import Answer, Cell

WIDEST = 64
"""Columns that a cell may take on one line; what is longer goes on below."""

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = frozenset(("Mn", "Me", "Cf"))


def table(answer: Answer) -> str:
    """Return an answer as aligned columns, with the number of rows below; nothing is cut.

    >>> print(table(Answer(("n",), ((Literal("2"),),))), end="")
    n
    -
    2
    (1 row)
    """
    if answer.truth is not None:
        return "yes\n" if answer.truth else "no\n"
    rows = [[_lines(_plain(cell)) for cell in row] for row in answer.rows]
    head = [[name] for name in answer.variables]
    widths = [max(_width(line) for line in column) for column in _columns([head, *rows])]
    lines = [*_row(head, widths), "  ".join("-" * width for width in widths)]
    for row in rows:
        lines += _row(row, widths)
    count = len(answer.rows)
    return "\n".join([*lines, f"({count} row{'' if count == 1 else 's'})"]) + "\n"


def _columns(rows: list[list[list[str]]]) -> Iterator[list[str]]:
    return ([line for cell in column for line in cell] for column in zip(*rows, strict=True))


def _row(row: list[list[str]], widths: list[int]) -> Iterator[str]:
    for cells in zip_longest(*row, fillvalue=""):
        padded = (c + " " * (w - _width(c)) for c, w in zip(cells, widths, strict=True))
        yield "  ".join(padded).rstrip()


def _plain(cell: Cell) -> str:
    """Return a cell's text with IRIs of ours short, and nothing that would steer a terminal."""
    if cell is None:
        return ""
    text = cell.value if isinstance(cell, Literal) else cell.removeprefix(BASE)
    return _CONTROL.sub(lambda m: f"\\u{ord(m[0]):04x}", " ".join(text.split()))


def _width(text: str) -> int:
    """Return how many columns a terminal gives a text: two for wide characters, none for marks.

    >>> _width("智利"), _width("الأُمم")
    (4, 5)
    """
    return sum(
        0 if unicodedata.category(c) in _INVISIBLE
        else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )  # fmt: skip


def _lines(text: str) -> list[str]:
    """Return a text in lines of at most ``WIDEST`` columns, broken between words if they are short.

    >>> [len(line) for line in _lines("peace and " * 10)]
    [59, 39]
    """
    lines, line, width = [], "", 0
    for word in _words(text):
        size = _width(word)
        if line and width + size > WIDEST + (word[-1] == " "):
            lines.append(line.rstrip())
            line, width = "", 0
        line += word
        width += size
    return [*lines, line.rstrip()]


def _words(text: str) -> Iterator[str]:
    """Yield words with the space after them; wide characters and long words may break anywhere."""
    for word in re.findall(r"\S+ ?", text):
        if _width(word) > WIDEST or any(unicodedata.east_asian_width(c) in "WF" for c in word):
            yield from re.findall(r"[^\u0300-\u036f][\u0300-\u036f]*", word)
        else:
            yield word
