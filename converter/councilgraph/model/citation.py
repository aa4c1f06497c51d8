"""What a paragraph cites, where, and with which verb."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .text import Remark, Span, Symbol


@dataclass(frozen=True, slots=True, order=True)
class InstrumentRef:
    """An instrument of the authority list, or a part of it.

    ``slug`` names the instrument (``un-charter``); ``part`` the path below it
    (``chapter/VIII``, ``article/41``), empty for the whole.
    """

    slug: str
    part: str = ""


Target = Symbol | InstrumentRef


@dataclass(frozen=True, slots=True)
class Citation:
    """One mention of a document or instrument.

    ``verb`` is the lemma slug of the governing verb (``recalls``), ``topic`` the phrase the text
    attaches to the cited thing, ``topic_concept`` the path of the concept that the phrase is
    (``concept/topic/somalia``), ``date`` the date the text gives it, ``quote`` the surface text,
    whose characters in the file are at ``span``.
    """

    target: Target
    quote: str
    span: Span
    verb: str | None = None
    topic: str | None = None
    topic_concept: str | None = None
    date: date | None = None
    remarks: tuple[Remark, ...] = ()
