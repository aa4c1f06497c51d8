"""A file's metadata held against its text and against themselves; both are kept as they stand."""

from __future__ import annotations

import re

from ..languages import fold
from ..model import Choice, Document, DocumentKind, Metadata, Remark, Severity, Span
from .block import Reading
from .dates import first_date

COUNCIL_SIZES = ((1966, 15), (1946, 11))
"""Members of the Council from a year on: Article 23 of the Charter, as amended in 1965."""

_RESULT = re.compile(r"(?<![\d-])(\d{1,2})-(\d{1,2})-(\d{1,2})(?![\d-])")
_WORK = re.compile(r"/(?P<number>\d{1,4})-(?P<year>\d{4})/")
_TAG = re.compile(r"<[^<>]*>")
_COUNTED = (Choice.IN_FAVOUR, Choice.AGAINST, Choice.ABSTAINING)


def disagreements(document: Document, metadata: Metadata, reading: Reading) -> list[Remark]:
    """Return a remark for each fact that metadata and text, or two places of it, tell differently.

    ``document`` is as its text alone tells it.
    """
    return [
        *_dates(document, metadata),
        *_dated_words(metadata, reading),
        *_issue(document),
        *_meetings(document, metadata),
        *_works(document, metadata),
        *_languages(document, metadata),
    ]


def _dates(document: Document, metadata: Metadata) -> list[Remark]:
    resolution = document.kind is DocumentKind.RESOLUTION
    said = document.adoption_date if resolution else document.date
    if said is None or metadata.date is None or said == metadata.date:
        return []
    message = f"the metadata date the document to {metadata.date}, its text to {said}"
    return [Remark("date-mismatch", message, metadata.date_span, Severity.DOUBT)]


def _dated_words(metadata: Metadata, reading: Reading) -> list[Remark]:
    """Remark words that are another day than the one the markup gives them."""
    remarks = []
    for given in metadata.dates:
        words = fold(" ".join(_TAG.sub("", reading.source.quote(given.span)).split()))
        found = first_date(reading.pack, words, 0, len(words))
        if found and found[0] and found[0] != given.date:
            message = f"the markup dates {words!r} to {given.date}"
            remarks.append(Remark("date-mismatch", message, given.span, Severity.DOUBT))
    return remarks


def _issue(document: Document) -> list[Remark]:
    """Remark a resolution issued before it was adopted."""
    issued, adopted = document.date, document.adoption_date
    if issued is None or adopted is None or issued >= adopted:
        return []
    message = f"the masthead dates the document to {issued}, its adoption to {adopted}"
    span = document.version.span if document.version else None
    return [Remark("date-mismatch", message, span, Severity.DOUBT)]


def _meetings(document: Document, metadata: Metadata) -> list[Remark]:
    record = metadata.record
    if document.meeting is None or record is None or not record.text.startswith("S/PV."):
        return []
    if re.split(r"[\s(]", record.text)[0] == document.meeting:
        return []
    message = f"the metadata name {record.text}, the text {document.meeting}"
    return [Remark("metadata-mismatch", message, record.span, Severity.DOUBT)]


def _works(document: Document, metadata: Metadata) -> list[Remark]:
    work = _WORK.search(metadata.work or "")
    if work is None or not document.symbol.startswith("S/RES/"):
        return []
    symbol = f"S/RES/{int(work['number'])} ({work['year']})"
    if symbol == document.symbol:
        return []
    message = f"the metadata identify the work as {symbol}, the text as {document.symbol}"
    return [Remark("metadata-mismatch", message, None, Severity.DOUBT)]


def _languages(document: Document, metadata: Metadata) -> list[Remark]:
    if metadata.language in (None, document.language):
        return []
    message = f"the metadata say the language is {metadata.language}, it is {document.language}"
    return [Remark("metadata-mismatch", message, None, Severity.DOUBT)]


def vote_disagreements(metadata: Metadata, year: int | None) -> list[Remark]:
    """Return remarks on votes whose numbers cannot all be true.

    The note on the result may state other numbers (``Adopted 13-0-2``), and the votes of all
    members are no more and no fewer than its seats, unless some are told not to have voted.
    """
    stated = {c.choice: c.value for c in metadata.counts if c.value is not None}
    if not stated:
        return []
    remarks = []
    note = metadata.note
    result = _RESULT.search(note.text) if note else None
    numbers = tuple(stated.get(choice, 0) for choice in _COUNTED)
    if note and result and tuple(int(n) for n in result.groups()) != numbers:
        shown = "-".join(map(str, numbers))
        message = f"the note says {result.group()}, the counts {shown}"
        remarks.append(Remark("tally-mismatch", message, note.span, Severity.DOUBT))
    size = next((n for since, n in COUNCIL_SIZES if year and year >= since), None)
    total = sum(stated.values())
    if size is not None and total != size:
        message = f"the votes stated sum to {total}; the Council has {size} members"
        remarks.append(Remark("tally-mismatch", message, _first(metadata), Severity.DOUBT))
    return remarks


def _first(metadata: Metadata) -> Span | None:
    return next((c.span for c in metadata.counts if c.span), None)
