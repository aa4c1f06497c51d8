"""What stands after the text of older resolutions: notes on the vote, footnotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..model import Document, Named, Outcome, Procedure, SourceText, Span, Symbol, Tally, Vote
from .block import Block, Reading
from .citations import citations

_NUMBERED = re.compile(r"\(?\d{1,3}\)?\s+(?=[A-Z\"'])")
_STAR = re.compile(r"\*{1,3}\s*\S")


def notes_apart(
    blocks: list[Block], footnotes: Sequence[Span], source: SourceText
) -> tuple[list[Block], list[Block]]:
    """Return the blocks of the text, and those that the file's markup says are footnotes."""
    if not footnotes:
        return blocks, []
    kept: list[Block] = []
    noted: list[Block] = []
    for block in blocks:
        span = source.span(block.start, block.end)
        marked = any(f.start <= span.start and span.end <= f.end for f in footnotes)
        (noted if marked else kept).append(block)
    return kept, noted


def with_footnotes(
    document: Document, noted: Sequence[Block], reach: Span, reading: Reading
) -> Document:
    """Return a document with the footnotes that stand in its part of the file, and their mentions.

    What a footnote cites, the document cites: no paragraph's verb governs it.
    """
    footnotes, cited = list(document.footnotes), list(document.citations)
    for block in noted:
        span = reading.span(block.start, block.end)
        if reach.start <= span.start < reach.end:
            footnotes.append(Named(block.text, span))
            cited += citations(reading, block.start, block.end, [], document.symbol)
    return replace(document, footnotes=tuple(footnotes), citations=tuple(cited))


def split_notes(
    blocks: list[Block], reading: Reading, *, formal: bool
) -> tuple[list[Block], list[Named], Block | None]:
    """Return the blocks of the text, the footnotes, and the note on the vote if there is one.

    Stars open footnotes everywhere; bare numbers do so only where there is no masthead, in the
    yearly volumes, since a number opens a paragraph elsewhere.
    """
    kept: list[Block] = []
    notes: list[Named] = []
    vote: Block | None = None
    tail = False
    for i, block in enumerate(blocks):
        tail = tail or _is_heading(block, reading)
        if vote is None and _vote_match(block, reading):
            vote = block
        elif tail or _STAR.match(block.folded) or (
            not formal and i and _NUMBERED.match(block.folded) and len(kept) > 1
        ):
            notes.append(Named(block.text, reading.span(block.start, block.end)))
        else:
            kept.append(block)
    return kept, notes, vote


def _is_heading(block: Block, reading: Reading) -> bool:
    return any(p.fullmatch(block.folded) for p in reading.pack.patterns("headings", "footnotes"))


def _vote_match(block: Block, reading: Reading) -> re.Match[str] | None:
    for pattern in reading.pack.patterns("resolution", "vote_note"):
        if match := pattern.match(block.folded):
            return match
    return None


def vote_of_note(block: Block, reading: Reading, symbol: Symbol) -> Vote:
    """Return the vote that a note reports: "Adopted at the 453rd meeting by 9 votes to 1"."""
    match = _vote_match(block, reading)
    fields = match.groupdict() if match else {}
    meeting = Symbol(f"S/PV.{fields['meeting']}") if fields.get("meeting") else None
    return Vote(
        draft=None,
        resolution=symbol,
        outcome=Outcome.ADOPTED,
        procedure=_procedure(block, reading),
        tally=_tally(block, reading),
        meeting=meeting,
        span=reading.span(block.start, block.end),
    )


def _procedure(block: Block, reading: Reading) -> Procedure:
    table = (("acclamation", Procedure.ACCLAMATION), ("without_vote", Procedure.WITHOUT_VOTE))
    for key, procedure in table:
        if any(p.search(block.folded) for p in reading.pack.patterns("votes", key)):
            return procedure
    return Procedure.MEETING


def _tally(block: Block, reading: Reading) -> Tally:
    """Return the numbers of a note; a unanimous vote states none."""
    for pattern in reading.pack.patterns("votes", "tally_note"):
        match = pattern.search(block.folded)
        if match:
            fields = match.groupdict()
            numbers = {k: reading.pack.number_of(v) for k, v in fields.items() if v}
            return Tally(
                in_favour=numbers.get("count"),
                against=numbers.get("against"),
                abstaining=numbers.get("abstaining"),
            )
    return Tally()
