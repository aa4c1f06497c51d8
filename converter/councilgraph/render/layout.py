"""A record as the passages of a document: masthead, title, formula, paragraphs, annexes, ends.

Rule: United Nations Editorial Manual, "Format of documents"; the order and wording are those of
documents as published, one language each.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from ..model import Document, DocumentKind, Paragraph, Record
from .letter import letter_body
from .phrases import Phrasebook, phrasebook


class Part(Enum):
    """Which part of a document a passage belongs to."""

    HEAD = "head"
    TEXT = "text"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of a document: the mark before it, its text, the part it belongs to."""

    text: str
    part: Part = Part.TEXT
    mark: str = ""


def passages(record: Record, language: str | None = None) -> list[Passage]:
    """Return the passages of a record, with the documents annexed to its own.

    ``language`` (ISO 639-1) is that of the frame of the record's own document: masthead, title,
    numbering, and what a letter says of a vote. Texts stay in the language they are in.
    """
    found: list[Passage] = []
    written = [d for d in record.documents if d.version]
    for i, document in enumerate(written):
        book = phrasebook(document.language if i or language is None else language)
        if i:
            heading = phrasebook(language or record.main.language).one("annex")
            found.append(Passage(heading))
        found += _masthead(document, book)
        if document.kind is DocumentKind.LETTER:
            found += _letter(document, record, book)
        else:
            found += _LAYOUTS.get(document.kind, _plain)(document, book)
    found += (Passage(d.job_number, Part.FURNITURE) for d in written[:1] if d.job_number)
    return found


def _masthead(document: Document, book: Phrasebook) -> Iterator[Passage]:
    masthead, own = book.pack.masthead, document.language == book.pack.code
    yield Passage(masthead["organization"][0], Part.HEAD)
    yield Passage(document.symbol, Part.HEAD)
    organ = "assembly" if document.symbol.startswith("A/") else "council"
    yield Passage(masthead[organ][0], Part.HEAD)
    if document.distribution:
        kinds = book.pack.rendering["distributions"]
        value = document.distribution if own else _aligned(document, kinds)
        yield Passage(book.fill("distribution", text=value), Part.HEAD)
    if document.date:
        yield Passage(book.masthead_date(document.date), Part.HEAD)
    if document.original_languages:
        names = [book.dating.languages[code][0] for code in document.original_languages]
        yield Passage(book.fill("original", list=book.enumerated(names)), Part.HEAD)


def _aligned(document: Document, kinds: tuple[str, ...]) -> str:
    """Return a kind of distribution in another language; the first where it is none known."""
    known = phrasebook(document.language).pack.rendering["distributions"]
    folded = [k.casefold() for k in known]
    value = (document.distribution or "").casefold()
    return kinds[folded.index(value)] if value in folded else kinds[0]


def _resolution(document: Document, book: Phrasebook) -> Iterator[Passage]:
    own = document.language == book.pack.code
    title = document.title if own and document.title else book.title(document.symbol)
    if title:
        yield Passage(title, Part.HEAD)
    if document.adoption_date:
        meeting = str(document.meeting or "").removeprefix("S/PV.")
        if meeting.isdigit():
            order = book.ordinal(int(meeting))
            line = book.dated(document.adoption_date, "adoption", meeting=meeting, ordinal=order)
        else:
            line = book.dated(document.adoption_date, "adoption_written")
        yield Passage(line, Part.HEAD)
    yield Passage(_formula(document, book), Part.HEAD)
    yield from _body(document, book)
    yield from _notes(document, book)


def _formula(document: Document, book: Phrasebook) -> str:
    if document.symbol.startswith("A/"):
        return book.pack.formulas["assembly"][0]
    return book.one("formula")


