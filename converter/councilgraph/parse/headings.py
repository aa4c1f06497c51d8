"""From a masthead to the text below it: the organ's formula, and lines nothing is read from."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Document, Remark
from .block import Block, Reading
from .body import is_part_mark
from .masthead import Masthead
from .organ_lines import is_formula, names_organ


def after_formula(blocks: Sequence[Block], head: Masthead, reading: Reading) -> int:
    """Return the index of the first block after the organ's formula, or after the masthead.

    In a resolution adopted in parts the mark of the first stands above the formula: it is kept
    where the mark of another part follows. A masthead's own large letter has none after it.
    """
    for i, block in enumerate(blocks):
        if is_formula(block, reading) and (i > head.last or block.folded[-1] in ",:"):
            marked = i > head.last + 1 and is_part_mark(blocks[i - 1])
            return i - 1 if marked and any(map(is_part_mark, blocks[i:])) else i + 1
    return head.last + 1


def unread(document: Document, heading: Sequence[Block], reading: Reading) -> list[Remark]:
    """Remark the blocks of a heading after the last that a fact of its document was read from.

    Lines that name the organ are furniture of a masthead, wherever they stand.
    """
    read = [place.span for place in document.places]
    spans = [reading.span(b.start, b.end) for b in heading]
    told = [i for i, s in enumerate(spans) for r in read if r.start < s.end and s.start < r.end]
    rest = range(max(told, default=len(heading)) + 1, len(heading))
    return [
        Remark("unread-heading", f"{heading[i].text.strip()!r} stands between heading and text; "
               "no fact is read from it", spans[i])
        for i in rest
        if not names_organ(heading[i]) and not is_formula(heading[i], reading)
    ]  # fmt: skip
