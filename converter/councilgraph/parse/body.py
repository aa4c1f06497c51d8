"""The body of a resolution: preamble, operative paragraphs, points, headings, annexes.

Blocks become drafts of paragraphs: kind, path, number and range. Numbers decide; verbs decide
only where an early resolution has no numbers.
"""

from __future__ import annotations

import re

from ..model import ParagraphKind, Remark, Severity
from .block import Block, Reading, with_marks
from .drafts import Draft, State
from .numbering import Levels, Mark, paragraph_mark, point_marks
from .openings import CLOSED, heading, loose, opening
from .verbs import leading_verbs

LONGEST_TITLE = 30
"""Characters: a longer unpunctuated block that opens with a verb is a paragraph, not a heading."""
_PART = re.compile(r"[A-Z]")
_BARE = re.compile(r"(\d{1,3})\s+(?=\S)")


def body(blocks: list[Block], reading: Reading) -> list[Draft]:
    """Return the paragraphs of the blocks after the formula, in document order."""
    state = State(reading)
    blocks = with_marks(blocks, reading)
    numbered = any(_operative_number(b) == 1 for b in blocks)
    for i, block in enumerate(blocks):
        following = blocks[i + 1] if i + 1 < len(blocks) else None
        _take(state, block, following, numbered)
    return state.drafts


def _take(state: State, block: Block, following: Block | None, numbered: bool) -> None:
    """Put one block where it belongs."""
    if _annex(state, block):
        return
    if _numbered(state, block):
        return
    if _before_number(state, block, following):
        heading(state, block)
        return
    if state.last is not None and _point(state, block, following):
        return
    if _part(state, block):
        return
    if state.annexes:
        _annex_text(state, block)
    elif state.operative and not _unnumbered_part(state):
        loose(state, block)
    else:
        opening(state, block, numbered)


def _before_number(state: State, block: Block, following: Block | None) -> bool:
    """Tell whether a block is a heading: unpunctuated, in no open list, before a number."""
    if following is None or state.annexes or block.folded[-1] in CLOSED or len(block) > 160:
        return False
    mark = paragraph_mark(following.folded)
    if mark is None or mark[0] != state.operative + 1 or state.levels.open:
        return False
    folded, kind = state.reading.folded, ParagraphKind.PREAMBULAR
    acts = leading_verbs(folded, block.start, block.end, kind, state.pack)
    return not (acts and len(block) >= LONGEST_TITLE)


def _unnumbered_part(state: State) -> bool:
    """Tell whether the operative paragraphs so far carry no numbers."""
    return state.last is not None and state.last.number == "" and state.operative > 0


def _operative_number(block: Block) -> int | None:
    mark = paragraph_mark(block.folded)
    return mark[0] if mark else None


def _numbered(state: State, block: Block) -> bool:
    """Take a numbered paragraph; a number that goes back or leaps is a list inside a paragraph."""
    mark = paragraph_mark(block.folded) or _bare_number(state, block)
    if mark is None:
        return False
    number, at = mark
    remarks = []
    if number != state.operative + 1:
        if not state.operative < number <= state.operative + 4:
            return False
        if state.operative == 0 and number > 1:
            return False
        span = state.reading.span(block.start, block.end)
        remarks.append(
            Remark("number-gap", f"paragraph {number} follows paragraph {state.operative}", span,
                   Severity.DOUBT)
        )  # fmt: skip
    state.operative = number
    kind = ParagraphKind.PLAIN if state.annexes else ParagraphKind.OPERATIVE
    path = (*state.prefix, "paragraph", str(number))
    state.add(kind, path, str(number), block, at, remarks=remarks)
    state.levels = Levels()
    state.loose = 0
    return True


def _bare_number(state: State, block: Block) -> tuple[int, int] | None:
    """Return a number without its full stop: the next one, before a verb (``18 Notes``)."""
    mark = _BARE.match(block.folded)
    if mark is None or not state.operative or int(mark[1]) != state.operative + 1:
        return None
    start = block.start + mark.end()
    verbs = leading_verbs(
        state.reading.folded, start, block.end, ParagraphKind.OPERATIVE, state.pack
    )
    return (int(mark[1]), mark.end()) if verbs and verbs[0].side != "preambular" else None


def _point(state: State, block: Block, following: Block | None) -> bool:
    """Take a point or sub-point of the paragraph before."""
    found = point_marks(block.folded, state.pack)
    if found is None or state.last is None:
        return False
    marks, at = found
    ahead = point_marks(following.folded, state.pack) if following else None
    after: list[Mark] = ahead[0] if ahead else []
    placed = state.levels.place(marks, after)
    if placed is None:
        return False
    names, gap = placed
    base = state.last
    number = base.number + "".join(f"({n})" for n in names) if base.number else ""
    remarks = []
    if gap:
        span = state.reading.span(block.start, block.end)
        remarks.append(Remark("number-gap", f"point {number} leaves a gap", span, Severity.DOUBT))
    path = (*base.path, *names)
    if path in state.paths:
        return False
    kind = ParagraphKind.OPERATIVE if base.kind is ParagraphKind.OPERATIVE else ParagraphKind.PLAIN
    parent = path[:-1] if path[:-1] in state.paths else base.path
    state.add(kind, path, number, block, at, parent=parent, remarks=remarks, base=base)
    return True


def _annex(state: State, block: Block) -> bool:
    """Start an annex at its heading."""
    if len(block) > 120 or not (state.operative or state.annexes):
        return False
    table = state.pack.headings
    title = block.folded.rstrip(" *.")
    exact = any(p.fullmatch(title) for p in state.pack.patterns("headings", "annex"))
    begins = any(block.folded.casefold().startswith(h.casefold()) for h in table["annex_rest"])
    if not exact and not begins:
        return False
    state.annexes += 1
    state.prefix = ("annex", str(state.annexes))
    state.operative, state.loose = 0, 0
    state.last, state.levels = None, Levels()
    if begins and not exact:
        _annex_text(state, block)
    return True


def _annex_text(state: State, block: Block) -> None:
    """Keep an unnumbered block of an annex."""
    state.loose += 1
    path = (*state.prefix, "text", str(state.loose)) if state.last is None else (
        *state.last.path, "text", str(state.loose)
    )
    parent = None if state.last is None else state.last.path
    state.add(ParagraphKind.PLAIN, path, "", block, 0, parent=parent, keep=True)


def is_part_mark(block: Block) -> bool:
    """Tell whether a block is the mark of a part: a capital letter and nothing else."""
    return bool(_PART.fullmatch(block.folded.strip()))


def _part(state: State, block: Block) -> bool:
    """Start part A, B, C of a resolution adopted in parts: a capital letter on its own line."""
    if not is_part_mark(block) or state.annexes:
        return False
    state.prefix = ("part", block.folded.strip())
    state.operative, state.preambles, state.loose = 0, 0, 0
    state.last, state.levels, state.closed = None, Levels(), False
    return True
