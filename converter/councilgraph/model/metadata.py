"""What a file says about its document outside the running text: markup metadata and links."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .text import Named, Span
from .vote import Choice


@dataclass(frozen=True, slots=True)
class Link:
    """A link in the markup: where it points, the characters of the file that it covers."""

    href: str
    span: Span


@dataclass(frozen=True, slots=True)
class DatedText:
    """A date that the markup gives to words, and the characters of the file that these are."""

    date: date
    span: Span


@dataclass(frozen=True, slots=True)
class Count:
    """A number of votes as the markup states it, and the voters it lists."""

    choice: Choice
    value: int | None
    span: Span | None
    voters: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Metadata:
    """Metadata of one file; every field may be empty, every ``Named`` keeps its place.

    ``sponsors`` and ``additional_sponsors`` are the strings of the markup, one each, unsplit.
    ``record`` is the symbol of the meeting or letter that the markup names for the decision,
    ``procedure`` its word for how the vote was held (``VOTING BY MAIL``), ``note`` its remark on
    the result (``Adopted unanimously; voting by mail``), ``voting`` where its counts begin.
    ``footnotes`` are places in the file whose text is a footnote, wherever it stands in the
    running text.
    """

    language: str | None = None
    symbol: Named | None = None
    work: str | None = None
    date: date | None = None
    date_span: Span | None = None
    record: Named | None = None
    draft: Named | None = None
    sponsors: Named | None = None
    additional_sponsors: Named | None = None
    procedure: Named | None = None
    note: Named | None = None
    voting: Span | None = None
    counts: tuple[Count, ...] = ()
    job_number: Named | None = None
    title: Named | None = None
    agenda_item: Named | None = None
    subjects: tuple[Named, ...] = ()
    links: tuple[Link, ...] = ()
    dates: tuple[DatedText, ...] = ()
    footnotes: tuple[Span, ...] = ()
