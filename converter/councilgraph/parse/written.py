"""Votes held in writing, as the letter that reports them states them."""

from __future__ import annotations

import re
from datetime import date

from ..identifiers import format_symbol, plausible_resolution
from ..languages import find_template
from ..model import Outcome, Procedure, Remark, Severity, Symbol, Tally, Vote
from .block import Block, Reading
from .dates import find_dates
from .places import Places, first_told, number_and_year
from .votes import Lists, mismatches, outcome, tally, unreadable, with_lists


def written_vote(
    reading: Reading, blocks: list[Block], lists: Lists, draft: Symbol | None, own: Symbol
) -> Vote:
    """Return the vote a letter reports; a list that breaks off gives no ballot at all."""
    last = blocks[-1].end
    after = blocks[min(lists.last + 1, len(blocks) - 1)].start
    stated, numbers = tally(reading, after, last)
    result, words = outcome(reading, after, last)
    remarks = list(lists.remarks)
    truncated = any(r.code == "truncated-vote" for r in remarks)
    if result is None and not truncated:
        span = reading.span(blocks[lists.last].start, blocks[lists.last].end)
        remarks.append(Remark("truncated-vote", "truncated vote: the letter breaks off before it "
                              "states the result", span, Severity.CONTRADICTION))  # fmt: skip
        truncated = True
    if not truncated:
        remarks += unreadable(stated, reading, after, last)
        stated = with_lists(stated, lists)
        remarks += mismatches(stated, lists, numbers)
    resolution, day, places = _adopted(words, reading)
    procedure = _in_writing(reading, blocks[0].start, last)
    places += reading.stated("outcome", *words.span()) if words else ()
    return Vote(
        draft=draft,
        resolution=resolution if result is Outcome.ADOPTED else None,
        outcome=result,
        procedure=Procedure.WRITTEN if procedure else None,
        tally=Tally() if truncated else stated,
        ballots=() if truncated else lists.ballots,
        reported_in=own,
        date=day,
        span=reading.span(after, last) if after < last else None,
        remarks=tuple(remarks),
        places=(*places, *procedure, *first_told(numbers, lists.places)),
    )


def _in_writing(reading: Reading, start: int, end: int) -> Places:
    """Return where the letter says that the vote was held in writing."""
    for key in ("procedure", "concluded"):
        patterns = reading.pack.patterns("letter", key)
        if match := find_template(patterns, reading.folded, start, end):
            return reading.stated("procedure", *match.span())
    return ()


def _adopted(
    words: re.Match[str] | None, reading: Reading
) -> tuple[Symbol | None, date | None, Places]:
    """Return the resolution that the words of adoption name, the date in its sentence, where."""
    fields = words.groupdict() if words else {}
    if words is None or not fields.get("number"):
        return None, None, ()
    number, year = int(fields["number"]), int(fields["year"])
    symbol = format_symbol(number, year) if plausible_resolution(number, year) else None
    places = reading.stated("resolution", *number_and_year(words))
    folded = reading.folded
    start = max(folded.rfind(stop, 0, words.start()) for stop in ".。\n") + 1
    found = next(iter(find_dates(reading.pack, folded, start, words.end() + 40)), None)
    if found is None:
        return symbol, None, places
    return symbol, found[0], (*places, *reading.stated("date", *found[1:]))
