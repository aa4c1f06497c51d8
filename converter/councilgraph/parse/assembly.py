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

_NUMBER = re.compile(
    r"(?P<number>(?:S-|ES-)?\d{1,3}/\d{1,4}(?:\s?[A-Z])?|\d{1,4}\s?\([IVXES-]+\))\."
)
_SESSION = re.compile(r"A/RES/((?:S-|ES-)?\d{1,3})/")

TAIL = 4
"""Blocks at the end of the text among which the meeting and its date stand."""


@dataclass(slots=True)
class Adoption:
    """What a resolution of the Assembly says of its adoption; ``used`` are blocks that say it."""

    title: str | None = None
    date: date | None = None
    meeting: Symbol | None = None
    used: list[Block] = field(default_factory=list)


def assembly_adoption(
    head: list[Block], text: list[Block], symbol: Symbol, reading: Reading
) -> Adoption:
    """Return the title, date and meeting of a resolution of the Assembly.

    ``head`` are the blocks before the formula, ``text`` those after it.
    """
    found = Adoption()
    for i, block in enumerate(head):
        if found.title is None and _is_number(block, symbol):
            found.title = _title(head, i, reading)
        if found.date is None and _adopted(block, reading):
            when = first_date(reading.pack, block.folded, 0, len(block))
            found.date = when[0] if when else None
    for block in text[-TAIL:]:
        if meeting := _meeting(block, reading):
            session = _SESSION.match(symbol)
            found.meeting = Symbol(f"A/{session[1]}/PV.{meeting}" if session else f"A/PV.{meeting}")
            found.used.append(block)
        if found.meeting and len(block) < 60:
            when = first_date(reading.pack, block.folded, 0, len(block))
            if when and block not in found.used and _bare(block, when):
                found.used.append(block)
            found.date = found.date or (when[0] if when else None)
    return found


def _is_number(block: Block, symbol: Symbol) -> bool:
    match = _NUMBER.match(block.folded)
    own = symbol.removeprefix("A/RES/").replace(" ", "")
    return bool(match and match["number"].replace(" ", "") == own)


def _title(head: list[Block], index: int, reading: Reading) -> str:
    """Return a title, which may stand on the line after its number."""
    block = head[index]
    match = _NUMBER.match(block.folded)
    alone = match is not None and match.end() >= len(block.folded.rstrip())
    last = head[index + 1] if alone and index + 1 < len(head) else block
    return re.sub(r"\s*\n\s*", " ", reading.text(block.start, last.end))


def _adopted(block: Block, reading: Reading) -> bool:
    patterns = reading.pack.patterns("resolution", "assembly_title")
    return len(block) < 160 and any(p.match(block.folded) for p in patterns)


def _meeting(block: Block, reading: Reading) -> str | None:
    """Return the number of the meeting that a block at the end names, alone or with its date."""
    if len(block) > 60:
        return None
    for pattern in reading.pack.patterns("masthead", "record"):
        match = pattern.match(block.folded)
        if match and match.groupdict().get("meeting"):
            return match["meeting"]
    return None


def _bare(block: Block, when: tuple[date | None, int, int]) -> bool:
    """Tell whether a block holds a date and nothing else."""
    return not (block.folded[: when[1]] + block.folded[when[2] :]).strip(" .,")
