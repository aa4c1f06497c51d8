"""Verbatim records of meetings, read for their votes.

A record of the Council says that a vote was taken, lists who voted how, and has the President
state the result; one of the Assembly has a line of its own: *Draft resolution … was adopted by 143
votes to 4, with 11 abstentions (resolution 61/295)*. The speeches are not taken apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ..identifiers import canonical_symbol, format_symbol, plausible_resolution
from ..model import (
    Document,
    DocumentKind,
    Outcome,
    Procedure,
    Remark,
    Severity,
    Symbol,
    Tally,
    Vote,
)
from .block import Block, Reading
from .dates import first_date
from .rollcall import RollCall, mismatches, roll_call, with_noughts
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
    base = replace(base, date=base.date or _date(blocks, reading))
    for vote in _votes(base, blocks, reading):
        decided = vote.resolution or vote.draft
        if decided is None:
            remarks.append(
                Remark("vote-without-draft", "a vote is reported, but not on which draft",
                       vote.span, Severity.DOUBT)
            )  # fmt: skip
        else:
            votes[decided] = vote
    title = next((b.text for b in blocks[:MASTHEAD] if _is_title(b, reading)), None)
    record = replace(
        base,
        kind=DocumentKind.MEETING_RECORD,
        title=title,
        remarks=(*base.remarks, *remarks),
    )
    documents = [record]
    for vote in votes.values():
        documents += _decided(vote, base)
    return documents, list(votes.values())


def _date(blocks: list[Block], reading: Reading) -> date | None:
    """Return the date of the meeting: the first that the masthead gives."""
    for block in blocks[:MASTHEAD]:
        if found := first_date(reading.pack, block.folded, 0, len(block)):
            return found[0]
    return None


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
                       adoption_date=vote.date, meeting=base.symbol, draft=vote.draft)  # fmt: skip
    if vote.draft:
        yield Document(vote.draft, DocumentKind.DRAFT_RESOLUTION, base.language)


def _votes(base: Document, blocks: list[Block], reading: Reading) -> Iterator[Vote]:
    """Yield the votes of a record in order."""
    draft: Symbol | None = None
    at = 0
    while at < len(blocks):
        block = blocks[at]
        line = _assembly_line(block, reading)
        if line:
            yield _assembly_vote(line, None, draft, base, reading)
            draft, at = None, at + 1
            continue
        if _held(block, reading):
            lists = roll_call(blocks, at + 1, reading)
            found, at = _counted(blocks, at, lists, draft, base, reading)
            if found is not None:
                yield found
                draft = None
            continue
        draft = _named_draft(block, reading) or draft
        at += 1


def _held(block: Block, reading: Reading) -> bool:
    patterns = reading.pack.patterns("votes", "held")
    return len(block) < 200 and any(p.match(block.folded) for p in patterns)


def _named_draft(block: Block, reading: Reading) -> Symbol | None:
    """Return the last draft that a block names."""
    found = [
        (m.start("symbol"), m["symbol"])
        for p in reading.pack.patterns("votes", "draft")
        for m in p.finditer(reading.folded, block.start, block.end)
    ]
    return canonical_symbol(max(found)[1]) if found else None


def _counted(
    blocks: list[Block], at: int, lists: RollCall, draft: Symbol | None, base: Document,
    reading: Reading,
) -> tuple[Vote | None, int]:  # fmt: skip
    """Return the vote that opens at a block, and the index of the block after its result."""
    stop = min(len(blocks), lists.end + RESULT)
    for i in range(lists.end, stop):
        if line := _assembly_line(blocks[i], reading):
            return _assembly_vote(line, lists, draft, base, reading, blocks[at].start), i + 1
        if _held(blocks[i], reading):
            break
        result, words = outcome(reading, blocks[i].start, blocks[i].end)
        if result is not None:
            vote = _council_vote(blocks, (at, i), lists, draft, base, reading)
            resolution = _resolution(words) if result is Outcome.ADOPTED else None
            return replace(vote, outcome=result, resolution=resolution), i + 1
    if not lists.ballots:
        return None, at + 1
    return _council_vote(blocks, (at, lists.end - 1), lists, draft, base, reading), lists.end


def _council_vote(
    blocks: list[Block], reach: tuple[int, int], lists: RollCall, draft: Symbol | None,
    base: Document, reading: Reading,
) -> Vote:  # fmt: skip
    start, end = blocks[reach[0]].start, blocks[reach[1]].end
    after = blocks[min(lists.end, reach[1])].start
    stated, place = tally(reading, after, end)
    remarks = [*lists.remarks, *unreadable(stated, reading, after, end)]
    stated = with_noughts(stated, lists)
    if place is not None:
        remarks += mismatches(stated, lists, reading, place)
    return Vote(
        draft=draft,
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
    )


def _resolution(words: re.Match[str] | None) -> Symbol | None:
    """Return the resolution that the words of adoption name."""
    fields = words.groupdict() if words else {}
    if not fields.get("number"):
        return None
    number, year = int(fields["number"]), int(fields["year"])
    return format_symbol(number, year) if plausible_resolution(number, year) else None


def _assembly_line(block: Block, reading: Reading) -> re.Match[str] | None:
    for pattern in reading.pack.patterns("votes", "assembly_adopted"):
        if match := pattern.search(reading.folded, block.start, block.end):
            return match
    return None


def _assembly_vote(
    line: re.Match[str], lists: RollCall | None, draft: Symbol | None, base: Document,
    reading: Reading, start: int | None = None,
) -> Vote:  # fmt: skip
    """Return the vote of the Assembly that a line reports; without numbers there was no vote."""
    fields = line.groupdict()
    numbers = {
        field: reading.pack.number_of(fields[name]) if fields.get(name) else None
        for name, field in (("count", "in_favour"), ("against", "against"),
                            ("abstaining", "abstaining"))
    }  # fmt: skip
    stated = Tally(**numbers)
    counted = stated.in_favour is not None
    remarks = [*lists.remarks, *mismatches(stated, lists, reading, line.span())] if lists else []
    session = re.sub(r"\s", "", fields["session"])
    return Vote(
        draft=canonical_symbol(fields["symbol"]) if fields.get("symbol") else draft,
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
    )
