"""Paragraphs, their leading verbs and what they ask for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from .citation import Citation
from .text import Named, Remark, Span, Symbol


class ParagraphKind(Enum):
    """Preambular, operative, or neither (a statement, a letter, an annex)."""

    PREAMBULAR = "PreambularParagraph"
    OPERATIVE = "OperativeParagraph"
    PLAIN = "Paragraph"


@dataclass(frozen=True, slots=True)
class VerbUse:
    """A leading verb: its lemma slug (``recalls``), its place, the words as the text has them."""

    lemma: str
    span: Span
    text: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """Something the Council asks of somebody.

    ``addressees`` are the paths of the organs, states and groups that the text names
    (``organ/secretary-general``), none where it names nobody known; ``addressee_text`` is what
    the text says. ``deadlines`` are ISO 8601 dates or months (``2021-09-30``, ``2021-09``),
    ``recurrences`` the ISO 8601 durations after which it is asked anew (``P90D``), and
    ``deadline_texts`` the words of both, and of deadlines that name no day.
    """

    verb: str
    addressees: tuple[str, ...]
    addressee_text: str
    deliverable: str
    span: Span
    deadlines: tuple[str, ...] = ()
    recurrences: tuple[str, ...] = ()
    deadline_texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MandateDecision:
    """Something that the Council sets up, extends or ends.

    ``action`` is ``establishes``, ``extends`` or ``ends``; ``subject`` the path of the body whose
    mandate it is, None where the text names nobody known; ``subject_text`` the words for what is
    set up, extended or ended. ``until`` is its last day, where the text tells it, ``until_text``
    the words.
    """

    action: str
    subject: str | None
    subject_text: str
    span: Span
    until: date | None = None
    until_text: str | None = None


@dataclass(frozen=True, slots=True)
class Amendment:
    """An earlier resolution whose provisions a paragraph changes.

    ``kind`` is ``extends``, ``terminates``, ``replaces`` or ``modifies``; ``text`` the words, from
    the verb to the resolution named, or the other way round.
    """

    kind: str
    target: Symbol
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph or point, the same thing in every language.

    ``path`` is its place below the document's IRI: ``("preamble", "3")``,
    ``("paragraph", "20", "a")``, ``("annex", "1", "paragraph", "2")``. ``number`` is what people
    say (``20(a)``), empty for preambular and unnumbered ones. ``position`` counts from 1 through
    the whole document. ``text`` is cleaned and without its number, ``span`` covers both.
    ``acts_under`` are the parts of the Charter under which the Council says here that it acts,
    ``concerns`` the peace operations and sanctions bodies that an operative paragraph names.
    """

    kind: ParagraphKind
    path: tuple[str, ...]
    number: str
    position: int
    text: str
    span: Span
    verbs: tuple[VerbUse, ...] = ()
    citations: tuple[Citation, ...] = ()
    requests: tuple[Request, ...] = ()
    mandates: tuple[MandateDecision, ...] = ()
    amends: tuple[Amendment, ...] = ()
    remarks: tuple[Remark, ...] = ()
    acts_under: tuple[Named, ...] = ()
    concerns: tuple[Named, ...] = ()
    parent: tuple[str, ...] | None = None
