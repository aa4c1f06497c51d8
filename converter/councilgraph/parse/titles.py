"""Titles of drafts and statements: sponsors, meeting, date, item."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ..languages import fold
from ..model import Remark, Severity, Symbol
from .block import Block, Reading
from .dates import first_date
from .places import Places


@dataclass(frozen=True, slots=True)
class DraftTitle:
    """The title of a draft: its block, and the range that names the sponsors."""

    block: Block
    sponsors: tuple[int, int] | None

    @property
    def beheaded(self) -> bool:
        """Tell whether the colon is there that follows the sponsors, but none before it."""
        return self.sponsors is None and self.block.folded[0] == ":"


@dataclass(frozen=True, slots=True)
class Opening:
    """The opening of a statement: meeting, date and item of the meeting that heard it; where."""

    meeting: Symbol | None
    date: date | None
    item: str | None
    places: Places = ()


def draft_title(blocks: list[Block], reading: Reading) -> DraftTitle | None:
    """Return the title that makes a document a draft resolution, or None.

    It may be broken over several blocks, as mastheads of PDF files break it.
    """
    for i, block in enumerate(blocks[:32]):
        if not _draft_match(block, reading):
            continue
        title = _with_sponsors(blocks[: i + 1], reading)
        match = _draft_match(title, reading)
        if match and match.groupdict().get("list"):
            a, b = match.span("list")
            return DraftTitle(title, (title.start + a, title.start + b))
        return DraftTitle(block, None)
    return None


def _draft_match(block: Block, reading: Reading) -> re.Match[str] | None:
    text = block.folded.rstrip(" .*")
    start = len(text) - len(text.lstrip(": "))
    for pattern in reading.pack.patterns("masthead", "draft"):
        if match := pattern.fullmatch(text, start):
            return match
    return None


def _with_sponsors(blocks: list[Block], reading: Reading) -> Block:
    """Return the last block joined with those before it that a comma or a colon leaves open."""
    first = len(blocks) - 1
    while first > 0 and blocks[first - 1].folded[-1] in ",:、":
        first -= 1
    start, end = blocks[first].start, blocks[-1].end
    text = reading.source.text[start:end].replace("\n", " ")
    return Block(start, end, text, fold(text))


def statement_title(blocks: list[Block], reading: Reading) -> Block | None:
    """Return the title that makes a document a statement by the President, or None."""
    patterns = reading.pack.patterns("masthead", "statement")
    return next((b for b in blocks[:16] if any(p.match(b.folded) for p in patterns)), None)


def misnamed(symbol: Symbol, title: Block, reading: Reading) -> list[Remark]:
    """Remark a statement whose masthead has a resolution's symbol; the symbol is kept."""
    if "/RES/" not in symbol:
        return []
    message = f"the masthead says {symbol}, a resolution; the title is a statement's"
    span = reading.span(title.start, title.end)
    return [Remark("symbol-title-mismatch", message, span, Severity.CONTRADICTION)]


def statement_opening(block: Block, reading: Reading) -> Opening | None:
    """Return the meeting, date and item that a statement's first block names, or None."""
    pack = reading.pack
    for pattern in pack.patterns("resolution", "statement_opening"):
        match = pattern.search(block.folded)
        if match is None:
            continue
        when = first_date(pack, block.folded, 0, len(block))
        places = reading.stated("date", *(block.start + at for at in when[1:])) if when else ()
        item = None
        for named in pack.patterns("resolution", "statement_item"):
            if found := named.search(block.folded):
                place = tuple(block.start + at for at in found.span("text"))
                item = reading.text(*place)
                places += reading.stated("agenda_item", *place)
                break
        meeting = match.groupdict().get("meeting")
        symbol = Symbol(f"S/PV.{meeting}") if meeting else None
        if meeting:
            place = tuple(block.start + at for at in match.span("meeting"))
            places += reading.stated("meeting", *place)
        return Opening(symbol, when[0] if when else None, item, places)
    return None
