"""Blocks of a cleaned text: one line each, with their place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..languages import FILLER, LanguagePack, unfold
from ..model import Gazetteer, SourceText, Span, Stated

_ENDS = ",;:.。("
"""The signs that end a text."""
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_BARE_MARK = re.compile(r"\d{1,3}\s?\.|\((?:[a-z]{1,4}|\d{1,2})\)|(?:[a-z]{1,4}|\d{1,2})\)")


@dataclass(frozen=True, slots=True)
class Block:
    """One line of the cleaned text; ``start`` and ``end`` are offsets into it."""

    start: int
    end: int
    text: str
    folded: str

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Reading:
    """What every parser needs: the text, its folded twin, its language, the names known.

    ``defined`` are the short names that the text itself gives to bodies (*the Mission*), each with
    the body's path.
    """

    source: SourceText
    folded: str
    pack: LanguagePack
    gazetteer: Gazetteer
    defined: tuple[tuple[str, str], ...] = ()

    def span(self, start: int, end: int) -> Span:
        """Return the place in the file of a range of the cleaned text."""
        return self.source.span(*self.place(start, end))

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return the range of the cleaned text that a range of its folded twin stands for."""
        if FILLER not in self.folded[start : end + 1]:
            return start, end
        return unfold(self.source.text, start), unfold(self.source.text, end)

    def text(self, start: int, end: int) -> str:
        """Return a range of the cleaned text, white space at its ends dropped."""
        begin, finish = self.place(start, end)
        return self.source.text[begin:finish].strip()

    def stated(self, field: str, start: int, end: int) -> tuple[Stated, ...]:
        """Return that a range states a field, white space at its ends left out.

        Nothing is returned where the range holds nothing else.
        """
        folded = self.folded[start:end]
        first, last = start + len(folded) - len(folded.lstrip()), start + len(folded.rstrip())
        if first >= last:
            return ()
        return (Stated(field, self.text(first, last), self.span(first, last)),)

    def within(self, pack: LanguagePack) -> Reading:
        """Return the same reading in another language."""
        return Reading(self.source, self.folded, pack, self.gazetteer, self.defined)


def without_end(text: str) -> str:
    """Return folded text without the signs that end it.

    A quotation mark goes only where it closes a whole sentence, as those around a statement do.

    >>> without_end("on Africa;"), without_end('as one."'), without_end('entitled "One",')
    ('on Africa', 'as one', 'entitled "One"')
    """
    said = text.rstrip()
    if said.endswith('"'):
        whole = said[:-1].rstrip()
        return whole[:-1] if whole.endswith((".", "。")) else said
    end = len(said)
    while end and (said[end - 1] in _ENDS or said[end - 1].isspace()):
        end -= 1
    return said[:end]


def blocks_of(text: str, folded: str) -> list[Block]:
    r"""Return the blocks of a cleaned text, blank lines dropped.

    >>> [b.text for b in blocks_of("a\n\n b ", "a\n\n b ")]
    ['a', 'b']
    """
    found = []
    for match in _LINE.finditer(text):
        line = match.group()
        start = match.start() + len(line) - len(line.lstrip())
        end = match.end() - (len(line) - len(line.rstrip()))
        found.append(Block(start, end, text[start:end], folded[start:end]))
    return found


def with_marks(blocks: list[Block], reading: Reading) -> list[Block]:
    """Return the blocks, a number or letter alone on its line joined to the text on the next."""
    joined: list[Block] = []
    for block in blocks:
        if joined and _bare(joined[-1]) and not _bare(block):
            start = joined.pop().start
            text, folded = (t[start : block.end] for t in (reading.source.text, reading.folded))
            joined.append(Block(start, block.end, text, folded))
        else:
            joined.append(block)
    return joined


def _bare(block: Block) -> bool:
    """Tell whether a block holds the mark of a paragraph or point and nothing else."""
    return bool(_BARE_MARK.fullmatch(block.folded))
