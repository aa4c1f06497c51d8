"""Verbatim records of meetings, read for their votes.

A record of the Council says that a vote was taken, lists who voted how, and has the President
state the result; one of the Assembly has a line of its own: *Draft resolution … was adopted by 143
votes to 4, with 11 abstentions (resolution 61/295)*. The speeches are not taken apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ..identifiers import canonical_symbol, format_symbol, plausible_resolution
from ..model import (
    Document,
    DocumentKind,
    Outcome,
    Procedure,
    Remark,
    Severity,
    Symbol,
    Vote,
)
from .block import Block, Reading
from .dates import first_date
from .places import Places, first_told, number_and_year, passed_on
from .rollcall import RollCall, mismatches, roll_call, with_noughts
from .sessions import Draft, assembly_line, assembly_vote, of_record
from .ties import ASSEMBLY, COUNCIL
from .votes import outcome, tally, unreadable

_RECORD = re.compile(r"[SA]/(?:[A-Za-z0-9.-]+/)*(?:PV|SR)\.\d")

MASTHEAD = 16
"""Blocks from the top among which a record's title and date stand."""

RESULT = 12
"""Blocks after the lists of a vote, or after the words that open it, that state its result."""


def is_record(symbol: Symbol) -> bool:
    """Tell whether a symbol is that of the record of a meeting.

    >>> is_record(Symbol("S/PV.7853")), is_record(Symbol("A/61/PV.107")), is_record(Symbol("S/1"))
    (True, True, False)
    """
    return bool(_RECORD.match(symbol))


def meeting_record(
    base: Document, blocks: list[Block], reading: Reading
) -> tuple[list[Document], list[Vote]]:
    """Return the record of a meeting, the drafts and resolutions voted on, and the votes."""
    remarks: list[Remark] = []
    votes: dict[Symbol, Vote] = {}
    base = _dated(base, blocks, reading)
    for vote in _votes(base, blocks, reading):
        decided = vote.resolution or vote.draft
        if decided is None:
            remarks.append(
                Remark("vote-without-draft", "a vote is reported, but not on which draft",
                       vote.span, Severity.DOUBT)
            )  # fmt: skip
        else:
            votes[decided] = vote
    title = next((b for b in blocks[:MASTHEAD] if _is_title(b, reading)), None)
    places = reading.stated("title", title.start, title.end) if title else ()
    record = replace(
        base,
        kind=DocumentKind.MEETING_RECORD,
        title=title.text if title else None,
        remarks=(*base.remarks, *remarks),
        places=(*base.places, *places),
    )
    documents = [record]
    for vote in votes.values():
        documents += _decided(vote, base)
    return documents, list(votes.values())


def _dated(base: Document, blocks: list[Block], reading: Reading) -> Document:
    """Return a record with the date of its meeting: the first that the masthead gives."""
    if base.date is not None:
        return base
    for block in blocks[:MASTHEAD]:
        if found := first_date(reading.pack, block.folded, 0, len(block)):
            places = reading.stated("date", *(block.start + at for at in found[1:]))
            return replace(base, date=found[0], places=(*base.places, *places))
    return base


def _is_title(block: Block, reading: Reading) -> bool:
    """Tell whether a block is the title of a record: ``7853rd meeting``."""
    return any(
        (match := p.fullmatch(block.folded.strip())) and "meeting" in match.groupdict()
        for p in reading.pack.patterns("masthead", "record")
    )


def _decided(vote: Vote, base: Document) -> Iterator[Document]:
    """Yield the resolution that a vote adopted, and the draft."""
    if vote.resolution:
        organ = COUNCIL if vote.resolution.startswith("S/") else ASSEMBLY
        yield Document(vote.resolution, DocumentKind.RESOLUTION, base.language, adopted_by=organ,
                       adoption_date=vote.date, meeting=base.symbol, draft=vote.draft,
                       places=passed_on(vote.places, resolution="symbol", date="adoption_date",
                                        meeting="meeting", draft="draft"))  # fmt: skip
    if vote.draft:
        yield Document(vote.draft, DocumentKind.DRAFT_RESOLUTION, base.language,
                       places=passed_on(vote.places, draft="symbol"))  # fmt: skip


