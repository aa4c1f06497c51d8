"""Numbers and letters before paragraphs and points, and the levels they open.

The United Nations numbers operative paragraphs 1, 2, 3, points (a), (b), (c) and sub-points (i),
(ii), (iii); Arabic letters follow the abjad, and Arabic writes sub-points ’1‘, ’2‘. A mark such as
(i) may be a letter or a roman number: its place tells.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product

from ..languages import LanguagePack

_PARAGRAPH = re.compile(r"(?P<n>\d{1,3})\s?(?:\.(?!\d)|-{1,3}(?=[\s\u0621-\u064a]))\s*")
_POINT = re.compile(
    r"""
    \(\s?(?P<both>[^\W\d_]{1,7})\s?\)\s*          # (a) (xxxviii)
  | (?P<half>[^\W\d_]{1,4}|\d{1,2})\)\s+          # a)  1)
  | (?P<dot>[a-z])\.\s+                           # a.
  | \((?P<paren>\d{1,2})\)\s+                     # (1)
  | ['"](?P<quoted>\d{1,2})['"]\s*              # ’1‘
  | (?P<circled>[\u3220-\u3229])\s*               # ㈠
    """,
    re.VERBOSE,
)
_ROMAN = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})")
_VALUES = {"i": 1, "v": 5, "x": 10}


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark before a point: how it is set, what it counts with, its value, what it is called."""

    style: str
    kind: str
    value: int
    name: str


def paragraph_mark(folded: str) -> tuple[int, int] | None:
    """Return the number before a paragraph and where its text starts, or None.

    >>> paragraph_mark("20. Resolves"), paragraph_mark("1 - يؤكد"), paragraph_mark("2020 was")
    ((20, 4), (1, 4), None)
    """
    match = _PARAGRAPH.match(folded)
    return (int(match["n"]), match.end()) if match and match.end() < len(folded) else None


def point_marks(folded: str, pack: LanguagePack) -> tuple[list[Mark], int] | None:
    """Return what the mark before a point can mean and where its text starts, or None.

    >>> from councilgraph.languages import load
    >>> marks, start = point_marks("(i) Continue", load("en"))
    >>> [(m.kind, m.value) for m in marks], start
    ([('letter', 9), ('roman', 1)], 4)
    """
    match = _POINT.match(folded)
    if match is None or match.end() >= len(folded):
        return None
    style = match.lastgroup or ""
    sign = match[style]
    if style == "circled":
        marks = [_roman_mark(style, ord(sign) - 0x321F)]
    elif sign.isdigit():
        marks = [Mark(style, "number", int(sign), sign)]
        if style == "quoted":
            marks = [_roman_mark(style, int(sign))]
    else:
        marks = _letters(style, sign.casefold(), pack)
    return (marks, match.end()) if marks else None


def _letters(style: str, sign: str, pack: LanguagePack) -> list[Mark]:
    """Return the readings of letters: one of an alphabet, two alike (aa), a roman number.

    A point has one name in every language: the third is c, whatever alphabet counts it.
    """
    marks: list[Mark] = []
    for alphabet in pack.numbering["letters"]:
        at = alphabet.find(sign[0])
        if at >= 0 and sign == sign[0] * len(sign) and len(sign) <= 2:
            value = at + 1 + len(alphabet) * (len(sign) - 1)
            if all(m.value != value for m in marks):
                marks.append(Mark(style, "letter", value, _letter_name(value)))
    if sign and _ROMAN.fullmatch(sign):
        marks.append(_roman_mark(style, _roman_value(sign)))
    number = None if marks else pack.number_of(sign)
    if number:  # (十一) follows ㈩: Unicode has no such sign beyond ten
        marks.append(_roman_mark("circled", number))
    return marks


def _letter_name(value: int) -> str:
    """Return what a point is called by its place: a to z, then aa to zz."""
    times, at = divmod(value - 1, 26)
    return "abcdefghijklmnopqrstuvwxyz"[at] * (times + 1)


def _roman_value(sign: str) -> int:
    total = 0
    for here, after in zip(sign, [*sign[1:], ""], strict=True):
        value = _VALUES[here]
        total += -value if after and _VALUES[after] > value else value
    return total


def _roman_mark(style: str, value: int) -> Mark:
    return Mark(style, "roman", value, to_roman(value))


def to_roman(value: int) -> str:
    """Return a number from 1 to 39 as lower-case roman numerals.

    >>> to_roman(4), to_roman(19)
    ('iv', 'xix')
    """
    tens, ones = divmod(value, 10)
    return "x" * tens + ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"][ones]


def _alike(one: Mark, other: Mark) -> bool:
    return (one.style, one.kind) == (other.style, other.kind)


def _akin(one: Mark, other: Mark) -> bool:
    """Tell whether two marks count alike, one bracket set or two: ``ii)`` and ``(iii)``."""
    return one.kind == other.kind and {one.style, other.style} <= {"both", "half"}


class Levels:
    """The lists that are open at one point of a text; each mark extends one or opens one."""

    def __init__(self) -> None:
        self._open: list[Mark] = []

    @property
    def open(self) -> bool:
        """Tell whether a list is open."""
        return bool(self._open)

    def knows(self, marks: list[Mark]) -> bool:
        """Tell whether a list of such marks is open."""
        return any(_alike(m, last) for m in marks for last in self._open)

    def place(
        self, marks: list[Mark], following: list[Mark]
    ) -> tuple[tuple[str, ...], bool] | None:
        """Return the names of the levels that lead to a point, and whether it leaves a gap.

        ``marks`` are the readings of its mark, ``following`` those of the next point's. None
        where the mark fits nowhere.
        """
        choice = self._successor(marks, following) or self._opening(marks) or self._gap(marks)
        if choice is None:
            return None
        depth, mark, gap = choice
        del self._open[depth:]
        self._open.append(mark)
        return tuple(m.name for m in self._open), gap

    def _successor(
        self, marks: list[Mark], following: list[Mark]
    ) -> tuple[int, Mark, bool] | None:
        for same, depth in product((_alike, _akin), range(len(self._open) - 1, -1, -1)):
            last = self._open[depth]
            for mark in marks:
                if same(mark, last) and mark.value == last.value + 1:
                    starts = [m for m in marks if m.kind == "roman" and m.value == 1]
                    goes_on = any(m.kind == "roman" and m.value == 2 for m in following)
                    if starts and mark.kind == "letter" and goes_on:
                        return depth + 1, starts[0], False
                    return depth, mark, False
        return None

    def _opening(self, marks: list[Mark]) -> tuple[int, Mark, bool] | None:
        first = next((m for m in marks if m.value == 1), None)
        # (a) straight after (a) is the same point again, not the first of its own.
        again = bool(self._open) and first == self._open[-1]
        return (len(self._open), first, False) if first and not again else None

    def _gap(self, marks: list[Mark]) -> tuple[int, Mark, bool] | None:
        for depth in range(len(self._open) - 1, -1, -1):
            last = self._open[depth]
            for mark in marks:
                if _alike(mark, last) and last.value < mark.value <= last.value + 3:
                    return depth, mark, True
        return self._second(marks)

    def _second(self, marks: list[Mark]) -> tuple[int, Mark, bool] | None:
        """Open a list at its second point; letters are never points of roman numbers."""
        second = next((m for m in marks if m.value == 2 and not self.knows([m])), None)
        if second is None:
            return None
        romans = [i for i, m in enumerate(self._open) if m.kind == "roman"]
        depth = romans[0] if romans and second.kind == "letter" else len(self._open)
        return depth, second, True
