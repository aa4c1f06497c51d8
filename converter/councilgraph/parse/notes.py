"""What stands after the text of older resolutions: notes on the vote, footnotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from ..languages import find_template, load
from ..model import Document, Named, Outcome, Procedure, SourceText, Span, Symbol, Vote
from .block import Block, Reading
from .citations import citations
from .tallies import not_participating, note_tally

_NUMBERED = re.compile(r"(?:\[\d{1,3}\]|\(\d{1,3}\)|\d{1,3})\s+(?=[A-Z\"'])")
_STAR = re.compile(r"\*{1,3}\s*\S")
_RULE = re.compile(r"_{5,}")
_MARK = re.compile(r"[\[(]?\d{1,2}[\])]?")


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

    Footnotes are what follows a rule or a heading, blocks that a star opens, and the numbered
    blocks at the very end: in brackets anywhere, bare in the yearly volumes alone, which have no
    masthead, since a bare number opens a paragraph elsewhere. A second note on a vote, as a
    resolution adopted in parts has, is kept among the footnotes.
    """
    end = _first_note(blocks, reading, formal=formal)
    kept: list[Block] = []
    notes: list[Block] = []
    vote: Block | None = None
    for i, block in enumerate(blocks):
        if _vote_match(block, reading):
            if vote is None:
                vote = block
            else:
                notes.append(block)
        elif i >= end or _STAR.match(block.folded):
            notes.append(block)
        else:
            kept.append(block)
    return kept, _named(notes, reading), vote


def _first_note(blocks: list[Block], reading: Reading, *, formal: bool) -> int:
    """Return the index of the block with which the footnotes at the end begin."""
    for i, block in enumerate(blocks):
        if _RULE.fullmatch(block.folded) or _is_heading(block, reading):
            return i
    first = len(blocks)
    while first > 1:
        folded = blocks[first - 1].folded
        numbered = _NUMBERED.match(folded)
        if not (numbered and (folded[0] == "[" or not formal)) and not _aside(
            blocks[first - 1], reading
        ):
            break
        first -= 1
    return first


def _aside(block: Block, reading: Reading) -> bool:
    """Tell whether a block at the end is a note on the vote or opens with a star."""
    return bool(_STAR.match(block.folded) or _vote_match(block, reading))


def _named(blocks: list[Block], reading: Reading) -> list[Named]:
    """Return footnotes with their places; a mark on a line of its own belongs to the next."""
    notes: list[Named] = []
    mark: Block | None = None
    for block in blocks:
        if _RULE.fullmatch(block.folded) or _is_heading(block, reading):
            continue
        if _MARK.fullmatch(block.folded):
            mark = block
            continue
        start = mark.start if mark else block.start
        text = reading.text(start, block.end).replace("\n", " ")
        notes.append(Named(text, reading.span(start, block.end)))
        mark = None
    return notes


def _is_heading(block: Block, reading: Reading) -> bool:
    return any(p.fullmatch(block.folded) for p in reading.pack.patterns("headings", "footnotes"))


def _vote_match(block: Block, reading: Reading) -> re.Match[str] | None:
    if block.folded[:1].casefold() not in _initials(reading.pack.code):
        return None  # as most blocks
    for pattern in reading.pack.patterns("resolution", "vote_note"):
        if match := pattern.match(block.folded):
            return match
    return None


@cache
def _initials(code: str) -> frozenset[str]:
    """Return the letters with which notes on the vote begin, in small letters."""
    return frozenset(note[0].casefold() for note in load(code).resolution["vote_note"])


def vote_of_note(
    block: Block, notes: list[Named], reading: Reading, symbol: Symbol, when: date | None
) -> Vote:
    """Return the vote that a note reports: "Adopted at the 453rd meeting by 9 votes to 1".

    Names in parentheses after a number are the states that voted so; ``notes`` are the footnotes,
    of which one may name those that did not take part.
    """
    match = _vote_match(block, reading)
    fields = match.groupdict() if match else {}
    meeting = Symbol(f"S/PV.{fields['meeting']}") if fields.get("meeting") else None
    counted = note_tally(reading, block.start, block.end)
    absent = not_participating(notes, reading)
    procedure, words = _procedure(block, reading)
    held = (block.start + words.start(), block.start + words.end()) if words else None
    whole = (block.start, block.end)
    at = (block.start + at for at in match.span("meeting")) if match and meeting else None
    return Vote(
        draft=None,
        resolution=symbol,
        outcome=Outcome.ADOPTED,
        procedure=procedure,
        tally=replace(counted.tally, not_voting=absent.tally.not_voting),
        ballots=(*counted.ballots, *absent.ballots),
        meeting=meeting,
        date=when,
        span=reading.span(block.start, block.end),
        remarks=(*counted.remarks, *absent.remarks),
        places=(
            *reading.stated("outcome", *whole),
            *reading.stated("procedure", *(held or whole)),
            *(reading.stated("meeting", *at) if at else ()),
            *counted.places,
            *absent.places,
        ),
    )


def _procedure(block: Block, reading: Reading) -> tuple[Procedure, re.Match[str] | None]:
    """Return how a vote was held, and the words that say so where it was no vote by count."""
    table = (("acclamation", Procedure.ACCLAMATION), ("without_vote", Procedure.WITHOUT_VOTE))
    for key, procedure in table:
        if match := find_template(reading.pack.patterns("votes", key), block.folded):
            return procedure, match
    return Procedure.MEETING, None