def _votes(base: Document, blocks: list[Block], reading: Reading) -> Iterator[Vote]:
    """Yield the votes of a record in order."""
    draft: Draft = None, ()
    at = 0
    while at < len(blocks):
        block = blocks[at]
        line = assembly_line(block, reading)
        if line:
            yield assembly_vote(line, None, draft, base, reading)
            draft, at = (None, ()), at + 1
            continue
        if _held(block, reading):
            lists = roll_call(blocks, at + 1, reading)
            found, at = _counted(blocks, at, lists, draft, base, reading)
            if found is not None:
                yield found
                draft = None, ()
            continue
        draft = _named_draft(block, reading, draft)
        at += 1


def _held(block: Block, reading: Reading) -> bool:
    patterns = reading.pack.patterns("votes", "held")
    return len(block) < 200 and any(p.match(block.folded) for p in patterns)


def _named_draft(block: Block, reading: Reading, known: Draft) -> Draft:
    """Return the last draft that a block names, or the one known where it names none."""
    found = [
        (*m.span("symbol"), m["symbol"])
        for p in reading.pack.patterns("votes", "draft")
        for m in p.finditer(reading.folded, block.start, block.end)
    ]
    if not found:
        return known
    start, end, symbol = max(found)
    return canonical_symbol(symbol), reading.stated("draft", start, end)


def _counted(
    blocks: list[Block], at: int, lists: RollCall, draft: Draft, base: Document,
    reading: Reading,
) -> tuple[Vote | None, int]:  # fmt: skip
    """Return the vote that opens at a block, and the index of the block after its result."""
    stop = min(len(blocks), lists.end + RESULT)
    for i in range(lists.end, stop):
        if line := assembly_line(blocks[i], reading):
            return assembly_vote(line, lists, draft, base, reading, blocks[at].start), i + 1
        if _held(blocks[i], reading):
            break
        result, words = outcome(reading, blocks[i].start, blocks[i].end)
        if result is not None:
            vote = _council_vote(blocks, (at, i), lists, draft, base, reading)
            resolution = _resolution(words) if result is Outcome.ADOPTED else None
            places = (*vote.places, *_stated_result(words, reading))
            decided = replace(vote, outcome=result, resolution=resolution, places=places)
            return decided, i + 1
    if not lists.ballots:
        return None, at + 1
    return _council_vote(blocks, (at, lists.end - 1), lists, draft, base, reading), lists.end


def _council_vote(
    blocks: list[Block], reach: tuple[int, int], lists: RollCall, draft: Draft,
    base: Document, reading: Reading,
) -> Vote:  # fmt: skip
    start, end = blocks[reach[0]].start, blocks[reach[1]].end
    after = blocks[min(lists.end, reach[1])].start
    stated, numbers = tally(reading, after, end)
    remarks = [*lists.remarks, *unreadable(stated, reading, after, end)]
    stated = with_noughts(stated, lists)
    if numbers:
        remarks += mismatches(stated, lists, numbers[0].span)
    held = reading.stated("procedure", start, blocks[reach[0]].end)
    return Vote(
        draft=draft[0],
        resolution=None,
        outcome=None,
        procedure=Procedure.MEETING,
        tally=stated,
        ballots=tuple(lists.ballots),
        reported_in=base.symbol,
        meeting=base.symbol,
        date=base.date,
        span=reading.span(start, end),
        remarks=tuple(remarks),
        places=(*draft[1], *held, *of_record(base), *first_told(numbers, lists.places)),
    )


def _stated_result(words: re.Match[str] | None, reading: Reading) -> Places:
    """Return where the result is stated, and the resolution where one is named."""
    if words is None:
        return ()
    named = words.groupdict().get("number")
    resolution = reading.stated("resolution", *number_and_year(words)) if named else ()
    return (*reading.stated("outcome", *words.span()), *resolution)


def _resolution(words: re.Match[str] | None) -> Symbol | None:
    """Return the resolution that the words of adoption name."""
    fields = words.groupdict() if words else {}
    if not fields.get("number"):
        return None
    number, year = int(fields["number"]), int(fields["year"])
    return format_symbol(number, year) if plausible_resolution(number, year) else None
