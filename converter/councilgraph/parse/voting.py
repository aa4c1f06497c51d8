"""Votes as the metadata of a file's markup record them."""

from __future__ import annotations

from ..languages import fold, packs
from ..model import (
    Ballot,
    Document,
    Metadata,
    Outcome,
    Procedure,
    Remark,
    Severity,
    Symbol,
    Tally,
    Vote,
)
from .agreement import vote_disagreements
from .block import Reading
from .markup import MEETING, meeting_of, states_of, symbol_in
from .places import Places, first_told, passed_on, told, written
from .votes import FIELD_OF, repeated

_UNCOUNTED = (Procedure.ACCLAMATION, Procedure.WITHOUT_VOTE)


def vote_of(metadata: Metadata, reading: Reading, document: Document) -> Vote | None:
    """Return the vote that the metadata record, their own contradictions remarked."""
    counted = [c for c in metadata.counts if c.value is not None or c.voters]
    if not counted and _held(metadata, reading)[0] not in _UNCOUNTED:
        return None
    ballots: list[Ballot] = []
    remarks: list[Remark] = []
    stated: dict[str, int | None] = {}
    for count in counted:
        stated[FIELD_OF[count.choice]] = count.value
        names = 0
        for voter in count.voters:
            for name, path in states_of(voter.text, reading, remarks, voter.span):
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
    return _vote(metadata, document, reading, tuple(ballots), stated, remarks)


def _vote(
    metadata: Metadata,
    document: Document,
    reading: Reading,
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
        procedure=_held(metadata, reading)[0],
        tally=Tally(**(zero | stated)),
        ballots=ballots,
        reported_in=_reported_in(metadata),
        meeting=document.meeting or meeting_of(metadata),
        date=document.adoption_date or document.date,
        remarks=tuple(remarks),
        places=_places(metadata, document, reading, adopted=adopted),
    )


def _reported_in(metadata: Metadata) -> Symbol | None:
    """Return the document other than a meeting's record that reports the decision, or None."""
    symbol = symbol_in(metadata.record)
    return symbol if symbol and not MEETING.match(symbol) else None


def _places(
    metadata: Metadata, document: Document, reading: Reading, *, adopted: bool
) -> Places:
    """Return where a vote's fields are stated: in the metadata, or for the document itself.

    A document that is a resolution says by its symbol that a draft was adopted; that nobody voted
    so, where there is no count of those who did, the markup of the vote says as a whole.
    """
    own = {"symbol": "resolution" if adopted else "draft"}
    return first_told(
        told("draft", metadata.draft) if adopted else (),
        passed_on(document.places, **own, meeting="meeting"),
        told("outcome", metadata.note),
        passed_on(document.places, symbol="outcome"),
        _held(metadata, reading)[1],
        told("reported_in", metadata.record),
        passed_on(document.places, adoption_date="date"),
        passed_on(document.places, date="date"),
        (p for c in metadata.counts for p in written(FIELD_OF[c.choice], c.span, reading)),
        (p for field in FIELD_OF.values() for p in written(field, metadata.voting, reading)),
    )


def _outcome(metadata: Metadata) -> Outcome | None:
    """Return what became of a draft, by the note that the metadata keep of it."""
    note = fold(metadata.note.text) if metadata.note else ""
    for key, outcome in (("vetoed", Outcome.VETOED), ("not_adopted", Outcome.NOT_ADOPTED)):
        if any(p.search(note) for pack in packs() for p in pack.patterns("letter", key)):
            return outcome
    return None


def _held(metadata: Metadata, reading: Reading) -> tuple[Procedure | None, Places]:
    """Return how the vote was held, and which of the metadata say so."""
    said = [n for n in (metadata.procedure, metadata.note) if n]
    for key, procedure in (
        ("by_mail", Procedure.WRITTEN),
        ("acclamation", Procedure.ACCLAMATION),
        ("without_vote", Procedure.WITHOUT_VOTE),
    ):
        patterns = [p for pack in packs() for p in pack.patterns("votes", key)]
        for named in said:
            if any(p.search(fold(named.text)) for p in patterns):
                return procedure, told("procedure", named)
    counted = (written("procedure", c.span, reading) for c in metadata.counts)
    return Procedure.MEETING if metadata.counts else None, next(filter(None, counted), ())
