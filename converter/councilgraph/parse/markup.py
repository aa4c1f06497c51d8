"""Facts from a file's own markup: votes, sponsors, draft, subjects of Akoma Ntoso metadata."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from ..identifiers import parse_symbol
from ..languages import LanguagePack, fold, packs
from ..model import (
    Ballot,
    Choice,
    Document,
    Metadata,
    Named,
    Outcome,
    Procedure,
    Remark,
    Severity,
    Span,
    Symbol,
    Tally,
    Vote,
)
from .agreement import disagreements, vote_disagreements
from .block import Reading
from .names import Listed, states_in
from .votes import repeated

_UNCOUNTED = (Procedure.ACCLAMATION, Procedure.WITHOUT_VOTE)
_MEETING = re.compile(r"[SA]/PV\.")
_FIELDS = {
    Choice.IN_FAVOUR: "in_favour",
    Choice.AGAINST: "against",
    Choice.ABSTAINING: "abstaining",
    Choice.NOT_VOTING: "not_voting",
}


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
    return symbol if symbol and _MEETING.match(symbol) else None


def _reported_in(metadata: Metadata) -> Symbol | None:
    """Return the document other than a meeting's record that reports the decision, or None."""
    symbol = symbol_in(metadata.record)
    return symbol if symbol and not _MEETING.match(symbol) else None


def with_metadata(document: Document, metadata: Metadata, reading: Reading) -> Document:
    """Return a document completed from its file's metadata; what the text says stays."""
    draft = symbol_in(metadata.draft)
    itself = draft in (None, document.symbol)
    named, remarks = sponsors_of(metadata, reading) if itself else ((), [])
    return replace(
        document,
        title=document.title or _in_language(metadata.title, document),
        draft=document.draft or (None if itself else draft),
        meeting=document.meeting or meeting_of(metadata),
        job_number=document.job_number
        or (metadata.job_number.text if metadata.job_number else None),
        agenda_item=document.agenda_item or _in_language(metadata.agenda_item, document),
        sponsors=(document.sponsors or named) if itself else (),
        subjects=tuple(_told(s, document.language) for s in metadata.subjects),
        remarks=(*document.remarks, *disagreements(document, metadata, reading), *remarks),
    )


def _in_language(named: Named | None, document: Document) -> str | None:
    """Return the words of a name that is in the document's own language."""
    same = named and named.language in (None, document.language)
    return named.text if named and same else None


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
        for name, path in _states(value.text, reading, remarks, value.span):
            if path is None:
                remarks.append(
                    Remark("unknown-state", f"{name!r} among the sponsors is no member state known",
                           value.span, Severity.DOUBT)
                )  # fmt: skip
            named.setdefault(path or name, Named(name, value.span, path))
    return tuple(named.values()), remarks


def _states(
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


def vote_of(metadata: Metadata, reading: Reading, document: Document) -> Vote | None:
    """Return the vote that the metadata record, their own contradictions remarked."""
    counted = [c for c in metadata.counts if c.value is not None or c.voters]
    if not counted and _procedure(metadata) not in _UNCOUNTED:
        return None
    ballots: list[Ballot] = []
    remarks: list[Remark] = []
    stated: dict[str, int | None] = {}
    for count in counted:
        stated[_FIELDS[count.choice]] = count.value
        names = 0
        for voter in count.voters:
            for name, path in _states(voter.text, reading, remarks, voter.span):
                names += 1
                if path is None:
                    remarks.append(
                        Remark("unknown-state", f"{name!r} among the voters is no member state "
                               "known", voter.span, Severity.DOUBT)
                    )  # fmt: skip
                else:
                    code = path.rsplit("/", 1)[-1]
                    ballots.append(Ballot(code, count.choice, name, voter.span))
        if count.value is not None and count.value != names:
            remarks.append(
                Remark("tally-mismatch", f"{count.value} votes {count.choice.words} are stated "
                       f"but {names} named", count.span, Severity.CONTRADICTION)
            )  # fmt: skip
    remarks += repeated(ballots)
    when = document.adoption_date or document.date or metadata.date
    remarks += vote_disagreements(metadata, when.year if when else None)
    return _vote(metadata, document, tuple(ballots), stated, remarks)


def _vote(
    metadata: Metadata,
    document: Document,
    ballots: tuple[Ballot, ...],
    stated: dict[str, int | None],
    remarks: list[Remark],
) -> Vote:
    named_draft = symbol_in(metadata.draft)
    adopted = document.symbol.startswith(("S/RES/", "A/RES/"))
    total = [v for v in stated.values() if v is not None]
    zero = {k: stated.get(k, 0) for k in ("in_favour", "against", "abstaining")} if total else {}
    return Vote(
        draft=named_draft if adopted else document.symbol,
        resolution=document.symbol if adopted else None,
        outcome=Outcome.ADOPTED if adopted else _outcome(metadata),
        procedure=_procedure(metadata),
        tally=Tally(**(zero | stated)),
        ballots=ballots,
        reported_in=_reported_in(metadata),
        meeting=document.meeting or meeting_of(metadata),
        date=document.adoption_date or document.date,
        remarks=tuple(remarks),
    )


def _outcome(metadata: Metadata) -> Outcome | None:
    """Return what became of a draft, by the note that the metadata keep of it."""
    note = fold(metadata.note.text) if metadata.note else ""
    for key, outcome in (("vetoed", Outcome.VETOED), ("not_adopted", Outcome.NOT_ADOPTED)):
        if any(p.search(note) for pack in packs() for p in pack.patterns("letter", key)):
            return outcome
    return None


def _procedure(metadata: Metadata) -> Procedure | None:
    """Return how the vote was held, by the metadata's words for it."""
    words = fold(f"{metadata.procedure or ''} {metadata.note.text if metadata.note else ''}")
    for key, procedure in (
        ("by_mail", Procedure.WRITTEN),
        ("acclamation", Procedure.ACCLAMATION),
        ("without_vote", Procedure.WITHOUT_VOTE),
    ):
        if any(p.search(words) for pack in packs() for p in pack.patterns("votes", key)):
            return procedure
    return Procedure.MEETING if metadata.counts else None
