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
from .verbs import leading_verb

LONGEST_TITLE = 30
"""Characters: a longer unpunctuated block that opens with a verb is a paragraph, not a heading."""
_PART = re.compile(r"[A-Z]")
_BARE = re.compile(r"(\d{1,3})\s+(?=\S)")


def body(blocks: list[Block], reading: Reading) -> list[Draft]:
    """Return the paragraphs of the blocks after the formula, in document order."""
    state = State(reading)
    blocks = with_marks(blocks, reading)
    numbered = any(_operative_number(b) == 1 or _acts(reading, b) for b in blocks)
    for block, following in zip(blocks, _following(blocks), strict=True):
        _take(state, block, following, numbered)
    return state.drafts


def _following(blocks: list[Block]) -> list[Block | None]:
    """Return what follows each block; the same block a second time does not count."""
    found: list[Block | None] = []
    after: Block | None = None
    behind: Block | None = None
    for block in reversed(blocks):
        if after is not None and after.folded != block.folded:
            behind = after
        found.append(behind)
        after = block
    return found[::-1]


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
    fits = mark is not None and mark[0] == state.operative + 1
    if state.levels.open or not (fits or _acts(state.reading, following)):
        return False
    folded, kind = state.reading.folded, ParagraphKind.PREAMBULAR
    acts = leading_verb(folded, block.start, block.end, kind, state.pack)
    return not (acts and len(block) >= LONGEST_TITLE)


def _unnumbered_part(state: State) -> bool:
    """Tell whether the operative paragraphs so far carry no numbers."""
    return state.last is not None and state.last.number == "" and state.operative > 0


def _operative_number(block: Block) -> int | None:
    mark = paragraph_mark(block.folded)
    return mark[0] if mark else None


def _numbered(state: State, block: Block) -> bool:
    """Take a numbered paragraph; a number that goes back or leaps is a list inside a paragraph.

    Unless the paragraph opens with a verb as the operative ones do: then it is one of them, out of
    its order, and remarked.
    """
    mark = paragraph_mark(block.folded) or _bare_number(state, block)
    if mark is None:
        return False
    number, at = mark
    path = (*state.prefix, "paragraph", str(number))
    follows = state.operative < number <= (state.operative + 4 if state.operative else 1)
    # An annex may hold lists that begin anew with 1; what opens or repeats is its own.
    own = state.operative in {0, number} and number > 1
    if not (follows or (own if state.annexes else _acts(state.reading, block))):
        if state.annexes and path not in state.paths:
            message = f"a text numbered {number} follows paragraph {state.operative}"
            state.odd = [_odd(state, block, "number-gap", message)]
        elif not state.annexes and number == state.operative > 1 and not state.loose:
            # Of a list in a paragraph it would be the first, and have the number 1.
            state.odd = [_odd(state, block, "repeated-number", f"a second paragraph {number}")]
        return False
    remarks = []
    if path in state.paths:
        remarks.append(_odd(state, block, "repeated-number", f"a second paragraph {number}"))
    elif number != state.operative + 1:
        last = state.last.number if state.last else ""
        after = f"follows paragraph {last}" if last else "is the first"
        remarks.append(_odd(state, block, "number-gap", f"paragraph {number} {after}"))
    # What is out of order takes one place of it, so that the next number fits again.
    state.operative = number if follows else max(state.operative, min(number, state.operative + 1))
    kind = ParagraphKind.PLAIN if state.annexes else ParagraphKind.OPERATIVE
    state.add(kind, path, str(number), block, at, remarks=remarks)
    state.levels = Levels()
    state.loose = 0
    return True


def _odd(state: State, block: Block, code: str, message: str) -> Remark:
    span = state.reading.span(block.start, block.end)
    return Remark(code, message, span, Severity.DOUBT)


def _acts(reading: Reading, block: Block) -> bool:
    """Tell whether a block is a number and then a verb in the operative form."""
    mark = paragraph_mark(block.folded)
    if mark is None:
        return False
    verb = leading_verb(
        reading.folded, block.start + mark[1], block.end, ParagraphKind.OPERATIVE, reading.pack
    )
    return verb is not None and verb.side != "preambular"


def _bare_number(state: State, block: Block) -> tuple[int, int] | None:
    """Return a number without its full stop: the next one, before a verb (``18 Notes``)."""
    mark = _BARE.match(block.folded)
    if mark is None or not state.operative or int(mark[1]) != state.operative + 1:
        return None
    start = block.start + mark.end()
    verb = leading_verb(
        state.reading.folded, start, block.end, ParagraphKind.OPERATIVE, state.pack
    )
    return (int(mark[1]), mark.end()) if verb and verb.side != "preambular" else None


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
        if state.levels.open:
            message = f"point {block.folded[:at].strip()} does not follow the one before"
            state.odd = [_odd(state, block, "number-gap", message)]
        return False
    names, gap = placed
    base = state.last
    number = base.number + "".join(f"({n})" for n in names) if base.number else ""
    remarks = []
    if gap:
        remarks.append(_odd(state, block, "number-gap", f"point {number} leaves a gap"))
    path = (*base.path, *names)
    if path in state.paths:
        state.odd = [_odd(state, block, "repeated-number", f"a second point {number}")]
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
