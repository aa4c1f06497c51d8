"""Mastheads: symbol, distribution, date, languages, title and adoption line.

Rule: United Nations Editorial Manual, "Mastheads": organ and symbol at the head, then
distribution, date of issuance, and languages.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache

from ..identifiers import SYMBOL, canonical_symbol
from ..languages import LanguagePack, load, packs
from ..model import Remark, Severity, Symbol
from .block import Block, Reading
from .dates import first_date
from .organ_lines import names_organ, without_organs
from .places import Places, number_and_year
from .titles import statement_opening

DEPTH = 14
"""Blocks from the top in which a masthead must show its symbol."""

_GARBLED = re.compile(r"(?<!\w)(?=[A-Za-z]{0,3}\d{2,3}[A-Za-z])[0-9A-Za-z]{4,8}(?!\w)")
"""A meeting's number as text recognition garbles it: ``326lst``."""

_WORD = re.compile(r"[^\W\d_]+")

LONGEST_LINE = 90
"""Characters of a masthead's longest line; more is text."""

_NOTE_MARK = re.compile(r"\*+\s*$")


@dataclass(slots=True)
class Masthead:
    """What the head of a document says, and where; ``last`` is the index of its last block."""

    symbol: Symbol | None = None
    date: dt.date | None = None
    distribution: str | None = None
    languages: tuple[str, ...] = ()
    title: Block | None = None
    number: tuple[int, int] | None = None
    adoption: Block | None = None
    adoption_date: dt.date | None = None
    meeting: Symbol | None = None
    formal: bool = False
    last: int = -1
    remarks: list[Remark] = field(default_factory=list)
    said: dict[str, Places] = field(default_factory=dict)

    def places(self, *names: str) -> Places:
        """Return where the fields named are stated."""
        return tuple(p for name in names for p in self.said.get(name, ()))


def masthead(blocks: list[Block], reading: Reading) -> Masthead:
    """Return what the head of a document says, block by block, up to its title or formula."""
    head = Masthead()
    for i, block in enumerate(blocks[: DEPTH * 2]):
        if statement_opening(block, reading) and not _adopts(block, reading):
            break
        if i < DEPTH and head.symbol is None and (found := _symbol(block, reading)):
            head.symbol, head.last = canonical_symbol(found.group()), i
            _say(head, "symbol", block, found.span(), reading)
        if names_organ(block):
            head.formal, head.last = True, i
        if _facts(block, head, reading):
            head.last = i
        if _titles(block, head, reading):
            head.last = i
        if _begins(block, reading):
            break
    return head


def _say(
    head: Masthead, name: str, block: Block, at: tuple[int, int], reading: Reading
) -> None:
    """Note where a field is stated, by a range of a block."""
    head.said[name] = reading.stated(name, block.start + at[0], block.start + at[1])


def _symbol(block: Block, reading: Reading) -> re.Match[str] | None:
    """Return the match of the symbol in a block that holds nothing else of a text.

    An organ's name, the distribution and the date may stand on one line with it.
    """
    line = _NOTE_MARK.sub("", block.folded).strip()
    match = SYMBOL.search(line)
    if match is None or len(line) > LONGEST_LINE:
        return None
    rest = _bare(line[: match.start()] + " " + line[match.end() :], reading)
    if rest and not any(
        rest.casefold() == name.casefold()
        for pack in packs()
        for key in ("organization", "council", "assembly")
        for name in pack.masthead[key]
    ):
        return None
    return match


def _bare(line: str, reading: Reading) -> str:
    """Return a line of a masthead without its distribution and its date."""
    if found := first_date(reading.pack, line, 0, len(line)):
        line = line[: found[1]] + line[found[2] :]
    for pattern in _facts_of(reading.pack.code, "distribution"):
        if match := pattern.search(line):
            word = _WORD.match(line, match.start("text"))
            line = line[: match.start()] + (line[word.end() :] if word else "")
    return line.strip(" *")


def _facts(block: Block, head: Masthead, reading: Reading) -> bool:
    """Take distribution, date and languages from one block; mastheads mix English in."""
    if len(block) > LONGEST_LINE:
        return False
    took = False
    for pattern in _facts_of(reading.pack.code, "distribution") if not head.distribution else ():
        match = pattern.search(block.folded)
        value = _WORD.match(block.folded, match.start("text")) if match else None
        if value:
            head.distribution, took = value.group().capitalize(), True
            _say(head, "distribution", block, value.span(), reading)
            break
    for pattern in _facts_of(reading.pack.code, "original") if not head.languages else ():
        if match := pattern.search(block.folded):
            named, took = _languages(block, match.start("list"), reading), True
            head.languages = tuple(code for code, _ in named)
            head.said["original_languages"] = tuple(p for _, at in named for p in at)
            if named:
                break
    return _dated(block, head, reading) or took


