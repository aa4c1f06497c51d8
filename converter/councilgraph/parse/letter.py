"""Letters of the President that report a vote held in writing.

The letter names the draft, its sponsors and the agenda item, lists who voted how, states the
result, and annexes the resolution where one was adopted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache

from ..identifiers import canonical_symbol
from ..languages import LanguagePack, fold, load
from ..model import Gazetteer, Named, Remark, Severity, Symbol, Vote
from .block import Block, Reading
from .names import states_in
from .places import Places, passed_on
from .sections import is_annex_heading
from .votes import tally, vote_lists
from .written import written_vote

_STAR = re.compile(r"(?P<mark>\*{1,3})\s*(?P<text>\S.*)")


@dataclass(slots=True)
class Letter:
    """What a letter says, before it becomes a document; ``body`` are the blocks of its text."""

    addressees: tuple[Named, ...] = ()
    signatory: Named | None = None
    role: Named | None = None
    agenda_item: str | None = None
    draft: Symbol | None = None
    sponsors: tuple[Named, ...] = ()
    footnotes: tuple[Named, ...] = ()
    vote: Vote | None = None
    title: Block | None = None
    body: list[Block] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    places: Places = ()


def read_letter(blocks: list[Block], reading: Reading, own: Symbol) -> Letter:
    """Return what the blocks of a letter say; ``own`` is the letter's symbol."""
    letter = Letter()
    rest = _title(blocks, reading, letter)
    rest = _footnotes(rest, reading, letter)
    rest = _signature(rest, reading, letter)
    letter.body = rest = [b for b in rest if not is_annex_heading(b)]
    if not rest:
        return letter
    start, end = rest[0].start, rest[-1].end
    _draft(reading, start, end, letter)
    _agenda(reading, start, end, letter)
    _sponsors(reading, start, end, letter)
    lists = vote_lists(rest, reading)
    if lists is not None:
        vote = written_vote(reading, rest, lists, letter.draft, own)
        places = passed_on(letter.places, draft="draft")
        letter.vote = replace(vote, places=(*places, *vote.places))
    elif letter.draft:
        _unlisted(reading, start, end, letter)
    return letter


def _unlisted(reading: Reading, start: int, end: int, letter: Letter) -> None:
    """Remark a result of a vote without a list of who voted how that can be read."""
    stated, places = tally(reading, start, end)
    if stated.in_favour is not None:
        message = ("votes are counted but no list of who voted how is found; expected a "
                   f"heading such as {reading.pack.votes['in_favour'][0]!r}; no vote is published")
        letter.remarks.append(Remark("missing-text", message, places[0].span, Severity.DOUBT))


def is_letter_title(block: Block, pack: LanguagePack) -> bool:
    """Tell whether a block is the title of a letter."""
    return any(p.match(block.folded) for p in pack.patterns("masthead", "letter"))


def _title(blocks: list[Block], reading: Reading, letter: Letter) -> list[Block]:
    """Take the title and its addressees; return the blocks after it."""
    for i, block in enumerate(blocks[:24]):
        if is_letter_title(block, reading.pack):
            letter.title = block
            letter.places += reading.stated("title", block.start, block.end)
            letter.addressees = _addressees(block, reading)
            return blocks[i + 1 :]
    return blocks


def _addressees(block: Block, reading: Reading) -> tuple[Named, ...]:
    """Return whom a letter is addressed to: known names first, the whole phrase otherwise."""
    for pattern in reading.pack.patterns("letter", "addressees"):
        match = pattern.search(block.folded)
        if match is None:
            continue
        start, end = (block.start + at for at in match.span("rest"))
        known = [
            Named(reading.text(a, b), reading.span(a, b), path)
            for a, b, path in organs_in(reading, start, end)
        ]
        whole = Named(reading.text(start, end), reading.span(start, end))
        return tuple(known) or (whole,)
    return ()


