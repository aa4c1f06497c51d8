"""Documents, their language versions, and the record of one source file."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum

from .citation import Citation
from .paragraph import Paragraph
from .text import Named, Recorded, Remark, Span, Stated, Symbol
from .vote import Vote


class DocumentKind(Enum):
    """What kind of document it is; the value is the class name in the ontology."""

    RESOLUTION = "Resolution"
    DRAFT_RESOLUTION = "DraftResolution"
    LETTER = "Letter"
    PRESIDENTIAL_STATEMENT = "PresidentialStatement"
    MEETING_RECORD = "MeetingRecord"
    OTHER = "Document"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a file was fetched from: the address that was asked for, when it answered, its terms.

    ``time`` is in UTC; ``rights`` is what the table of sources says of the terms, if anything.
    """

    address: str
    time: dt.datetime
    rights: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """The file that was read.

    ``name`` is its base name, ``sha256`` the hash of its bytes in hex, ``media_type`` what it
    was sniffed to be, ``length`` the code points of the text that spans count in. Of a library
    record, hash and length are those of its content in one form, whatever form the file has, and
    the name is its control number. ``origin`` is where it was fetched from, where that is known.
    """

    name: str
    sha256: str
    media_type: str
    length: int
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class LanguageVersion:
    """A document in one language (ISO 639-1 code), as one source has it."""

    language: str
    source: Source
    span: Span | None = None
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One document: what a masthead, its text and its end say.

    A document that is only talked about (a draft named in a letter) has no ``version`` and no
    paragraphs. ``title``, ``agenda_item``, names and texts are in the version's language, or in
    ``language`` where a document is only talked about. ``topic_concept`` is the path of the concept
    that its agenda item is. ``adopted_by`` is the path of an organ
    (``organ/security-council``). ``citations`` are those outside any paragraph, ``places`` where
    the single fields are stated, ``recorded`` where a library record states them.
    """

    symbol: Symbol
    kind: DocumentKind
    language: str
    version: LanguageVersion | None = None
    title: str | None = None
    date: dt.date | None = None
    distribution: str | None = None
    original_languages: tuple[str, ...] = ()
    job_number: str | None = None
    agenda_item: str | None = None
    topic_concept: str | None = None
    adopted_by: str | None = None
    adoption_date: dt.date | None = None
    meeting: Symbol | None = None
    draft: Symbol | None = None
    sponsors: tuple[Named, ...] = ()
    annexes: tuple[Symbol, ...] = ()
    signatory: Named | None = None
    signatory_role: Named | None = None
    addressees: tuple[Named, ...] = ()
    footnotes: tuple[Named, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    citations: tuple[Citation, ...] = ()
    subjects: tuple[Named, ...] = ()
    remarks: tuple[Remark, ...] = ()
    places: tuple[Stated, ...] = ()
    recorded: tuple[Recorded, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that one source file says; ``documents`` starts with the file's own.

    Of a table or a file of library records it is what these say of one vote: no document of it has
    a ``version``, and places are cells.
    """

    source: Source
    documents: tuple[Document, ...]
    votes: tuple[Vote, ...] = ()

    @property
    def main(self) -> Document:
        """Return the document the file is."""
        return self.documents[0]
