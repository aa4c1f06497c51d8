"""Page furniture: page numbers, job numbers, bar codes and running heads between the lines.

United Nations documents carry a job number (``20-16350``), a page number (``2/9``) or both at the
foot of each page, the symbol at its head, and on the first page a bar code (``*2016350*``) and a
date stamp (``031220``). None of it is text of the document.
"""

from __future__ import annotations

import re
from itertools import pairwise

from ..identifiers import SYMBOL
from ..languages import fold, starts_block
from ..model import Remark, SourceText
from .edits import Edit, apply

JOB_NUMBER = re.compile(r"(\d(?<![\d-]\d)\d-\d{5})(?!\d)")  # a digit first: found at once
_MARK = (
    r"(?P<job>\d{2}-\d{5}\*{0,2})|(?P<page>\d{1,3}/\d{1,3})|(?P<bar>\*\d{6,8}\*)"
    r"|(?P<more>/\.{3})|(?P<rule>-{4,}+)|(?P<stamp>\d{6})|(?P<tongue>\([A-Z]\))"
    r"|(?P<recycle>Please recycle\S*+)|(?P<dotted>\.{6,}+)"
)
_MARKS = 8
"""Marks of the fullest line; figures without spaces between them can be parted in many ways."""
_LINE = re.compile(rf"\s*(?:(?:{re.sub(r'[?]P<[a-z]+>', '?:', _MARK)})\s*+){{1,{_MARKS}}}")
_PIECES = re.compile(_MARK)
_SYMBOL_LINE = re.compile(
    r"\s*(?P<symbol>[SA]/[A-Z0-9][\w./ ()-]{2,30}?(?<!\.))\*{0,2}\s*+(?:\(\d{4}\)\s*+)?"
)
_HEAD = re.compile(
    r"\s*(?:English\s+)?(?P<symbol>[SA]/[A-Z0-9][\w./-]{2,30}(?:\s?\(\d{4}\))?)\*{0,2}\s++"
    r"(?:English\s++)?(?:Page|Página|Стр\.|第|الصفحة)\s*+\d{1,3}\s*+(?:页\s*+)?",
    re.IGNORECASE,
)
"""The head of a page in documents of before 1997: ``S/RES/1038 (1996) Page 2``."""
_FOLIO = re.compile(r"(?<![\d/])\d{1,3}\s+(?=\d{2}-\d{5}(?!\d))|(?<=\d{5})\s+\d{1,3}$")
"""A page number beside a job number."""
_DASHED = re.compile(r"-\d{5}")
_FIVE = re.compile(r"\d\d{4}")
"""What every job number holds; found at once, where the pattern of the whole is slow."""
_DAY = re.compile(r"(?<!\d)\d{1,2}/\d{1,2}/\d{4}(?!\d)")
"""The date of a meeting as the running head of its record writes it: ``23/12/2016``."""
PAGE = 12_000
"""Characters of the fullest page."""
TITLE = 5
"""Lines of the longest running title."""
HEAD = 1500
"""Characters from the top in which the document's own symbol stands."""
_LINES = re.compile(r"[^\n]*\n|[^\n]+")
SHORTEST_WIDE = 15
"""Characters of a line that can end inside a paragraph, where a script has no capitals."""
_CLOSED = '.;:,?!。；：，、،؛؟)”"»'
_ENDS = ".;:?!。；：؛؟"


def page_furniture(source: SourceText) -> SourceText:
    r"""Return the text without furniture lines; a paragraph that a page cut is joined again.

    >>> from councilgraph.model import SourceText
    >>> page_furniture(SourceText.of("brings a strategic\n\n20-16350\n\napproach and")).text
    'brings a strategic approach and'
    """
    edits: list[Edit] = []
    remarks: list[Remark] = []
    for start, end in _runs(source.text):
        before, after = source.text[:start].rstrip(), source.text[end:].lstrip()
        first, last = len(before), len(source.text) - len(after)
        if not before or not after:
            edits.append(Edit(start, end, "\n" if before else ""))
            continue
        if _cut(before, after):
            glue = "" if _wide(before[-1]) and _wide(after[0]) else " "
            edits.append(Edit(first, last, glue))
            span = source.span(start, end)
            remarks.append(Remark("page-break", "a page break cuts this paragraph", span))
        else:
            edits.append(Edit(first, last, "\n\n"))
    return apply(source, edits, remarks)


def furniture_lines(text: str) -> list[tuple[int, int]]:
    """Return the stretches of a text that are page furniture, in order."""
    return _runs(text)


