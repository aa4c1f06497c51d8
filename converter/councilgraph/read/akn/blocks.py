"""The running text of Akoma Ntoso: one block a line, each character with its place.

Elements either run within a line (``span``, ``ref``, ``docTitle``) or stand on lines of their
own. A number (``num``) stands at the head of the line that follows it. Notes come after the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ...model import Link, Remark, Segment, Span
from ..xml import Chars, Element, Faults

INLINE = frozenset((
    "a", "abbr", "b", "i", "u", "s", "span", "sub", "sup", "inline", "ref", "mref", "rref",
    "mod", "mmod", "rmod", "remark", "ins", "del", "omissis", "date", "time", "person",
    "organization", "concept", "object", "event", "location", "process", "role", "term",
    "quantity", "def", "entity", "courtType", "neutralCitation", "party", "judge", "lawyer",
    "signature", "opinion", "argument", "vote", "outcome", "recordedTime", "placeholder",
    "fillIn", "decoration", "affectedDocument", "relatedDocument", "change", "docDate",
    "docNumber", "docTitle", "docType", "docProponent", "docStage", "docStatus",
    "docCommittee", "docIntroducer", "docAuthority", "docJurisdiction", "docketNumber",
    "docPurpose", "legislature", "session", "shortTitle", "embeddedText", "noteRef", "img",
    "marker", "eop",
))  # fmt: skip
"""Elements that run within a line (AKN's groups ANinline, ANtitleInline, HTMLinline)."""

ASIDE = frozenset(("meta", "presentation", "authorialNote"))
"""Elements whose text is no part of the running text where they stand."""

_LINKS = frozenset(("a", "ref", "mref", "rref"))
_BREAKS = frozenset(("br", "eol"))
_WORDS = re.compile(r"[^\t\n\r ]+(?: [^\t\n\r ]+)*")


@dataclass(frozen=True, slots=True)
class RunningText:
    """The text, its map into the file, the links in it, where its footnotes stand in the file."""

    text: str
    segments: tuple[Segment, ...]
    links: tuple[Link, ...]
    footnotes: tuple[Span, ...]
    remarks: tuple[Remark, ...]


@dataclass(slots=True)
class _Writer:
    """Text as it grows; ``broken`` and ``spaced`` tell what must come before the next word."""

    faults: Faults
    parts: list[str] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    length: int = 0
    last: int = 0
    broken: bool = False
    numbered: bool = False
    space: tuple[int, int] | None = None
    links: list[Link] = field(default_factory=list)
    notes: list[Element] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def put(self, text: str, start: int, end: int, *, verbatim: bool) -> None:
        """Add words, after the line end or the space that is due."""
        if self.broken:
            self._gap("\n", *((self.last, start) if self.last < start else (start - 1, start)))
        elif self.space is not None:
            self._gap(" ", *self.space)
        self.broken, self.space, self.numbered = False, None, False
        self._add(text, start, end, verbatim=verbatim)
        self.last = end

    def _gap(self, mark: str, start: int, end: int) -> None:
        """Add a line end or space; it stands for what separates the words in the file."""
        if self.length:
            self._add(mark, start, end, verbatim=self.faults.raw[start:end] == mark)

    def _add(self, text: str, start: int, end: int, *, verbatim: bool) -> None:
        before = self.segments[-1] if self.segments else None
        if not (verbatim and before and before.verbatim and before.raw_end == start):
            self.segments.append(Segment(self.length, start, end, verbatim))
        else:
            self.segments[-1] = Segment(before.clean, before.raw_start, end, verbatim=True)
        self.parts.append(text)
        self.length += len(text)

    def end_line(self, *, number: bool = False) -> None:
        """Ask for a line end before the next word, but for a number's own line."""
        if not self.numbered or number:
            self.broken, self.space = self.length > 0, None
            self.numbered = False

    def after_number(self, end: int) -> None:
        """Ask for a space between a number and the words after it."""
        if not self.broken and self.length:
            self.numbered, self.space = True, (self.last, end)


def running_text(root: Element, faults: Faults) -> RunningText:
    """Return the text of a document, its notes after it."""
    writer = _Writer(faults)
    _element(root, writer)
    footnotes = []
    # A note may stand inside another.
    for note in writer.notes:
        writer.end_line(number=True)
        before = writer.length
        _content(note, writer)
        if writer.length > before:
            footnotes.append(Span(note.inside, note.end))
            message = "a footnote that stands inside a paragraph was taken out of its text"
            writer.remarks.append(
                Remark("footnote-apart", message, Span(note.start, note.end))
            )
    text = "".join(writer.parts)
    return RunningText(text, tuple(writer.segments), tuple(writer.links), tuple(footnotes),
                       tuple(writer.remarks))  # fmt: skip


def _element(element: Element, writer: _Writer) -> None:
    if element.name == "authorialNote":
        writer.notes.append(element)
    elif element.name in _BREAKS:
        _white(element.start, element.end, writer)
    elif element.name in INLINE:
        _content(element, writer)
        if element.name in _LINKS:
            _link(element, writer)
    elif element.name not in ASIDE:
        number = element.name == "num"
        writer.end_line(number=number)
        _content(element, writer)
        if number:
            writer.after_number(element.end)
        writer.end_line()


def _content(element: Element, writer: _Writer) -> None:
    for child in element.children:
        if isinstance(child, Chars):
            _characters(child, writer)
        else:
            _element(child, writer)


def _characters(chars: Chars, writer: _Writer) -> None:
    """Add character data; white space between words is one space (XML's own, no other)."""
    for piece in chars.pieces:
        at = 0
        for words in _WORDS.finditer(piece.text):
            start, end = words.span()
            if at < start:
                _white(piece.start + at, piece.start + start, writer)
            place = (piece.start + start, piece.start + end) if piece.verbatim else (
                piece.start, piece.end
            )
            writer.put(words.group(), *place, verbatim=piece.verbatim)
            at = end
        if at < len(piece.text):
            end = piece.start + len(piece.text) if piece.verbatim else piece.end
            _white(piece.start + at, end, writer)


def _white(start: int, end: int, writer: _Writer) -> None:
    if not writer.broken and writer.length and writer.space is None:
        writer.space = (start, end)


def _link(element: Element, writer: _Writer) -> None:
    href = element.attributes.get("href")
    inside = [c for c in element.children if isinstance(c, Chars)]
    if href and href.value.strip() and inside:
        span = Span(inside[0].start, inside[-1].end)
        writer.links.append(Link(href.value.strip(), span))
