"""Edits over text that keep the map to the file: the base of every cleaning step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..model import Remark, Segment, SourceText


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace ``text[start:end]`` by ``new``; the offsets are of the text being cleaned."""

    start: int
    end: int
    new: str = ""


def apply(source: SourceText, edits: Iterable[Edit], remarks: Iterable[Remark] = ()) -> SourceText:
    """Return the text after the edits, its offset map kept, with the remarks added.

    Edits are ordered and do not overlap. A replacement maps as a whole to what it replaced.

    >>> s = apply(SourceText.of("a  b"), [Edit(1, 3, " ")])
    >>> s.text, s.span(1, 2), s.span(2, 3)
    ('a b', Span(start=1, end=3), Span(start=3, end=4))
    """
    noted = (*source.remarks, *remarks)
    ordered = list(edits)
    if not ordered:
        return SourceText(source.raw, source.text, source.segments, noted)
    pieces: list[str] = []
    segments: list[Segment] = []
    at = length = 0
    for edit in ordered:
        kept = source.text[at : edit.start]
        if kept:
            _copy(source, at, edit.start, length, segments)
            pieces.append(kept)
            length += len(kept)
        if edit.new:
            span = source.span(edit.start, edit.end)
            segments.append(Segment(length, span.start, span.end, verbatim=False))
            pieces.append(edit.new)
            length += len(edit.new)
        at = edit.end
    if at < len(source.text):
        _copy(source, at, len(source.text), length, segments)
        pieces.append(source.text[at:])
    return SourceText(source.raw, "".join(pieces), tuple(segments), noted)


def rearrange(source: SourceText, pieces: Iterable[tuple[int, int] | str]) -> SourceText:
    r"""Return the text made of its own ranges in a new order, with strings put between them.

    A string maps to the last character before it.

    >>> s = rearrange(SourceText.of("ab cd"), [(3, 5), "\n", (0, 2)])
    >>> s.text, s.span(0, 2), s.span(3, 5)
    ('cd\nab', Span(start=3, end=5), Span(start=0, end=2))
    """
    out: list[str] = []
    segments: list[Segment] = []
    length = at = 0
    for piece in pieces:
        if isinstance(piece, str):
            if not piece:
                continue
            kept = piece
            span = source.span(at, at + 1)
            segments.append(Segment(length, span.start, span.end, verbatim=False))
        else:
            kept = source.text[slice(*piece)]
            if not kept:
                continue
            _copy(source, *piece, length, segments)
            at = piece[1] - 1
        out.append(kept)
        length += len(kept)
    return SourceText(source.raw, "".join(out), tuple(segments), source.remarks)


def _copy(source: SourceText, start: int, end: int, clean: int, out: list[Segment]) -> None:
    """Append the segments of ``source.text[start:end]``, moved to begin at ``clean``."""
    for segment, stop in source.segments_between(start, end):
        begin = max(start, segment.clean)
        finish = min(end, stop)
        shift = begin - segment.clean
        moved = clean + begin - start
        if segment.verbatim:
            raw = segment.raw_start + shift
            out.append(Segment(moved, raw, raw + finish - begin, verbatim=True))
        else:
            out.append(Segment(moved, segment.raw_start, segment.raw_end, verbatim=False))
