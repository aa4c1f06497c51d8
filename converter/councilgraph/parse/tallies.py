"""Votes as notes and records count them: numbers with the names of some voters after them.

"by 9 votes to 1 (Union of Soviet Socialist Republics), with 1 abstention (Yugoslavia)"
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..model import Ballot, Choice, Named, Remark, Severity, Tally
from .block import Reading
from .names import states_in
from .places import Places

_FIELDS: tuple[tuple[str, str, Choice], ...] = (
    ("count", "in_favour", Choice.IN_FAVOUR),
    ("against", "against", Choice.AGAINST),
    ("abstaining", "abstaining", Choice.ABSTAINING),
)
"""The fields of a template, of a tally, and the choice that they count."""

LAST_NOTES = 12
"""The footnotes of which one may say who did not take part: those of the last page."""

_OPENS = re.compile(r"[^\S\n]*+(?:[^\W\d_]++[^\S\n]*+)?\(")
"""What follows a number that names who voted so: its noun, if it has one, and a parenthesis."""
_NUMBER = re.compile(r"[\d*]+\s+")


@dataclass(slots=True)
class Counted:
    """What a passage counts, and where: tally, ballots of those it names, what is odd."""

    tally: Tally = Tally()
    ballots: list[Ballot] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    places: Places = ()


def note_tally(reading: Reading, start: int, end: int) -> Counted:
    """Return the numbers of a range and who is named after them; a unanimous vote states none."""
    pack = reading.pack
    for pattern in (*pack.patterns("votes", "tally_note"), *pack.doubtful("votes", "tally_note")):
        if match := pattern.search(reading.folded, start, end):
            return _counted(match, reading, end)
    return Counted()


def _counted(match: re.Match[str], reading: Reading, end: int) -> Counted:
    found = Counted()
    numbers: dict[str, int | None] = {}
    for field_of, field_name, choice in _FIELDS:
        name = "doubtful" if field_of == "count" and match.groupdict().get("doubtful") else field_of
        text = match.groupdict().get(name)
        if text is None:
            continue
        numbers[field_name] = reading.pack.number_of(text)
        found.places += reading.stated(field_name, *match.span(name))
        if numbers[field_name] is None:
            span = reading.span(*match.span(name))
            found.remarks.append(
                Remark("unreadable-number", f"{text!r} is no number of votes", span,
                       Severity.DOUBT)
            )  # fmt: skip
        if listed := _list_after(reading.folded, match.end(name), end):
            got, odd = named_ballots(reading, *listed, choice)
            found.ballots += got
            found.remarks += odd
            found.remarks += _mismatch(numbers[field_name], len(got), choice, reading, listed)
    found.tally = Tally(**numbers)
    return found


def _list_after(folded: str, at: int, end: int) -> tuple[int, int] | None:
    """Return the range in the parentheses that follow a number and its noun, if they do."""
    opening = _OPENS.match(folded, at, end)
    if opening is None:
        return None
    depth = 1
    for i in range(opening.end(), end):
        depth += {"(": 1, ")": -1}.get(folded[i], 0)
        if depth == 0:
            return (opening.end(), i) if i > opening.end() else None
    return None


def named_ballots(
    reading: Reading,
    start: int,
    end: int,
    choice: Choice,
    *,
    gravity: Severity = Severity.DOUBT,
) -> tuple[list[Ballot], list[Remark]]:
    """Return the ballots of the states named in a range; what is no state is remarked, not guessed.

    ``gravity`` is that of the remark: a list that must name every voter contradicts itself.
    """
    ballots, remarks = [], []
    for name in states_in(reading.folded, start, end, reading.pack, reading.gazetteer):
        text, span = reading.text(name.start, name.end), reading.span(name.start, name.end)
        if name.path is None:
            remarks.append(
                Remark("unknown-state", f"{text!r} in the list of votes is no member state known",
                       span, gravity)
            )  # fmt: skip
        else:
            ballots.append(Ballot(name.path.rsplit("/", 1)[-1], choice, text, span))
    return ballots, remarks


def _mismatch(
    stated: int | None, named: int, choice: Choice, reading: Reading, place: tuple[int, int]
) -> list[Remark]:
    if stated is None or stated == named:
        return []
    message = f"{stated} votes {choice.words} are stated but {named} named"
    return [Remark("tally-mismatch", message, reading.span(*place), Severity.DOUBT)]


def not_participating(notes: Sequence[Named], reading: Reading) -> Counted:
    """Return who did not take part in a vote, as a footnote to it says."""
    patterns = reading.pack.patterns("votes", "not_participating")
    for note in notes[-LAST_NOTES:]:
        place = _place(note, reading)
        if place is None:
            continue
        for pattern in patterns:
            match = pattern.search(reading.folded, *place)
            if match is None:
                continue
            ballots, remarks = named_ballots(reading, *match.span("list"), Choice.NOT_VOTING)
            text = match.groupdict().get("count")
            number = reading.pack.number_of(text) if text else len(ballots)
            remarks += _mismatch(number, len(ballots), Choice.NOT_VOTING, reading, match.span())
            places = reading.stated("not_voting", *match.span())
            return Counted(Tally(not_voting=number), ballots, remarks, places)
    return Counted()


def _place(note: Named, reading: Reading) -> tuple[int, int] | None:
    """Return where a footnote stands in the cleaned text, without its own number."""
    at = reading.source.text.find(note.text)
    mark = _NUMBER.match(note.text)
    return (at + (mark.end() if mark else 0), at + len(note.text)) if at >= 0 else None
