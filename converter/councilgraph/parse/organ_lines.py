"""Lines that name an organ: the furniture of a masthead, and the formula that opens a text."""

from __future__ import annotations

import re
from functools import cache

from ..languages import packs
from .block import Block, Reading

SHORT = 60
"""Characters of a line that may be an organ's name."""

_NAMES = ("organization", "council", "assembly")


def names_organ(block: Block) -> bool:
    """Tell whether a short block starts with the name of an organ, or of the organisation.

    Mastheads mix languages, so that names in any are known.
    """
    return len(block) < SHORT and any(p.match(block.folded) for p in _names())


@cache
def _names() -> tuple[re.Pattern[str], ...]:
    """Return the patterns of the names of organs in every language."""
    return tuple(p for pack in packs() for key in _NAMES for p in pack.patterns("masthead", key))


def without_organs(text: str) -> str:
    """Return a masthead's line without the organs it names beside other things."""
    for pack in packs():
        for key in _NAMES:
            for name in pack.masthead[key]:
                text = text.replace(name, "")
    return text.strip()


def is_formula(block: Block, reading: Reading) -> bool:
    """Tell whether a block is the formula of an organ: *The Security Council,*."""
    text = block.folded.casefold().strip(" ,:")
    formulas = (reading.pack.formulas[key] for key in ("council", "assembly"))
    return any(text == p.strip(" ,").casefold() for known in formulas for p in known)
