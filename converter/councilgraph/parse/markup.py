"""Facts from a file's own markup: votes, sponsors, draft, subjects of Akoma Ntoso metadata."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from ..identifiers import parse_symbol
from ..languages import LanguagePack, fold, packs
from ..model import (
    Document,
    Metadata,
    Named,
    Remark,
    Severity,
    Span,
    Symbol,
)
from .agreement import disagreements
from .block import Reading
from .names import Listed, states_in
from .places import Places, first_told, told

MEETING = re.compile(r"[SA]/PV\.")


def symbol_in(named: Named | None) -> Symbol | None:
    """Return the symbol a metadata value is, or None where it is none."""
    if named is None:
        return None
    try:
        return parse_symbol(named.text)
    except ValueError:
        return None


def meeting_of(metadata: Metadata) -> Symbol | None:
    """Return the meeting that the metadata name as the decision's record, or None."""
    symbol = symbol_in(metadata.record)
    return symbol if symbol and MEETING.match(symbol) else None


def with_metadata(document: Document, metadata: Metadata, reading: Reading) -> Document:
    """Return a document completed from its file's metadata; what the text says stays."""
    draft = symbol_in(metadata.draft)
    itself = draft in (None, document.symbol)
    named, remarks = sponsors_of(metadata, reading) if itself else ((), [])
    return replace(
        document,
        title=document.title or _text_of(_in_language(metadata.title, document)),
        draft=document.draft or (None if itself else draft),
        meeting=document.meeting or meeting_of(metadata),
        job_number=document.job_number or _text_of(metadata.job_number),
        agenda_item=document.agenda_item
        or _text_of(_in_language(metadata.agenda_item, document)),
        sponsors=(document.sponsors or named) if itself else (),
        subjects=tuple(_told(s, document.language) for s in metadata.subjects),
        remarks=(*document.remarks, *disagreements(document, metadata, reading), *remarks),
        places=first_told(document.places, _places(metadata, document)),
    )


def _places(metadata: Metadata, document: Document) -> Places:
    """Return where the metadata state the fields of a document."""
    return (
        *told("title", _in_language(metadata.title, document)),
        *told("job_number", metadata.job_number),
        *told("agenda_item", _in_language(metadata.agenda_item, document)),
        *told("meeting", metadata.record),
        *told("draft", metadata.draft),
    )


def _in_language(named: Named | None, document: Document) -> Named | None:
    """Return a name that is in the document's own language."""
    return named if named and named.language in (None, document.language) else None


def _text_of(named: Named | None) -> str | None:
    return named.text if named else None


def _told(named: Named, language: str) -> Named:
    """Return a name that tells its language only where that is not the document's."""
    return replace(named, language=None) if named.language == language else named


def sponsors_of(metadata: Metadata, reading: Reading) -> tuple[tuple[Named, ...], list[Remark]]:
    """Return the sponsors that the metadata name, additional ones last, each once."""
    named: dict[str, Named] = {}
    remarks: list[Remark] = []
    for value in (metadata.sponsors, metadata.additional_sponsors):
        if value is None or not value.text.strip():
            continue
        for name, path in states_of(value.text, reading, remarks, value.span):
            if path is None:
                remarks.append(
                    Remark("unknown-state", f"{name!r} among the sponsors is no member state known",
                           value.span, Severity.DOUBT)
                )  # fmt: skip
            named.setdefault(path or name, Named(name, value.span, path))
    return tuple(named.values()), remarks


def states_of(
    text: str, reading: Reading, remarks: list[Remark], span: Span | None
) -> list[tuple[str, str | None]]:
    """Return the states of a metadata string, read in the language that knows most of them.

    Two names with nothing between them are two, and that is remarked.
    """
    folded = fold(text)
    best: list[Listed] = []
    score = -1
    for pack in _packs(reading):
        found = states_in(folded, 0, len(folded), pack, reading.gazetteer)
        known = sum(n.path is not None for n in found)
        if known > score:
            best, score = found, known
        if found and known == len(found):
            break
    for first, second in pairwise(best):
        if not folded[first.end : second.start].strip():
            names = text[first.start : second.end]
            message = f"no comma stands between the two names in {names!r}"
            remarks.append(Remark("missing-comma", message, span))
    return [(text[n.start : n.end].strip(), n.path) for n in best]


def _packs(reading: Reading) -> list[LanguagePack]:
    return [p for p in packs() if p.traits["capitals"] == "yes"] + [reading.pack]
