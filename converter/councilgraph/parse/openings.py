"""Paragraphs without a number: preambular, operative in early resolutions, headings, the rest."""

from __future__ import annotations

from ..languages import LanguagePack
from ..model import ParagraphKind
from .block import Block
from .drafts import State
from .numbering import Levels
from .subject import after_subject
from .verbs import leading_verb

CLOSED = ".;:,?!。"
"""Signs that end a paragraph; a heading has none."""


def opening(state: State, block: Block, numbered: bool) -> None:
    """Take a block before any number: preambular, or operative where none are numbered."""
    pack, folded = state.pack, state.reading.folded
    if _formula(block, pack):
        return
    if state.last is not None and _runs_on(state, block):
        state.last.end = block.end
        return
    if not numbered and (state.closed or _acts(state, block)):
        unnumbered(state, block)
        return
    if state.last is not None and state.last.kind is ParagraphKind.OPERATIVE:
        loose(state, block)
        return
    verb = leading_verb(folded, block.start, block.end, ParagraphKind.PREAMBULAR, pack)
    if verb is None and len(block) < 80 and block.folded[-1] not in CLOSED:
        heading(state, block)
        return
    state.preambles += 1
    path = (*state.prefix, "preamble", str(state.preambles))
    state.add(ParagraphKind.PREAMBULAR, path, "", block, 0)
    state.levels = Levels()
    if block.folded[-1] in ".。" and not numbered:
        state.closed = True


def _runs_on(state: State, block: Block) -> bool:
    """Tell whether a block goes on with the paragraph before it, which nothing has ended."""
    last = state.last
    if last is None or last.number or last.kind is ParagraphKind.PLAIN:
        return False
    ended = state.reading.folded[last.end - 1] in ",;.:。"
    return not ended and not leading_verb(
        state.reading.folded, block.start, block.end, last.kind, state.pack
    )


def _acts(state: State, block: Block) -> bool:
    """Tell whether an unnumbered block opens with a verb in the operative form."""
    start = after_subject(state.reading, block.start, block.end)
    verb = leading_verb(
        state.reading.folded, start, block.end, ParagraphKind.OPERATIVE, state.pack
    )
    if verb is None:
        return False
    return verb.side == "operative" or (verb.side == "both" and block.folded[-1] in ".。:")


def unnumbered(state: State, block: Block) -> None:
    """Take an operative paragraph that carries no number; it is counted, not given one."""
    state.operative += 1
    path = (*state.prefix, "paragraph", str(state.operative))
    state.add(ParagraphKind.OPERATIVE, path, "", block, 0)
    state.levels = Levels()


def heading(state: State, block: Block) -> None:
    """Take a heading; it is counted through the whole document."""
    state.headings += 1
    path = (*state.prefix, "heading", str(state.headings))
    state.add(ParagraphKind.PLAIN, path, "", block, 0, keep=True)


def loose(state: State, block: Block) -> None:
    """Keep a block without number after operative paragraphs: a heading, or text that goes on."""
    if len(block) < 120 and block.folded[-1] not in CLOSED:
        heading(state, block)
        return
    state.loose += 1
    base = state.last.path if state.last else (*state.prefix,)
    path = (*base, "text", str(state.loose))
    parent = state.last.path if state.last else None
    state.add(ParagraphKind.PLAIN, path, "", block, 0, parent=parent, keep=True)


def _formula(block: Block, pack: LanguagePack) -> bool:
    """Tell whether a block is the organ's formula, repeated in a resolution of parts."""
    text = block.folded.strip(" ,").casefold()
    return any(
        text == phrase.strip(" ,").casefold()
        for key in ("council", "assembly")
        for phrase in pack.formulas[key]
    )