@cache
def _facts_of(code: str, key: str) -> tuple[re.Pattern[str], ...]:
    """Return the patterns of a fact, the language's own first, each once: all know English."""
    found = (p for pack in (load(code), *packs()) for p in pack.patterns("masthead", key))
    return tuple({pattern.pattern: pattern for pattern in found}.values())


def _dated(block: Block, head: Masthead, reading: Reading) -> bool:
    """Take the date of issue from a block that holds little else; tell whether it is one."""
    found = first_date(reading.pack, block.folded, 0, len(block)) if head.date is None else None
    if found is None:
        return False
    when, a, b = found
    rest = _bare(SYMBOL.sub("", block.folded[:a] + block.folded[b:]), reading)
    if a > 0 and unicodedata.category(block.folded[a - 1]).startswith("S"):
        head.remarks.append(
            Remark("unreadable-number", f"{block.text[a - 1 : b]!r} is no date",
                   reading.span(block.start + a - 1, block.start + b), Severity.DOUBT)
        )  # fmt: skip
    elif len(without_organs(rest)) < 25:
        head.date = when
        if when:
            _say(head, "date", block, (a, b), reading)
        return True
    return False


def _languages(block: Block, start: int, reading: Reading) -> list[tuple[str, Places]]:
    """Return the languages (ISO 639-1) that the end of a block names, in its order, with places."""
    names = {
        name.casefold(): code
        for pack in packs()
        for code, forms in pack.languages.items()
        for name in forms
    }
    found: dict[str, Places] = {}
    for match in _WORD.finditer(block.folded, start):
        if code := names.get(match.group().casefold()):
            place = (block.start + at for at in match.span())
            found.setdefault(code, reading.stated("original_languages", *place))
    return list(found.items())


def _titles(block: Block, head: Masthead, reading: Reading) -> bool:
    """Take the resolution's title and its adoption line."""
    pack = reading.pack
    for key in ("title", "old_title") if len(block) < 140 else ():
        for pattern in pack.patterns("resolution", key):
            match = pattern.match(block.folded)
            if match and head.title is None:
                head.title = _title_alone(block, pack)
                head.number = (int(match["number"]), int(match["year"]))
                after = first_date(pack, block.folded, match.end("year"), len(block))
                _say(head, "title", head.title, (0, len(head.title)), reading)
                _say(head, "number", block, number_and_year(match), reading)
                if found := after or first_date(pack, block.folded, 0, len(block)):
                    head.adoption_date = found[0]
                    if found[0]:
                        _say(head, "adoption_date", block, found[1:], reading)
    for pattern in pack.patterns("resolution", "adopted") if len(block) < 200 else ():
        match = pattern.search(block.folded)
        if match and head.adoption is None:
            head.adoption = block
            _adoption(block, match, head, pack, reading)
            return True
    return head.title is not None and head.title.start == block.start


def _title_alone(block: Block, pack: LanguagePack) -> Block:
    """Return a title without the adoption line that some files set beside it."""
    found = (p.search(block.folded) for p in pack.patterns("resolution", "adopted"))
    cut = min((m.start() for m in found if m and m.start()), default=len(block))
    text, folded = block.text[:cut].rstrip(" ,"), block.folded[:cut].rstrip(" ,")
    return Block(block.start, block.start + len(text), text, folded)


def _adopts(block: Block, reading: Reading) -> bool:
    return any(p.search(block.folded) for p in reading.pack.patterns("resolution", "adopted"))


def _adoption(
    block: Block, match: re.Match[str], head: Masthead, pack: LanguagePack, reading: Reading
) -> None:
    found = first_date(pack, block.folded, 0, len(block))
    if found and found[0] is None:
        head.remarks.append(_bad_date(block, found[1], found[2], reading))
    elif found:
        head.adoption_date = found[0]
        _say(head, "adoption_date", block, found[1:], reading)
    meeting = match.groupdict().get("meeting")
    if meeting:
        head.meeting = Symbol(f"S/PV.{meeting}")
        _say(head, "meeting", block, match.span("meeting"), reading)
    elif garbled := _GARBLED.search(block.folded, match.end()):
        place = (block.start + at for at in garbled.span())
        head.remarks.append(
            Remark("unreadable-number", f"{garbled.group()!r} is no number of a meeting",
                   reading.span(*place), Severity.DOUBT)
        )  # fmt: skip


def _bad_date(block: Block, start: int, end: int, reading: Reading) -> Remark:
    text = block.text[start:end]
    span = reading.span(block.start + start, block.start + end)
    return Remark("impossible-date", f"{text!r} is no day of the calendar", span,
                  Severity.CONTRADICTION)  # fmt: skip


def _begins(block: Block, reading: Reading) -> bool:
    """Tell whether the text proper begins here: the organ's formula, a letter's opening."""
    return any(
        block.folded.casefold().startswith(opening.casefold()) and opening.endswith(",")
        for opening in (*reading.pack.formulas["council"], *reading.pack.formulas["assembly"])
    ) or any(block.folded.startswith(o) for o in reading.pack.letter["opening"])
