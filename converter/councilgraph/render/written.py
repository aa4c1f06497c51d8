"""Random letters of the President that report a vote held in writing, valid in every fact."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from ..link import council, permanent_members
from ..model import (
    Ballot,
    Choice,
    Citation,
    Document,
    DocumentKind,
    Named,
    Outcome,
    Procedure,
    Record,
    Symbol,
    Tally,
    Vote,
)
from .clauses import NOWHERE, cite
from .documents import UNWRITTEN, Documents
from .letter import HEADS, opening, result, vote_lists
from .lexicon import named_path
from .phrases import Phrasebook

MAJORITY = 9
"""The votes in favour that a decision needs since 1966 (Charter, Article 27)."""

EARLIEST = 1500
"""A resolution of 2003: from here on the seats are those of today's states."""

_WEIGHTS = ((1, 0, 0), (8, 1, 2), (2, 2, 2))


def letter_record(draw: Documents) -> Record:
    """Return a letter that reports a vote, with the resolution annexed where one came of it."""
    annexed = draw.resolution(written=True, first=EARLIEST)
    assert annexed.adoption_date
    day = annexed.adoption_date
    draft = Document(
        draw.symbol(day), DocumentKind.DRAFT_RESOLUTION, draw.language,
        agenda_item=draw.item(), sponsors=draw.sponsors(),
    )  # fmt: skip
    while (own := draw.symbol(day)) == draft.symbol:
        pass
    vote = _vote(draw, day, annexed.symbol, draft.symbol, own)
    letter = _letter(draw, draft, vote, day, own)
    if vote.outcome is not Outcome.ADOPTED:
        return Record(UNWRITTEN, (letter, draft), (vote,))
    letter = replace(letter, annexes=(annexed.symbol,))
    return Record(UNWRITTEN, (letter, draft, replace(annexed, draft=draft.symbol)), (vote,))


def _vote(draw: Documents, day: dt.date, resolution: Symbol, draft: Symbol, own: Symbol) -> Vote:
    """Return a vote whose outcome follows from its ballots (Charter, Article 27)."""
    members, permanent = sorted(council(day.year)), permanent_members(day.year)
    weights = draw.rng.choice(_WEIGHTS)
    choices = draw.rng.choices(HEADS[:3], weights, k=len(members))
    ballots = tuple(
        Ballot(code, choice, draw.book.state(code), NOWHERE)
        for head in HEADS
        for code, choice in zip(members, choices, strict=True)
        if choice is head
    )
    vetoed = any(b.choice is Choice.AGAINST and b.state in permanent for b in ballots)
    enough = choices.count(Choice.IN_FAVOUR) >= MAJORITY
    adopted = enough and not vetoed
    outcome = Outcome.ADOPTED if adopted else Outcome.VETOED if enough else Outcome.NOT_ADOPTED
    return Vote(
        draft, resolution if adopted else None, outcome, Procedure.WRITTEN, _stated(choices),
        ballots, reported_in=own, date=day if adopted else None, span=NOWHERE,
    )  # fmt: skip


def _stated(choices: list[Choice]) -> Tally:
    """Return the numbers that a letter states: those in favour, and the noughts of empty lists."""
    against, abstaining = choices.count(Choice.AGAINST), choices.count(Choice.ABSTAINING)
    return Tally(choices.count(Choice.IN_FAVOUR), against if not against else None,
                 abstaining if not abstaining else None)  # fmt: skip


def _letter(
    draw: Documents, draft: Document, vote: Vote, day: dt.date, symbol: Symbol
) -> Document:
    book, item = draw.book, draft.agenda_item or ""
    texts = [opening(draft, item, book), book.one("letter_lists"), *vote_lists(vote, book),
             result(vote, book) or ""]  # fmt: skip
    initials = " ".join(f"{letter}." for letter in draw.rng.choices("ABCDEFGHKLMNP", k=3))
    note = Named(book.one("letter_footnote"), NOWHERE)
    return replace(
        draw.document(symbol, DocumentKind.LETTER, day),
        title=book.dated(day, "letter_title"),
        agenda_item=item,
        addressees=tuple(
            Named(name, NOWHERE, named_path(name, draw.language))
            for name in book.pack.rendering["letter_addressees"]
        ),
        signatory=Named(initials, NOWHERE),
        signatory_role=Named(book.one("letter_role"), NOWHERE, draw.words.office),
        footnotes=(note,) if draw.rng.random() < 0.5 else (),
        paragraphs=draw.bodies.letter(texts, _cited(draft, vote, book)),
    )


def _cited(draft: Document, vote: Vote, book: Phrasebook) -> tuple[Citation, ...]:
    """Return what a letter's text cites: the draft, and the resolution that it became."""
    found = [cite(draft.symbol, draft.symbol)]
    if vote.resolution:
        number, year = vote.resolution.removeprefix("S/RES/").rstrip(")").split(" (")
        quote = book.fill("number_year", number=number, year=year)
        found.append(cite(vote.resolution, quote, day=_date_beside(vote, book)))
    return tuple(found)


def _date_beside(vote: Vote, book: Phrasebook) -> dt.date | None:
    """Return the date of adoption where the language writes it behind the number."""
    phrase = book.one("letter_adopted")
    return vote.date if phrase.find("{day}") > phrase.find("{number}") else None
