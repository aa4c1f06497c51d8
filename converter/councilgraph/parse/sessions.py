"""Votes of the General Assembly, each of which the record of a meeting tells in one line.

*Draft resolution … was adopted by 143 votes to 4, with 11 abstentions (resolution 61/295)*.
"""

from __future__ import annotations

import re

from ..identifiers import canonical_symbol
from ..languages import find_template
from ..model import Document, Outcome, Procedure, Symbol, Tally, Vote
from .block import Block, Reading
from .places import Places, first_told, passed_on
from .rollcall import RollCall, mismatches

Draft = tuple[Symbol | None, Places]
"""The draft that is being voted on, and where it is named."""

_NUMBERS = (("count", "in_favour"), ("against", "against"), ("abstaining", "abstaining"))


def assembly_line(block: Block, reading: Reading) -> re.Match[str] | None:
    """Return the match of a line that tells a vote of the Assembly."""
    patterns = reading.pack.patterns("votes", "assembly_adopted")
    return find_template(patterns, reading.folded, block.start, block.end)


def assembly_vote(
    line: re.Match[str], lists: RollCall | None, draft: Draft, base: Document,
    reading: Reading, start: int | None = None,
) -> Vote:  # fmt: skip
    """Return the vote of the Assembly that a line reports; without numbers there was no vote."""
    fields = line.groupdict()
    numbers = {
        field: reading.pack.number_of(fields[name]) if fields.get(name) else None
        for name, field in _NUMBERS
    }
    stated = Tally(**numbers)
    counted = stated.in_favour is not None
    place = reading.span(*line.span())
    remarks = [*lists.remarks, *mismatches(stated, lists, place)] if lists else []
    session = re.sub(r"\s", "", fields["session"])
    return Vote(
        draft=canonical_symbol(fields["symbol"]) if fields.get("symbol") else draft[0],
        resolution=Symbol(f"A/RES/{session}"),
        outcome=Outcome.ADOPTED,
        procedure=Procedure.MEETING if counted or lists else Procedure.WITHOUT_VOTE,
        tally=stated,
        ballots=tuple(lists.ballots) if lists else (),
        reported_in=base.symbol,
        meeting=base.symbol,
        date=base.date,
        span=reading.span(line.start() if start is None else start, line.end()),
        remarks=tuple(remarks),
        places=first_told(_places(line, reading), draft[1], of_record(base)),
    )


def of_record(base: Document) -> Places:
    """Return where a record says of which meeting it is, and when that was."""
    return (
        *passed_on(base.places, symbol="meeting", date="date"),
        *passed_on(base.places, symbol="reported_in"),
    )


def _places(line: re.Match[str], reading: Reading) -> Places:
    """Return what a line states, field by field; its whole says outcome and procedure."""
    named = (*_NUMBERS, ("symbol", "draft"), ("session", "resolution"))
    known = line.groupdict()
    return (
        *(p for name, field in named if known.get(name)
          for p in reading.stated(field, *line.span(name))),
        *reading.stated("outcome", *line.span()),
        *reading.stated("procedure", *line.span()),
    )  # fmt: skip
