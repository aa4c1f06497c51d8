"""Mastheads: symbol, distribution, date, languages, title and adoption line.

Rule: United Nations Editorial Manual, "Mastheads": organ and symbol at the head, then
distribution, date of issuance, and languages.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass, field

from ..identifiers import SYMBOL, canonical_symbol, plausible_resolution
from ..languages import LanguagePack, packs
from ..model import Remark, Severity, Symbol
from .block import Block, Reading
from .dates import first_date
from .titles import statement_opening

DEPTH = 14
"""Blocks from the top in which a masthead must show its symbol."""

_GARBLED = re.compile(r"(?<!\w)(?=[A-Za-z]{0,3}\d{2,3}[A-Za-z])[0-9A-Za-z]{4,8}(?!\w)")
"""A meeting's number as text recognition garbles it: ``326lst``."""

LONGEST_LINE = 90
"""Characters of a masthead's longest line; more is text."""

_NOTE_MARK = re.compile(r"\*+\s*$")


@dataclass(slots=True)
class Masthead:
    """What the head of a document says; ``last`` is the index of its last block."""

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


def masthead(blocks: list[Block], reading: Reading) -> Masthead:
    """Return what the head of a document says, block by block, up to its title or formula."""
    head = Masthead()
    for i, block in enumerate(blocks[: DEPTH * 2]):
        if statement_opening(block, reading) and not _adopts(block, reading):
            break
        if i < DEPTH and head.symbol is None and (symbol := _symbol(block, reading)):
            head.symbol, head.last = symbol, i
        if _any(block, "masthead", "organization", "council", "assembly"):
            head.formal, head.last = True, i
        if _facts(block, head, reading):
            head.last = i
        if _titles(block, head, reading):
            head.last = i
        if _begins(block, reading):
            break
    return head


def _symbol(block: Block, reading: Reading) -> Symbol | None:
    """Return the symbol of a block that holds nothing else of a text.

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
    return canonical_symbol(match.group())


def _bare(line: str, reading: Reading) -> str:
    """Return a line of a masthead without its distribution and its date."""
    if found := first_date(reading.pack, line, 0, len(line)):
        line = line[: found[1]] + line[found[2] :]
    for pack in (reading.pack, *packs()):
        for pattern in pack.patterns("masthead", "distribution"):
            if match := pattern.search(line):
                word = re.compile(r"[^\W\d_]+").match(line, match.start("text"))
                line = line[: match.start()] + (line[word.end() :] if word else "")
    return line.strip(" *")


def _any(block: Block, table: str, *keys: str) -> bool:
    """Tell whether a block starts with a phrase of these keys in any language, and is short."""
    return len(block) < 60 and any(
        p.match(block.folded) for pack in packs() for k in keys for p in pack.patterns(table, k)
    )


def _facts(block: Block, head: Masthead, reading: Reading) -> bool:
    """Take distribution, date and languages from one block; mastheads mix English in."""
    if len(block) > LONGEST_LINE:
        return False
    took = False
    for pack in (reading.pack, *packs()):
        for pattern in pack.patterns("masthead", "distribution"):
            match = pattern.search(block.folded)
            value = re.match(r"[^\W\d_]+", block.folded[match.start("text") :]) if match else None
            if value and head.distribution is None:
                head.distribution, took = value.group().capitalize(), True
        for pattern in pack.patterns("masthead", "original"):
            if (match := pattern.search(block.folded)) and not head.languages:
                head.languages, took = _languages(block.folded[match.start("list") :]), True
    if head.date is None and (found := first_date(reading.pack, block.folded, 0, len(block))):
        when, a, b = found
        rest = _bare(SYMBOL.sub("", block.folded[:a] + block.folded[b:]), reading)
        garbled = a > 0 and unicodedata.category(block.folded[a - 1]).startswith("S")
        if garbled:
            head.remarks.append(
                Remark("unreadable-number", f"{block.text[a - 1 : b]!r} is no date",
                       reading.span(block.start + a - 1, block.start + b), Severity.DOUBT)
            )  # fmt: skip
        elif len(_without_organs(rest)) < 25:
            head.date, took = when, True
    return took


def _without_organs(text: str) -> str:
    """Return a masthead's line without the organs it names beside other things."""
    for pack in packs():
        for key in ("organization", "council", "assembly"):
            for name in pack.masthead[key]:
                text = text.replace(name, "")
    return text.strip()


def _languages(text: str) -> tuple[str, ...]:
    """Return the ISO 639-1 codes of the languages that a phrase names, in its order."""
    names = {
        name.casefold(): code
        for pack in packs()
        for code, forms in pack.languages.items()
        for name in forms
    }
    found = ((m.start(), names[m.group().casefold()]) for m in re.finditer(r"[^\W\d_]+", text)
             if m.group().casefold() in names)  # fmt: skip
    return tuple(dict.fromkeys(code for _, code in sorted(found)))


def _titles(block: Block, head: Masthead, reading: Reading) -> bool:
    """Take the resolution's title and its adoption line."""
    pack = reading.pack
    for key in ("title", "old_title"):
        for pattern in pack.patterns("resolution", key):
            match = pattern.match(block.folded)
            if match and head.title is None and len(block) < 140:
                head.title = _title_alone(block, pack)
                head.number = (int(match["number"]), int(match["year"]))
                after = first_date(pack, block.folded, match.end("year"), len(block))
                if found := after or first_date(pack, block.folded, 0, len(block)):
                    head.adoption_date = found[0]
    for pattern in pack.patterns("resolution", "adopted"):
        match = pattern.search(block.folded)
        if match and head.adoption is None and len(block) < 200:
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
    meeting = match.groupdict().get("meeting")
    if meeting:
        head.meeting = Symbol(f"S/PV.{meeting}")
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


def agreed_symbol(head: Masthead, reading: Reading) -> Symbol | None:
    """Return the document's symbol, mastheads and titles held against each other.

    Where the two differ in the year, the one whose year fits the number counts and the other is
    remarked. Where the masthead has none, or there is no masthead at all, as in yearly volumes,
    the title names the document and that is remarked.
    """
    titled = None
    if head.number and plausible_resolution(*head.number):
        titled = Symbol("S/RES/{} ({})".format(*head.number))
    if head.symbol is None:
        if titled and head.title:
            span = reading.span(head.title.start, head.title.end)
            head.remarks.append(
                Remark("symbol-from-title", f"no symbol in the masthead: the title gives {titled}",
                       span)
            )  # fmt: skip
        return titled
    if titled and head.symbol.startswith("S/RES/") and head.symbol != titled and head.title:
        span = reading.span(head.title.start, head.title.end)
        head.remarks.append(
            Remark("symbol-title-mismatch", f"the masthead says {head.symbol}, the title {titled}",
                   span, Severity.DOUBT)
        )  # fmt: skip
        if head.symbol.split(" (")[0] == titled.split(" (")[0]:
            return titled
    return head.symbol
