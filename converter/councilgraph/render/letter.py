"""What a letter of the President says of a vote held in writing, from the vote's facts."""

from __future__ import annotations

from ..model import Choice, Document, Outcome, Record, Vote
from .phrases import Phrasebook

_RESULTS = {
    Outcome.ADOPTED: "letter_adopted",
    Outcome.NOT_ADOPTED: "letter_not_adopted",
    Outcome.VETOED: "letter_vetoed",
}
HEADS = (Choice.IN_FAVOUR, Choice.AGAINST, Choice.ABSTAINING, Choice.NOT_VOTING)
"""The lists of a letter in their order; the last is written only where somebody is in it."""


def letter_body(record: Record, vote: Vote, book: Phrasebook) -> list[str]:
    """Return the paragraphs of a letter that reports a vote, one text each.

    States are called by their preferred names. What the record does not know is left out.
    """
    draft = next((d for d in record.documents if d.symbol == vote.draft), None)
    found = []
    if vote.draft and draft and draft.agenda_item:
        found.append(opening(draft, draft.agenda_item, book))
    found.append(book.one("letter_lists"))
    if vote.ballots:
        found += vote_lists(vote, book)
    if (text := result(vote, book)) is not None:
        found.append(text)
    return found


def opening(draft: Document, item: str, book: Phrasebook) -> str:
    """Return the paragraph that names the draft, its sponsors and the agenda item."""
    sponsors = [book.states.get(s.path or "", s.text) for s in draft.sponsors]
    listed = book.listed_states(sponsors)
    return book.fill("letter_vote", symbol=draft.symbol, list=listed, text=item)


def vote_lists(vote: Vote, book: Phrasebook) -> list[str]:
    """Return the headings and lists of who voted how."""
    found = []
    for choice, heading in zip(HEADS, book.pack.rendering["letter_heads"], strict=True):
        states = [book.state(b.state) for b in vote.ballots if b.choice is choice]
        if not states and choice is Choice.NOT_VOTING:
            continue
        listed = book.fill("last_end", text=book.listed_states(states))
        found += [heading, listed if states else book.one("letter_none")]
    return found


def result(vote: Vote, book: Phrasebook) -> str | None:
    """Return the paragraph that states the votes in favour and what became of the draft."""
    if vote.outcome is None or vote.tally.in_favour is None:
        return None
    values: dict[str, object] = {"count": vote.tally.in_favour}
    if vote.outcome is not Outcome.ADOPTED:
        return book.fill(_RESULTS[vote.outcome], **values)
    number, _, year = str(vote.resolution).removeprefix("S/RES/").rstrip(")").partition(" (")
    if vote.date is None or not year:
        return None
    return book.dated(vote.date, "letter_adopted", number=number, **values)