def _draft(document: Document, book: Phrasebook) -> Iterator[Passage]:
    own = document.language == book.pack.code
    sponsors = [book.states.get(s.path or "", s.text) for s in document.sponsors]
    title = document.title if own else book.fill("draft_title", list=book.listed_states(sponsors))
    if title:
        yield Passage(title, Part.HEAD)
    yield Passage(_formula(document, book), Part.HEAD)
    yield from _body(document, book)
    yield from _notes(document, book)


def _letter(document: Document, record: Record, book: Phrasebook) -> Iterator[Passage]:
    own = document.language == book.pack.code
    vote = next((v for v in record.votes if v.reported_in == document.symbol), None)
    if own or vote is None:
        if document.title:
            yield Passage(document.title, Part.HEAD)
        yield from (Passage(p.text) for p in document.paragraphs)
    else:
        if document.date:
            yield Passage(book.dated(document.date, "letter_title"), Part.HEAD)
        yield from (Passage(text) for text in letter_body(record, vote, book))
    if document.signatory:
        yield Passage(book.fill("letter_signed", rest=document.signatory.text), Part.HEAD)
    if document.signatory_role:
        role = document.signatory_role.text if own else book.one("letter_role")
        yield Passage(role, Part.HEAD)
    yield from (Passage(f"* {note.text}") for note in document.footnotes)


def _statement(document: Document, book: Phrasebook) -> Iterator[Passage]:
    own = document.language == book.pack.code
    title = document.title if own and document.title else book.one("statement_title")
    yield Passage(title, Part.HEAD)
    meeting = str(document.meeting or "").removeprefix("S/PV.")
    if document.date and meeting.isdigit() and document.agenda_item:
        yield Passage(
            book.dated(document.date, "statement_opening", meeting=meeting,
                       ordinal=book.ordinal(int(meeting)), text=document.agenda_item)
        )  # fmt: skip
    yield from (Passage(p.text) for p in document.paragraphs)
    yield from _notes(document, book)


def _plain(document: Document, book: Phrasebook) -> Iterator[Passage]:
    if document.title:
        yield Passage(document.title, Part.HEAD)
    yield from _body(document, book)
    yield from _notes(document, book)


def _body(document: Document, book: Phrasebook) -> Iterator[Passage]:
    """Yield the paragraphs with their marks, a heading before each annex and part."""
    section: tuple[str, ...] = ()
    points = _Points(book)
    for paragraph in document.paragraphs:
        found = paragraph.path[:2] if paragraph.path[0] in _SECTIONS else ()
        if found != section:
            section = found
            name = book.one("annex") if found[:1] == ("annex",) else "".join(found[1:])
            yield Passage(name)
        yield Passage(paragraph.text, mark=points.mark(paragraph))


_SECTIONS = frozenset(("annex", "part"))
_UNMARKED = frozenset(("preamble", "heading", "text"))


class _Points:
    """Marks before points; the first point of a list tells what the list counts with."""

    def __init__(self, book: Phrasebook) -> None:
        self.book = book
        self.lists: dict[tuple[str, ...], list[str]] = {}

    def mark(self, paragraph: Paragraph) -> str:
        """Return the mark before a paragraph, the space after it included."""
        *above, name = paragraph.path
        kind = above[-1] if above else ""
        if kind in _UNMARKED:
            return ""
        if kind == "paragraph":
            return self.book.paragraph_mark(paragraph.number) if paragraph.number else ""
        siblings = self.lists.setdefault(tuple(above), [])
        siblings.append(name)
        if siblings[0] == "i":
            return self.book.roman_mark(name, len(siblings))
        return self.book.letter_mark(name)


def _notes(document: Document, book: Phrasebook) -> Iterator[Passage]:
    if document.footnotes:
        yield Passage(book.pack.headings["footnotes"][0])
    yield from (Passage(note.text) for note in document.footnotes)


_LAYOUTS = {
    DocumentKind.RESOLUTION: _resolution,
    DocumentKind.DRAFT_RESOLUTION: _draft,
    DocumentKind.PRESIDENTIAL_STATEMENT: _statement,
}
