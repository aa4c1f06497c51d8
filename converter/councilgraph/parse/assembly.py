"""Resolutions of the General Assembly: their title, adoption line, and the meeting at their end.

They are titled with session and number (*73/8. Necessity of ending …*) and end with the meeting
that adopted them and its date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from ..model import Symbol
from .block import Block, Reading
from .dates import first_date
from .places import Places

_NUMBER = re.compile(
    r"(?P<number>(?:S-|ES-)?\d{1,3}/\d{1,4}(?:\s?[A-Z])?|\d{1,4}\s?\([IVXES-]+\))\."
)
_SESSION = re.compile(r"A/RES/((?:S-|ES-)?\d{1,3})/")

TAIL = 4
"""Blocks at the end of the text among which the meeting and its date stand."""


@dataclass(slots=True)
class Adoption:
    """What a resolution says of its adoption, and where; ``used`` are blocks that say it."""

    title: str | None = None
    date: date | None = None
    meeting: Symbol | None = None
    used: list[Block] = field(default_factory=list)
    places: Places = ()


def assembly_adoption(
    head: list[Block], text: list[Block], symbol: Symbol, reading: Reading
) -> Adoption:
    """Return the title, date and meeting of a resolution of the Assembly.

    ``head`` are the blocks before the formula, ``text`` those after it.
    """
    found = Adoption()
    for i, block in enumerate(head):
        if found.title is None and _is_number(block, symbol):
            last = _last_of_title(head, i)
            found.title = re.sub(r"\s*\n\s*", " ", reading.text(block.start, last.end))
            found.places += reading.stated("title", block.start, last.end)
        if found.date is None and _adopted(block, reading):
            when = first_date(reading.pack, block.folded, 0, len(block))
            _dated(found, block, when, reading)
    for block in text[-TAIL:]:
        if named := _meeting(block, reading):
            meeting = named["meeting"]
            session = _SESSION.match(symbol)
            found.meeting = Symbol(f"A/{session[1]}/PV.{meeting}" if session else f"A/PV.{meeting}")
            found.places += reading.stated("meeting", block.start, block.start + named.end())
            found.used.append(block)
        if found.meeting and len(block) < 60:
            when = first_date(reading.pack, block.folded, 0, len(block))
            if when and block not in found.used and _bare(block, when):
                found.used.append(block)
            _dated(found, block, when, reading)
    return found


def _dated(
    found: Adoption, block: Block, when: tuple[date | None, int, int] | None, reading: Reading
) -> None:
    """Take the date of a block unless one is known."""
    if found.date is None and when and when[0]:
        found.date = when[0]
        place = (block.start + at for at in when[1:])
        found.places += reading.stated("adoption_date", *place)


def _is_number(block: Block, symbol: Symbol) -> bool:
    match = _NUMBER.match(block.folded)
    own = symbol.removeprefix("A/RES/").replace(" ", "")
    return bool(match and match["number"].replace(" ", "") == own)


def _last_of_title(head: list[Block], index: int) -> Block:
    """Return the last block of a title, which may stand on the line after its number."""
    block = head[index]
    match = _NUMBER.match(block.folded)
    alone = match is not None and match.end() >= len(block.folded.rstrip())
    return head[index + 1] if alone and index + 1 < len(head) else block


def _adopted(block: Block, reading: Reading) -> bool:
    patterns = reading.pack.patterns("resolution", "assembly_title")
    return len(block) < 160 and any(p.match(block.folded) for p in patterns)


def _meeting(block: Block, reading: Reading) -> re.Match[str] | None:
    """Return the match of the meeting that a block at the end names, alone or with its date."""
    if len(block) > 60:
        return None
    for pattern in reading.pack.patterns("masthead", "record"):
        match = pattern.match(block.folded)
        if match and match.groupdict().get("meeting"):
            return match
    return None


def _bare(block: Block, when: tuple[date | None, int, int]) -> bool:
    """Tell whether a block holds a date and nothing else."""
    return not (block.folded[: when[1]] + block.folded[when[2] :]).strip(" .,")
