"""What of a vote contradicts itself: its numbers, its voters, its date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from ..link import council
from ..model import Ballot, Cell, Choice, Remark, Severity, Vote

COUNTED = {
    "in_favour": Choice.IN_FAVOUR, "against": Choice.AGAINST, "abstaining": Choice.ABSTAINING,
    "not_voting": Choice.NOT_VOTING,
}  # fmt: skip
"""The fields of a tally and the choice that each counts."""


def contradictions(
    vote: Vote, total: int | None, places: Mapping[str, Cell], *, complete: bool
) -> Iterator[Remark]:
    """Yield what contradicts what in a vote; ``complete`` tells that every voter is listed.

    ``total`` is the number of members that is stated, ``places`` the cells of the vote's fields.
    """
    yield from _repeated(vote.ballots)
    yield from _without_seat(vote)
    if not complete:
        return
    counts = Counter(b.choice for b in vote.ballots)
    for name, choice in COUNTED.items():
        stated = getattr(vote.tally, name)
        if stated is not None and stated != counts[choice]:
            yield _contradiction(
                "tally-mismatch",
                f"{stated} votes {choice.words} are stated but {counts[choice]} listed",
                places.get(name),
            )
    if total is not None and total != len(vote.ballots):
        yield _contradiction(
            "tally-mismatch", f"{total} members are stated but {len(vote.ballots)} listed",
            places.get("total"),
        )  # fmt: skip


def _repeated(ballots: tuple[Ballot, ...]) -> Iterator[Remark]:
    first: dict[str, Ballot] = {}
    for ballot in ballots:
        known = first.setdefault(ballot.state, ballot)
        if known is ballot:
            continue
        same = known.choice is ballot.choice
        where = f", as in record {known.cell.record}" if known.cell else ""
        yield _contradiction(
            "repeated-voter" if same else "voter-in-two-lists",
            f"{ballot.name} votes {'twice' if same else 'in two ways'}{where}",
            ballot.cell,
        )


def _without_seat(vote: Vote) -> Iterator[Remark]:
    seated = council(vote.date.year) if vote.date else frozenset()
    for ballot in vote.ballots:
        if seated and vote.date and ballot.state not in seated:
            yield _contradiction(
                "seat-mismatch",
                f"{ballot.name} votes, but {ballot.state} held no seat in {vote.date.year}",
                ballot.cell,
            )


def _contradiction(code: str, message: str, cell: Cell | None) -> Remark:
    return Remark(code, message, severity=Severity.CONTRADICTION, cell=cell)
