"""What reading a file gives: its text with the offset map, and what the file says besides."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..model import Metadata, Remark, Segment, Source, SourceText


@dataclass(frozen=True, slots=True)
class Extracted:
    """Text taken out of a file, before it is cleaned.

    ``raw`` is what spans count in: the decoded file for text, HTML and XML, the extracted text
    for PDF and DOCX. ``text`` and ``segments`` are the document's text and its map into ``raw``.
    ``paged`` tells whether the text was laid out, with the lines, furniture and marks of a page;
    where markup tells the blocks it was not.
    """

    raw: str
    text: str
    segments: tuple[Segment, ...]
    metadata: Metadata = field(default_factory=Metadata)
    remarks: tuple[Remark, ...] = ()
    paged: bool = True


@dataclass(frozen=True, slots=True)
class ReadResult:
    """One file as read: where it comes from, its cleaned text, its metadata."""

    source: Source
    text: SourceText
    metadata: Metadata = field(default_factory=Metadata)
