"""Votes as letters and notes report them: lists of names, stated numbers, outcome."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ..model import Ballot, Choice, Outcome, Remark, Severity, Tally
from .block import Block, Reading
from .places import Places
from .tallies import named_ballots

CHOICES: tuple[tuple[str, Choice], ...] = (
    ("in_favour", Choice.IN_FAVOUR),
    ("against", Choice.AGAINST),
    ("abstaining", Choice.ABSTAINING),
    ("not_voting", Choice.NOT_VOTING),
)
"""The headings of vote lists, by the key of the pack's vote table."""

FIELD_OF = {choice: field for field, choice in CHOICES}
"""The field of a tally that counts a choice."""

_TALLIES = (("tally_in_favour", "in_favour"), ("tally_against", "against"),
            ("tally_abstaining", "abstaining"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lists:
    """The vote lists of a letter: ballots, which headings were there, remarks, where each is."""

    ballots: tuple[Ballot, ...]
    headings: frozenset[Choice]
    last: int
    remarks: tuple[Remark, ...]
    places: Places = ()


def vote_lists(blocks: list[Block], reading: Reading) -> Lists | None:
    """Return the lists of who voted how, or None where no heading of one is found."""
    ballots: list[Ballot] = []
    remarks: list[Remark] = []
    headings: set[Choice] = set()
    places: Places = ()
    last = 0
    for i, block in enumerate(blocks):
        found = _heading(block, reading)
        if found is None:
            continue
        choice, rest = found
        headings.add(choice)
        listed = _list_of(blocks, i, rest, reading)
        if listed is None:
            remarks.append(_truncated(reading, block))
            continue
        start, end, last_index = listed
        places += reading.stated(FIELD_OF[choice], start, end)
        last = max(last, last_index)
        got, odd = _ballots(reading, start, end, choice)
        ballots += got
        remarks += odd
        if _breaks_off(blocks, last_index, reading):
            remarks.append(_truncated(reading, blocks[last_index]))
    if not headings:
        return None
    remarks += repeated(ballots)
    return Lists(tuple(ballots), frozenset(headings), last, tuple(remarks), places)


def _heading(block: Block, reading: Reading) -> tuple[Choice, int] | None:
    """Return the choice that a block's heading names, and where the block goes on after it."""
    for key, choice in CHOICES:
        for pattern in reading.pack.patterns("votes", key):
            match = pattern.match(block.folded)
            if match and (match.end() == len(block) or block.folded[match.end()] in " :"):
                return choice, block.start + match.end()
    return None


def _list_of(
    blocks: list[Block], index: int, rest: int, reading: Reading
) -> tuple[int, int, int] | None:
    """Return the range of the names under a heading: on its line, or on the lines after it."""
    block = blocks[index]
    if reading.folded[rest : block.end].strip(" :"):
        return rest, block.end, index
    if index + 1 >= len(blocks) or _heading(blocks[index + 1], reading):
        return None
    last = index + 1
    while (
        blocks[last].folded.rstrip()[-1] not in ".。"
        and last + 1 < len(blocks)
        and not _heading(blocks[last + 1], reading)
        and blocks[last].folded.rstrip()[-1] in ",、"
    ):
        last += 1
    return blocks[index + 1].start, blocks[last].end, last


def _breaks_off(blocks: list[Block], last: int, reading: Reading) -> bool:
    """Tell whether a list ends unfinished: after a separator, or without a stop where all ends.

    Several languages set lists without a full stop; then what follows shows that they are whole.
    """
    text = reading.folded[blocks[last].start : blocks[last].end].rstrip()
    if text[-1:] in ".。;":
        return False
    return last + 1 == len(blocks) or text.endswith(tuple(reading.pack.votes["separators"]))


def _ballots(
    reading: Reading, start: int, end: int, choice: Choice
) -> tuple[list[Ballot], list[Remark]]:
    """Return the ballots of one list; a name that is no state is remarked, not guessed."""
    if any(p.fullmatch(reading.folded[start:end].strip())
           for p in reading.pack.patterns("votes", "none")):  # fmt: skip
        return [], []
    return named_ballots(reading, start, end, choice, gravity=Severity.CONTRADICTION)


def repeated(ballots: list[Ballot]) -> list[Remark]:
    """Remark each state that is named twice."""
    seen: dict[str, Ballot] = {}
    remarks = []
    for ballot in ballots:
        first = seen.setdefault(ballot.state, ballot)
        if first is ballot:
            continue
        code = "repeated-voter" if first.choice is ballot.choice else "voter-in-two-lists"
        where = "twice in one list" if first.choice is ballot.choice else "in two lists"
        remarks.append(
            Remark(code, f"{ballot.name} is named {where} of votes", ballot.span,
                   Severity.CONTRADICTION)
        )  # fmt: skip
    return remarks


def _truncated(reading: Reading, block: Block) -> Remark:
    return Remark(
        "truncated-vote",
        "truncated vote: the list of votes breaks off here; no vote is published from it",
        reading.span(block.start, block.end),
        Severity.CONTRADICTION,
    )


def tally(reading: Reading, start: int, end: int) -> tuple[Tally, Places]:
    """Return the numbers stated in a range, and where."""
    values: dict[str, int] = {}
    places: Places = ()
    for key, field in _TALLIES:
        for pattern in reading.pack.patterns("votes", key):
            for match in pattern.finditer(reading.folded, start, end):
                text = match.groupdict().get("number") or match.groupdict().get("count") or ""
                number = reading.pack.number_of(text)
                if number is not None and field not in values:
                    values[field] = number
                    places += reading.stated(field, *match.span())
    return Tally(**values), places


def unreadable(stated: Tally, reading: Reading, start: int, end: int) -> list[Remark]:
    """Remark what stands where a number of votes should and is none: ``l5``, ``²5``."""
    remarks = []
    for key, field in _TALLIES:
        if getattr(stated, field) is not None:
            continue
        for pattern in reading.pack.doubtful("votes", key):
            if match := pattern.search(reading.folded, start, end):
                words = reading.text(*match.span("doubtful"))
                remarks.append(
                    Remark("unreadable-number", f"{words!r} stands where a number of votes should",
                           reading.span(*match.span("doubtful")), Severity.CONTRADICTION)
                )  # fmt: skip
                break
    return remarks


def with_lists(stated: Tally, lists: Lists) -> Tally:
    """Return the tally completed with the empty lists: a heading with "None." states a nought."""
    named = {ballot.choice for ballot in lists.ballots}
    empty = [field for field, choice in CHOICES
             if getattr(stated, field) is None and choice in lists.headings - named]  # fmt: skip
    return replace(stated, **dict.fromkeys(empty, 0))


def mismatches(stated: Tally, lists: Lists, places: Places) -> list[Remark]:
    """Remark every stated number that the lists do not bear out; both are kept."""
    remarks = []
    for field, choice in CHOICES:
        said = getattr(stated, field)
        named = sum(b.choice is choice for b in lists.ballots)
        if said is not None and said != named:
            remarks.append(
                Remark("tally-mismatch",
                       f"{said} votes {choice.words} are stated but {named} named",
                       places[0].span if places else None, Severity.CONTRADICTION)
            )  # fmt: skip
    return remarks


def outcome(reading: Reading, start: int, end: int) -> tuple[Outcome | None, re.Match[str] | None]:
    """Return what became of the draft, by the letter's own words, and the words."""
    table = (("vetoed", Outcome.VETOED), ("not_adopted", Outcome.NOT_ADOPTED),
             ("adopted", Outcome.ADOPTED))  # fmt: skip
    for key, result in table:
        for pattern in reading.pack.patterns("letter", key):
            if match := pattern.search(reading.folded, start, end):
                return result, match
    return None, None
