"""Facts from a file's own markup: votes, sponsors, draft, subjects of Akoma Ntoso metadata."""

from __future__ import annotations

from dataclasses import replace

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
    Symbol,
    Tally,
    Vote,
)
from .block import Reading
from .names import Listed, states_in

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


def with_metadata(document: Document, metadata: Metadata, reading: Reading) -> Document:
    """Return a document completed from its file's metadata; what the text says stays."""
    named, remarks = sponsors_of(metadata, reading)
    draft = symbol_in(metadata.draft)
    return replace(
        document,
        draft=document.draft or (draft if draft != document.symbol else None),
        meeting=document.meeting or symbol_in(metadata.meeting),
        job_number=document.job_number
        or (metadata.job_number.text if metadata.job_number else None),
        agenda_item=document.agenda_item,
        sponsors=document.sponsors or named if draft == document.symbol or draft is None else (),
        subjects=metadata.subjects,
        remarks=(*document.remarks, *remarks),
    )


def sponsors_of(metadata: Metadata, reading: Reading) -> tuple[tuple[Named, ...], list[Remark]]:
    """Return the sponsors that the metadata name, additional ones last, each once."""
    named: dict[str, Named] = {}
    remarks: list[Remark] = []
    for value in (metadata.sponsors, metadata.additional_sponsors):
        if value is None or not value.text.strip():
            continue
        for name, path in _states(value.text, reading):
            if path is None:
                remarks.append(
                    Remark("unknown-state", f"{name!r} among the sponsors is no member state known",
                           value.span, Severity.DOUBT)
                )  # fmt: skip
            named.setdefault(path or name, Named(name, value.span, path))
    return tuple(named.values()), remarks


def _states(text: str, reading: Reading) -> list[tuple[str, str | None]]:
    """Return the states of a metadata string, read in the language that knows most of them."""
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
    return [(text[n.start : n.end].strip(), n.path) for n in best]


def _packs(reading: Reading) -> list[LanguagePack]:
    return [p for p in packs() if p.traits["capitals"] == "yes"] + [reading.pack]


def vote_of(metadata: Metadata, reading: Reading, document: Document) -> Vote | None:
    """Return the vote that the metadata record, their own contradictions remarked."""
    counted = [c for c in metadata.counts if c.value is not None or c.voters]
    if not counted:
        return None
    ballots: list[Ballot] = []
    remarks: list[Remark] = []
    stated: dict[str, int | None] = {}
    for count in counted:
        stated[_FIELDS[count.choice]] = count.value
        names = 0
        for voter in count.voters:
            for name, path in _states(voter.text, reading):
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
                Remark("tally-mismatch", f"{count.value} votes {count.choice.value} are stated "
                       f"but {names} named", count.span, Severity.CONTRADICTION)
            )  # fmt: skip
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
        reported_in=symbol_in(metadata.reported_in),
        meeting=document.meeting or symbol_in(metadata.meeting),
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
