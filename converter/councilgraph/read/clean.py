"""Named cleaning steps, each text → text with the offset map kept.

The steps run in the order of ``STEPS``. Each removes one kind of noise that comes from the file,
not from the document; none changes a word. What a step takes out or joins is kept as a ``Remark``
where a reader would want to know.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

from ..languages import folded
from ..model import Remark, SourceText
from .cells import cells
from .edits import Edit, apply
from .footnotes import footnotes
from .furniture import page_furniture
from .gutters import columns
from .runin import run_in
from .wraps import line_wraps

_LINE_END = re.compile(r"\r\n?|\v|(?<=[^\r\n])\f(?=[ \t]*(?P<next>\S))?")
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffc\u0640"
    "\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]"
)
_DASH = re.compile("(?<![\u0621-\u0652])\u0640(?![\u0621-\u064a])")
"""A tatweel that stands alone: it lengthens no letter and stands for a dash."""
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
"""What is no character of a text, and in no XML (XML 1.0, section 2.2)."""
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_REMARKED = (
    ("direction-override", "a character that overrides the direction of text", _BIDI),
    ("control-character", "a control character", _CONTROL),
)
"""What is remarked of what is invisible: with which code, what it is called, what it is."""
_TEX = re.compile(r"\\[A-Za-z]+\s*\{(?P<word>[^{}\n]*)\}(?P<gap> (?=/))?")
_TEX_MARK = re.compile(r"\$?\^\{?(?P<mark>\*{1,3}|\d{1,2})\}?\$?")
_BULLET = re.compile(r"[-•][ \t]+(?=(?:\d{1,3}[.)]|\([^\W_]{1,5}\))\s)")
_HEADING_MARK = re.compile(r"(?m)^#{1,6}[ \t]+")
_EMPHASIS = re.compile(
    r"(?<![\w*])(\*{1,3}|_{1,2})(?=[^\s*_])([^*_\n]{1,120}?)(?<=[^\s*_])\1(?![\w*])"
)
_SPACE = r"[ \t\u00a0\u202f\u2007\u2009\u3000]"
_SPACES = re.compile(rf"{_SPACE}(?:{_SPACE}+|(?<=[ \t])(?=\n|\Z)|(?<=\n[ \t]))")
"""Two spaces or more, or one at the beginning or end of a line."""
_POSITIONAL = re.compile("[\ufb50-\ufbff\ufdf2\ufe70-\ufefc]")
_COMPOSABLE = re.compile(r"\w[\u0300-\u036f\u0653-\u0655]+")


class Step(NamedTuple):
    """One cleaning step: its name, what it does, whether it is for laid-out text only."""

    name: str
    run: Callable[[SourceText], SourceText]
    paged: bool = False


def line_ends(source: SourceText) -> SourceText:
    r"""Return the text with one line feed at each line end.

    A page that ends within a line ends it, unless a small letter shows that the sentence goes on.

    >>> line_ends(SourceText.of("a\r\nb\fc\fD")).text
    'a\nb c\n\x0cD'
    """
    return apply(source, (Edit(*m.span(), _line_end(m)) for m in _LINE_END.finditer(source.text)))


def _line_end(match: re.Match[str]) -> str:
    """Return what stands for a sign that ends a line, or a page within a line."""
    if match.group() != "\f":
        return "\n"
    return " " if match["next"] and match["next"].islower() else "\n\f"


def invisible(source: SourceText) -> SourceText:
    r"""Return the text without characters of no width: direction marks, soft hyphens, tatweel.

    Direction overrides, which can make a name look like another, and control characters are
    remarked, the first of each.

    >>> done = invisible(SourceText.of("the\u00ad rule\x01 of law"))
    >>> done.text, [remark.code for remark in done.remarks]
    ('the rule of law', ['control-character'])
    """
    found = list(_INVISIBLE.finditer(source.text))
    remarks = [
        Remark(code, f"{what} was dropped", source.span(*first.span()))
        for code, what, sign in _REMARKED
        if (first := next((m for m in found if sign.match(m.group())), None))
    ]
    edits = (Edit(*m.span()) for m in found if not _DASH.match(source.text, m.start()))
    return apply(source, edits, remarks)


def compose(source: SourceText) -> SourceText:
    """Return the text in Unicode Normalization Form C (UAX #15), letter by letter.

    The positional forms in which some programs write Arabic letters become the letters.

    >>> compose(SourceText.of("ﻣﺠﻠﺲ ﺍﻷﻣﻦ")).text == "مجلس الأمن"
    True
    """
    letters = [
        Edit(m.start(), m.end(), unicodedata.normalize("NFKC", m.group()).replace(" ", ""))
        for m in _POSITIONAL.finditer(source.text)
    ]
    source = apply(source, letters) if letters else source
    if unicodedata.is_normalized("NFC", source.text):
        return source
    edits = []
    for match in _COMPOSABLE.finditer(source.text):
        composed = unicodedata.normalize("NFC", match.group())
        if composed != match.group():
            edits.append(Edit(match.start(), match.end(), composed))
    return apply(source, edits)


def tex(source: SourceText) -> SourceText:
    r"""Return the text without the remains of TeX that text recognition leaves.

    >>> tex(SourceText.of(r"\mathbf{S} /2020/1166")).text
    'S/2020/1166'
    """
    edits, remarks = [], []
    if "\\" not in source.text and "^" not in source.text:
        return source
    for match in _TEX.finditer(source.text):
        edits.append(Edit(match.start(), match.start("word")))
        edits.append(Edit(match.end("word"), match.end()))
        word = re.compile(r"\S*").match(source.text, match.end())
        end = word.end() if word else match.end()
        remarks.append(
            Remark("tex-remains", f"TeX markup around {match['word']!r} was dropped",
                   source.span(match.start(), end))
        )  # fmt: skip
    done = apply(source, edits, remarks)
    marks = list(_TEX_MARK.finditer(done.text))
    noted = (
        Remark("footnote-mark", f"a raised mark {m['mark']!r} {_written(m)}",
               done.span(m.start(), m.end()))
        for m in marks
    )  # fmt: skip
    return apply(done, (Edit(m.start(), m.end(), m["mark"]) for m in marks), noted)


def _written(mark: re.Match[str]) -> str:
    """Return how a raised mark is written: ``^1`` by the readers of PDF, DOCX and HTML."""
    return "stands here" if mark.group() == f"^{mark['mark']}" else "was written as TeX"


def list_marks(source: SourceText) -> SourceText:
    r"""Return the text without Markdown's list and heading marks before numbers and headings.

    >>> list_marks(SourceText.of("- 1. Reaffirms\n## Annex")).text
    '1. Reaffirms\nAnnex'
    """
    text = source.text
    found = [m.span() for m in _HEADING_MARK.finditer(text)] if "#" in text else []
    last = 0
    for match in _BULLET.finditer(text):  # the sign first: it is found at once
        line = text.rfind("\n", last, match.start()) + 1
        if (line or not last) and not text[line : match.start()].strip(" \t"):
            found.append((line, match.end()))
        last = match.end()
    return apply(source, (Edit(start, end) for start, end in sorted(found)))


def emphasis(source: SourceText) -> SourceText:
    """Return the text without the stars and underscores that stand for italics.

    >>> emphasis(SourceText.of("reform and *noting* the work")).text
    'reform and noting the work'
    """
    edits: list[Edit] = []
    if "*" not in source.text and "_" not in source.text:
        return source
    for match in _EMPHASIS.finditer(source.text):
        edits.append(Edit(match.start(1), match.end(1)))
        edits.append(Edit(match.end(2), match.end()))
    return apply(source, edits)


def spaces(source: SourceText) -> SourceText:
    """Return the text with single spaces inside lines and none at their ends."""
    edits = []
    even = f"\n{folded(source.text)}\n"  # every space is the same one there
    if not any(gap in even for gap in ("  ", " \n", "\n ")):
        return source
    for match in _SPACES.finditer(source.text):
        inner = match.start() > 0 and source.text[match.start() - 1] != "\n"
        inner = inner and match.end() < len(source.text) and source.text[match.end()] != "\n"
        edits.append(Edit(match.start(), match.end(), " " if inner else ""))
    return apply(source, edits)


STEPS: tuple[Step, ...] = (
    Step("line-ends", line_ends),
    Step("invisible", invisible),
    Step("compose", compose),
    Step("tex", tex, paged=True),
    Step("columns", columns, paged=True),
    Step("footnotes", footnotes, paged=True),
    Step("cells", cells, paged=True),
    Step("page-furniture", page_furniture, paged=True),
    Step("list-marks", list_marks, paged=True),
    Step("emphasis", emphasis, paged=True),
    Step("line-wraps", line_wraps, paged=True),
    Step("run-in", run_in, paged=True),
    Step("spaces", spaces),
)


def clean(source: SourceText, *, paged: bool = True) -> SourceText:
    r"""Return the text after every step of ``STEPS``; spans still point into the file.

    Text that was not laid out in pages is left with the lines and marks that it has.

    >>> text = clean(SourceText.of("to promote\n\n20-16350 7/9\n\nthe *rule* of law;"))
    >>> text.text
    'to promote the rule of law;'
    >>> text.quote(text.span(11, 19))
    'the *rule'
    """
    for step in STEPS:
        if paged or not step.paged:
            source = step.run(source)
    return source