@cache
def _organ_pattern(gazetteer: Gazetteer, code: str) -> tuple[re.Pattern[str], dict[str, str]]:
    names = {re.sub(r"\s+", " ", fold(n)).casefold(): p
             for n, p in gazetteer.organs.get(code, {}).items()}  # fmt: skip
    ordered = sorted(names, key=len, reverse=True)
    edge = r"(?!\w)" if load(code).traits["word_boundary"] == "space" else ""
    body = "|".join(re.escape(n).replace(r"\ ", r"\s+") for n in ordered) or "(?!)"
    return re.compile(f"(?:{body}){edge}", re.IGNORECASE), names


def organs_in(reading: Reading, start: int, end: int) -> list[tuple[int, int, str]]:
    """Return the organs and groups named in a range, the longest name winning."""
    pattern, names = _organ_pattern(reading.gazetteer, reading.pack.code)
    return [
        (m.start(), m.end(), names[re.sub(r"\s+", " ", m.group()).casefold()])
        for m in pattern.finditer(reading.folded, start, end)
    ]


def _footnotes(blocks: list[Block], reading: Reading, letter: Letter) -> list[Block]:
    """Take the blocks that a star opens; they are notes to the text, not paragraphs of it."""
    kept, notes = [], []
    for block in blocks:
        match = _STAR.fullmatch(block.folded)
        if match:
            at = block.start + match.start("text")
            notes.append(Named(reading.text(at, block.end), reading.span(block.start, block.end)))
        else:
            kept.append(block)
    letter.footnotes = tuple(notes)
    return kept


def _signature(blocks: list[Block], reading: Reading, letter: Letter) -> list[Block]:
    """Take the signature and the signatory's office, whichever comes first."""
    for i, block in enumerate(blocks):
        for pattern in reading.pack.patterns("letter", "signed"):
            match = pattern.fullmatch(block.folded)
            if match is None:
                continue
            a, b = (block.start + at for at in match.span("rest"))
            letter.signatory = Named(reading.text(a, b), reading.span(a, b))
            near = [j for j in (i - 1, i + 1) if 0 <= j < len(blocks)]
            role = next((j for j in near if _is_role(blocks[j], reading.pack)), None)
            if role is not None:
                found = blocks[role]
                organ = organs_in(reading, found.start, found.end)
                path = organ[0][2] if organ else None
                letter.role = Named(found.text, reading.span(found.start, found.end), path)
            return [b for j, b in enumerate(blocks) if j not in (i, role) and j < i + 2]
    return blocks


def _is_role(block: Block, pack: LanguagePack) -> bool:
    return any(p.fullmatch(block.folded.rstrip(" .")) for p in pack.patterns("letter", "role"))


def _draft(reading: Reading, start: int, end: int, letter: Letter) -> None:
    for pattern in reading.pack.patterns("letter", "draft"):
        if match := pattern.search(reading.folded, start, end):
            letter.draft = canonical_symbol(match["symbol"])
            letter.places += reading.stated("draft", *match.span("symbol"))
            return


def _agenda(reading: Reading, start: int, end: int, letter: Letter) -> None:
    for pattern in reading.pack.patterns("letter", "agenda"):
        if match := pattern.search(reading.folded, start, end):
            letter.agenda_item = reading.text(*match.span("text"))
            letter.places += reading.stated("agenda_item", *match.span("text"))
            return


def _sponsors(reading: Reading, start: int, end: int, letter: Letter) -> None:
    """Take the sponsors; a name that is no known state is kept and remarked."""
    for pattern in reading.pack.patterns("letter", "sponsors"):
        match = pattern.search(reading.folded, start, end)
        if match is None:
            continue
        letter.sponsors, remarks = sponsors(reading, *match.span("list"))
        letter.remarks += remarks
        return


def sponsors(reading: Reading, start: int, end: int) -> tuple[tuple[Named, ...], list[Remark]]:
    """Return the sponsors named in a range, and remarks on names that are no known state."""
    named, remarks = [], []
    for name in states_in(reading.folded, start, end, reading.pack, reading.gazetteer):
        text, span = reading.text(name.start, name.end), reading.span(name.start, name.end)
        named.append(Named(text, span, name.path))
        if name.path is None:
            remarks.append(
                Remark("unknown-state", f"{text!r} in the list of sponsors is no member state "
                       "known", span, Severity.DOUBT)
            )  # fmt: skip
    return tuple(named), remarks
