"""Cut a file into documents: the file's own, and those annexed to it.

An annexed document begins with a masthead of its own, in whatever language it is written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from ..languages import LanguagePack, compile_template, detect, packs
from .block import Block

LONGEST_HEADING = 200
"""Characters of a block that may be the heading of an annex."""

REACH = 4
"""Blocks after an annex heading in which a masthead must begin."""


@dataclass(frozen=True, slots=True)
class Section:
    """The blocks of one document and the language they are in."""

    blocks: list[Block]
    pack: LanguagePack


def sections(blocks: list[Block], fallback: LanguagePack | None) -> list[Section]:
    """Return the documents of a file in order; the first is the file's own.

    ``fallback`` is the language that the file's own metadata name, used where the text of a
    section does not tell.
    """
    cuts = [0, *_mastheads(blocks), len(blocks)]
    found = []
    for start, end in pairwise(cuts):
        part = blocks[start:end]
        text = "\n".join(b.text for b in sorted(part, key=len, reverse=True)[:12])
        pack = detect(text) or fallback
        if part and pack is not None:
            found.append(Section(part, pack))
    return found


def _mastheads(blocks: list[Block]) -> list[int]:
    """Return where annexed documents begin: an organization's name soon after an annex heading."""
    cuts = []
    for i, block in enumerate(blocks):
        if i == 0 or not is_annex_heading(block):
            continue
        for j in range(i + 1, min(len(blocks), i + 1 + REACH)):
            if _organization(blocks[j]):
                cuts.append(j)
                break
    return cuts


def is_annex_heading(block: Block) -> bool:
    """Tell whether a block is the heading of an annex, in any language."""
    folded = block.folded.rstrip(" *.")
    whole, begins = _annex_headings()
    short = len(block) < LONGEST_HEADING
    return bool(short and whole.fullmatch(folded)) or folded.casefold().startswith(begins)


@cache
def _annex_headings() -> tuple[re.Pattern[str], tuple[str, ...]]:
    """Return the pattern of whole headings of annexes in any language, and what others begin with.

    One pattern for all: most blocks are no headings, and each is asked.
    """
    templates = ((pack, template) for pack in packs() for template in pack.headings["annex"])
    patterns = (compile_template(t, p.month_pattern, p.traits["spaces"]) for p, t in templates)
    unnamed = dict.fromkeys(re.sub(r"\?P<\w+>", "?:", pattern) for pattern in patterns)
    begins = tuple(h.casefold() for pack in packs() for h in pack.headings["annex_rest"])
    return re.compile("|".join(f"(?:{p})" for p in unnamed), re.IGNORECASE), begins


def _organization(block: Block) -> bool:
    return len(block) < 80 and any(
        p.match(block.folded) for pack in packs() for p in pack.patterns("masthead", "organization")
    )
