"""A record as the passages of a document: masthead, title, formula, paragraphs, annexes, ends.

Rule: United Nations Editorial Manual, "Format of documents"; the order and wording are those of
documents as published, one language each.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from ..model import Document, DocumentKind, Record, Vote
from .letter import letter_body
from .phrases import Phrasebook, phrasebook
from .points import Points


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
        found += masthead(document, book)
        found += preface(document, book)
        if words := formula(document, book):
            found.append(Passage(words, Part.HEAD))
        found += (Passage(text) for text in opening(document, book))
        vote = None if document.language == book.pack.code else _reported(document, record)
        found += (Passage(t) for t in letter_body(record, vote, book)) if vote else (
            body(document, book)
        )
        found += conclusion(document, book)
    found += (Passage(d.job_number, Part.FURNITURE) for d in written[:1] if d.job_number)
    return found


def _reported(document: Document, record: Record) -> Vote | None:
    """Return the vote that a document reports, or None."""
    return next((v for v in record.votes if v.reported_in == document.symbol), None)


def masthead(document: Document, book: Phrasebook) -> Iterator[Passage]:
    """Yield organization, symbol, organ, distribution, date and original language."""
    names, own = book.pack.masthead, document.language == book.pack.code
    yield Passage(names["organization"][0], Part.HEAD)
    yield Passage(document.symbol, Part.HEAD)
    organ = "assembly" if document.symbol.startswith("A/") else "council"
    yield Passage(names[organ][0], Part.HEAD)
    if document.distribution:
        kinds = book.pack.rendering["distributions"]
        value = document.distribution if own else _aligned(document, kinds)
        yield Passage(book.fill("distribution", text=value), Part.HEAD)
    if document.date:
        yield Passage(book.masthead_date(document.date), Part.HEAD)
    if document.original_languages:
        tongues = [book.dating.languages[code][0] for code in document.original_languages]
        yield Passage(book.fill("original", list=book.enumerated(tongues)), Part.HEAD)


def _aligned(document: Document, kinds: tuple[str, ...]) -> str:
    """Return a kind of distribution in another language; the first where it is none known."""
    known = phrasebook(document.language).pack.rendering["distributions"]
    folded = [k.casefold() for k in known]
    value = (document.distribution or "").casefold()
    return kinds[folded.index(value)] if value in folded else kinds[0]


def preface(document: Document, book: Phrasebook) -> Iterator[Passage]:
    """Yield the title, and of a resolution the line that says when it was adopted."""
    own = document.language == book.pack.code
    title = document.title if own else _title(document, book)
    if title:
        yield Passage(title, Part.HEAD)
    if document.kind is not DocumentKind.RESOLUTION or not document.adoption_date:
        return
    meeting = str(document.meeting or "").removeprefix("S/PV.")
    if meeting.isdigit():
        order = book.ordinal(int(meeting))
        line = book.dated(document.adoption_date, "adoption", meeting=meeting, ordinal=order)
    else:
        line = book.dated(document.adoption_date, "adoption_written")
    yield Passage(line, Part.HEAD)


def _title(document: Document, book: Phrasebook) -> str | None:
    """Return the title that a document's facts make, the one it has where they make none."""
    if document.kind is DocumentKind.RESOLUTION:
        return book.title(document.symbol)
    if document.kind is DocumentKind.DRAFT_RESOLUTION:
        sponsors = [book.states.get(s.path or "", s.text) for s in document.sponsors]
        return book.fill("draft_title", list=book.listed_states(sponsors))
    if document.kind is DocumentKind.PRESIDENTIAL_STATEMENT:
        return book.one("statement_title")
    if document.kind is DocumentKind.LETTER and document.date:
        return book.dated(document.date, "letter_title")
    return document.title


def formula(document: Document, book: Phrasebook) -> str | None:
    """Return the words with which a resolution begins: the organ that speaks."""
    if document.kind not in (DocumentKind.RESOLUTION, DocumentKind.DRAFT_RESOLUTION):
        return None
    if document.symbol.startswith("A/"):
        return book.pack.formulas["assembly"][0]
    return book.one("formula")


def opening(document: Document, book: Phrasebook) -> Iterator[str]:
    """Yield the words before a statement: meeting, date and item."""
    meeting = str(document.meeting or "").removeprefix("S/PV.")
    statement = document.kind is DocumentKind.PRESIDENTIAL_STATEMENT
    if statement and document.date and meeting.isdigit() and document.agenda_item:
        yield book.dated(document.date, "statement_opening", meeting=meeting,
                         ordinal=book.ordinal(int(meeting)), text=document.agenda_item)  # fmt: skip


def body(document: Document, book: Phrasebook) -> Iterator[Passage]:
    """Yield the paragraphs with their marks, a heading before each annex and part."""
    section: tuple[str, ...] = ()
    points = Points(book)
    for paragraph in document.paragraphs:
        found = paragraph.path[:2] if paragraph.path[0] in _SECTIONS else ()
        if found != section:
            section = found
            name = book.one("annex") if found[:1] == ("annex",) else "".join(found[1:])
            yield Passage(name)
        yield Passage(paragraph.text, mark=points.mark(paragraph))


_SECTIONS = frozenset(("annex", "part"))


def conclusion(document: Document, book: Phrasebook) -> Iterator[Passage]:
    """Yield what stands at the end: signature and office, notes."""
    own = document.language == book.pack.code
    if document.signatory:
        yield Passage(book.fill("letter_signed", rest=document.signatory.text), Part.HEAD)
    if document.signatory_role:
        role = document.signatory_role.text if own else book.one("letter_role")
        yield Passage(role, Part.HEAD)
    if document.kind is DocumentKind.LETTER:
        yield from (Passage(f"* {note.text}") for note in document.footnotes)
    elif document.footnotes:
        yield Passage(book.pack.headings["footnotes"][0])
        yield from (Passage(note.text) for note in document.footnotes)
