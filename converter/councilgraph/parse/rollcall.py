"""Roll calls in records of meetings: a heading for each choice, the names of states below it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..model import Ballot, Choice, Remark, Severity, Span, Tally
from .block import Block, Reading
from .names import states_in
from .places import Places
from .tallies import named_ballots
from .votes import CHOICES, FIELD_OF


@dataclass(slots=True)
class RollCall:
    """The lists of one vote: ballots, which there were and where, the index after, oddities."""

    ballots: list[Ballot]
    choices: set[Choice]
    end: int
    remarks: list[Remark]
    places: Places = ()


def roll_call(blocks: list[Block], first: int, reading: Reading) -> RollCall:
    """Return the lists that stand at once after the words that open a vote.

    That nobody voted so, where there is no list of those who did, the roll call says as a whole.
    """
    found = RollCall([], set(), first, [])
    at = first
    while at < min(len(blocks), found.end + 2):
        heading = _heading(blocks[at], reading)
        if heading is None:
            at += 1
            continue
        choice, rest = heading
        found.choices.add(choice)
        start = blocks[at].start
        at = _names(blocks, at, rest, choice, found, reading)
        found.places += reading.stated(FIELD_OF[choice], start, blocks[at - 1].end)
        found.end = at
    if found.end > first:
        whole = blocks[first].start, blocks[found.end - 1].end
        silent = [field for field, choice in CHOICES if choice not in found.choices]
        found.places += tuple(p for f in silent for p in reading.stated(f, *whole))
    return found


def _heading(block: Block, reading: Reading) -> tuple[Choice, int] | None:
    for key, choice in CHOICES:
        for pattern in reading.pack.patterns("votes", key):
            if match := pattern.match(reading.folded, block.start, block.end):
                return choice, match.end()
    return None


def _names(
    blocks: list[Block], at: int, rest: int, choice: Choice, found: RollCall, reading: Reading
) -> int:
    """Take the names after a heading, over as many blocks as hold names; return the index after."""
    ranges = [(rest, blocks[at].end)] if reading.folded[rest : blocks[at].end].strip(" :.") else []
    at += 1
    while at < len(blocks) and _heading(blocks[at], reading) is None:
        start, end = blocks[at].start, blocks[at].end
        if not _holds_names(start, end, reading):
            break
        ranges.append((start, end))
        at += 1
    for start, end in ranges:
        if not _none(reading.folded[start:end], reading):
            got, odd = named_ballots(reading, start, end, choice)
            found.ballots += got
            found.remarks += odd
    return at


def _none(text: str, reading: Reading) -> bool:
    """Tell whether a list says that there is nobody in it."""
    return any(p.fullmatch(text.strip()) for p in reading.pack.patterns("votes", "none"))


def _holds_names(start: int, end: int, reading: Reading) -> bool:
    """Tell whether a block is a list of states, or says that there are none."""
    if _none(reading.folded[start:end], reading):
        return True
    names = states_in(reading.folded, start, end, reading.pack, reading.gazetteer)
    known = sum(n.path is not None for n in names)
    return bool(names) and names[0].path is not None and known * 2 > len(names)


def with_noughts(stated: Tally, lists: RollCall) -> Tally:
    """Return the tally with the numbers of those lists of which no number is stated."""
    filled: dict[str, int] = {}
    for field, choice in CHOICES:
        listed = sum(b.choice is choice for b in lists.ballots)
        silent = getattr(stated, field) is None
        counts = bool(lists.ballots) and choice is not Choice.NOT_VOTING
        if silent and (counts or choice in lists.choices):
            filled[field] = listed
    return replace(stated, **filled)


def mismatches(
    stated: Tally, lists: RollCall, place: Span
) -> list[Remark]:
    """Remark every stated number that the lists do not bear out; both are kept."""
    remarks = []
    for field, choice in CHOICES:
        said = getattr(stated, field)
        named = sum(b.choice is choice for b in lists.ballots)
        if said is not None and lists.ballots and said != named:
            message = f"{said} votes {choice.words} are stated but {named} named"
            remarks.append(Remark("tally-mismatch", message, place,
                                  Severity.CONTRADICTION))  # fmt: skip
    return remarks