def job_number(text: str) -> re.Match[str] | None:
    """Return the match of the first job number that stands in a furniture line, or None."""
    for start, end in _runs(text) if _DASHED.search(text) else ():
        if found := JOB_NUMBER.search(text, start, end):
            return found
    return None


def _cut(before: str, after: str) -> bool:
    """Tell whether a page break between the two falls inside a paragraph."""
    if before[-1] in _ENDS or after.startswith("___") or starts_block(after.split("\n", 1)[0]):
        return False
    if before[-1] in _CLOSED:
        return after[0].islower() or not after[0].isupper()
    line = before.rsplit("\n", 1)[-1]
    if _wide(before[-1]):
        return len(line) >= SHORTEST_WIDE
    return not (after[0].isupper() and len(line) < 40)


def _wide(char: str) -> bool:
    """Tell whether a character belongs to a script that writes no spaces between words."""
    return "\u2e80" <= char <= "\u9fff" or "\uff00" <= char <= "\uffef"


def _runs(text: str) -> list[tuple[int, int]]:
    """Return the stretches of furniture lines, blank lines between them included."""
    lines = [m.span() for m in _LINES.finditer(text)]
    folded = fold(text)  # as long as the text, each line in its place
    coded = _FIVE.search(folded) is not None
    kinds = [_kind(folded[a:b], coded=coded) for a, b in lines]
    first = SYMBOL.search(folded[:HEAD])
    own = text[slice(*first.span())] if first else None
    for index in _running_titles(text, lines, own):
        kinds[index] = "furniture"
    runs: list[tuple[int, int]] = []
    index = 0
    while index < len(lines):
        stop = index
        marks: list[str] = []
        while stop < len(lines) and kinds[stop] != "text":
            if kinds[stop] == "symbol" and text[slice(*lines[stop])].strip().rstrip("*") != own:
                break
            marks.append(kinds[stop])
            stop += 1
        if "furniture" in marks or "page" in marks:
            runs.append(_trim(lines, kinds, index, stop))
        index = max(stop, index + 1)
    return _apart(runs)


def _running_titles(text: str, lines: list[tuple[int, int]], own: str | None) -> list[int]:
    """Return the lines at the heads of pages that repeat the document's symbol and title."""
    head = text.find("\f")
    found: list[int] = []
    if own is None or head < 0:
        return []
    first_page = _squeezed(text[: min(head, PAGE)])
    for i, (start, _) in enumerate(lines):
        if not text.startswith("\f", start):
            continue
        stop = i
        while stop < min(len(lines), i + TITLE + 1) and text[slice(*lines[stop])].strip():
            stop += 1
        words = text[start : lines[stop - 1][1]] if stop > i else ""
        rest = _squeezed(_DAY.sub(" ", words.replace(own, " ", 1)))
        if own in words and rest and stop - i <= TITLE and rest in first_page:
            found += range(i, stop)
    return found


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", fold(text)).casefold()


def _trim(
    lines: list[tuple[int, int]], kinds: list[str], first: int, stop: int
) -> tuple[int, int]:
    """Return the run from its first to its last line that is not blank."""
    solid = [i for i in range(first, stop) if kinds[i] != "blank"]
    return lines[solid[0]][0], lines[solid[-1]][1]


def _apart(runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the runs, checked to be in order and apart."""
    return [a for a, b in pairwise([*runs, (1 << 60, 1 << 60)]) if a[1] <= b[0]]


def _kind(line: str, *, coded: bool) -> str:
    """Tell what a line is: blank, furniture, a symbol alone, or text.

    ``coded`` tells whether the text has what may be a job number.
    """
    bare = line.replace("\f", "").strip()
    if not bare:
        return "page" if "\f" in line else "blank"
    bare = _FOLIO.sub(" ", bare) if coded and _FIVE.search(bare) else bare
    if _HEAD.fullmatch(bare):
        return "furniture"
    if _LINE.fullmatch(bare):
        groups = {m.lastgroup for m in _PIECES.finditer(bare)}
        if groups & {"job", "bar", "recycle", "more", "rule"} or _page(bare):
            return "furniture"
        return "stamp"
    return "symbol" if _SYMBOL_LINE.fullmatch(bare) else "text"


def _page(line: str) -> bool:
    """Tell whether a line holds a page number: the first figure no larger than the second."""
    found = re.search(r"(\d{1,3})/(\d{1,3})", line)
    return bool(found and int(found[1]) <= int(found[2]))
