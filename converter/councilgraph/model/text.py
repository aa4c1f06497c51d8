"""Text with its origin: spans, cleaned text with an offset map, remarks."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import pairwise
from typing import NewType

Symbol = NewType("Symbol", str)
"""A United Nations document symbol in UN form, with the year where the UN writes one:
``S/RES/2553 (2020)``, ``S/2020/1166``, ``A/RES/70/1``. Made by ``identifiers.parse_symbol``."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of Unicode code points in a source file."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span runs forward and is not empty, got {self.start}..{self.end}")

    def join(self, other: Span) -> Span:
        """Return the smallest span that covers both.

        >>> Span(3, 5).join(Span(9, 12))
        Span(start=3, end=12)
        """
        return Span(min(self.start, other.start), max(self.end, other.end))


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """A place in a table or in a file of library records.

    ``record`` is the row below the header, or the record of the file, from 1; ``field`` the name of
    the column, or the tag of the field with its subfield (``967 $d``).

    >>> str(Cell(12, "ms_vote"))
    'record 12, ms_vote'
    """

    record: int
    field: str

    def __str__(self) -> str:
        return f"record {self.record}, {self.field}"


class Severity(Enum):
    """How grave a remark is: a note, a doubt, or a contradiction that stops publication."""

    NOTE = "note"
    DOUBT = "doubt"
    CONTRADICTION = "contradiction"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something odd in the source that was kept as it stands.

    ``code`` is the slug of a concept of the remark scheme (``doubled-words``); ``message`` is one
    English sentence; ``span`` the place, where there is one, ``cell`` that in a table or record.
    """

    code: str
    message: str
    span: Span | None = None
    severity: Severity = Severity.NOTE
    cell: Cell | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """Where a thing's field is stated: the field's name in the model, the words, their place.

    Of a field with several values the places come in the order of the values.
    """

    field: str
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Recorded:
    """Where a table or record states a thing's field: the field's name, the words, the cell."""

    field: str
    text: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of cleaned text and where it came from.

    ``verbatim`` runs map character by character; others (a replacement) map as a whole.
    """

    clean: int
    raw_start: int
    raw_end: int
    verbatim: bool


@dataclass(frozen=True, slots=True)
class SourceText:
    """Cleaned text with the map back to the file it was read from.

    ``raw`` is the decoded file, ``text`` what the cleaning steps left, ``segments`` the offset
    map, ordered by ``clean`` and covering ``text`` from its start. Where columns or footnotes were
    moved, a span covers all of the file between the first and the last place it comes from.

    >>> s = SourceText("ab--cd", "abcd", (Segment(0, 0, 2, True), Segment(2, 4, 6, True)))
    >>> s.span(1, 3), s.quote(s.span(1, 3))
    (Span(start=1, end=5), 'b--c')
    """

    raw: str
    text: str
    segments: tuple[Segment, ...]
    remarks: tuple[Remark, ...] = ()
    _starts: list[int] = field(init=False, repr=False, compare=False)
    _moved: bool = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", [s.clean for s in self.segments])
        moved = any(b.raw_start < a.raw_start for a, b in pairwise(self.segments))
        object.__setattr__(self, "_moved", moved)

    @classmethod
    def of(cls, raw: str) -> SourceText:
        """Return text that was not cleaned at all."""
        return cls(raw, raw, (Segment(0, 0, len(raw), True),))

    def span(self, start: int, end: int) -> Span:
        """Return the span in the file of ``text[start:end]``.

        Raises:
            ValueError: the range is empty or backward.
        """
        first, last = self._raw(start), self._raw(end - 1)
        if not self._moved or start >= end:
            return Span(first[0], last[1])
        edges = [first, last]
        for segment, stop in self.segments_between(start, end):
            edges += self._raw(max(start, segment.clean)), self._raw(min(end, stop) - 1)
        return Span(min(a for a, _ in edges), max(b for _, b in edges))

    def quote(self, span: Span) -> str:
        """Return the characters of the file at a span, untouched."""
        return self.raw[span.start : span.end]

    def within(self, reach: Span) -> SourceText:
        """Return the same text with the remarks that begin in a range of the file.

        Those that have no place are kept where the range begins the file.
        """
        kept = tuple(
            r for r in self.remarks
            if (r.span is None and reach.start == 0)
            or (r.span is not None and reach.start <= r.span.start < reach.end)
        )  # fmt: skip
        return self if kept == self.remarks else replace(self, remarks=kept)

    def segments_between(self, start: int, end: int) -> list[tuple[Segment, int]]:
        """Return the segments that ``text[start:end]`` touches, each with where it stops."""
        first = bisect_right(self._starts, start) - 1
        found = []
        for i in range(first, len(self.segments)):
            segment = self.segments[i]
            if segment.clean >= end:
                break
            last = i + 1 == len(self.segments)
            found.append((segment, len(self.text) if last else self._starts[i + 1]))
        return found

    def _raw(self, index: int) -> tuple[int, int]:
        segment = self.segments[bisect_right(self._starts, index) - 1]
        if not segment.verbatim:
            return segment.raw_start, segment.raw_end
        start = segment.raw_start + index - segment.clean
        return start, start + 1


@dataclass(frozen=True, slots=True)
class Named:
    """A name as the text has it, its place, and the path of what it names where known.

    For a sponsor ``path`` is ``state/TZA``; for an addressee ``organ/secretary-general``.
    ``language`` is set where the words are in another language than the document; ``cell`` is the
    place in a library record.
    """

    text: str
    span: Span | None = None
    path: str | None = None
    language: str | None = None
    cell: Cell | None = None
