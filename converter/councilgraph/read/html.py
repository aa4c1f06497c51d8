"""HTML files: blocks of text, each with its place in the file; nothing is fetched or run.

What spans count in (``raw``) is the decoded file, markup included. A block element begins a new
line, ``<br>`` ends one, the cells of a table's row stand four spaces apart; white space inside a
block is one space, as browsers show it; an item of an ordered list carries the number it is shown
with; a raised mark is written ``^1``.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..errors import Refused
from ..model import Remark, Segment, Severity, Span
from .plain import decode
from .result import Extracted

DEPTH = 500
"""Open elements within each other; a page of the UN's has some forty."""

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE
)
_TAG = re.compile(
    r"""<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]{0,40})
        (?P<rest>(?>(?:[^"'<>]++|"[^"]{0,4000}"|'[^']{0,4000}'){0,64}))>""",
    re.VERBOSE,
)
_TOKEN = re.compile(r"[<&]|\s+")
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_TYPE = re.compile(r"""\btype\s*=\s*["']?([aAiI1])""")
_START = re.compile(r"""\b(?:start|value)\s*=\s*["']?(\d{1,3})""")

_HIDDEN = frozenset(("script", "style", "head", "template", "svg", "noscript", "object", "iframe"))
_VOID = frozenset(("br", "hr", "img", "meta", "link", "input", "col", "wbr", "area", "base"))
_LEFT_OPEN = frozenset(("p", "li", "td", "th", "tr", "dt", "dd", "option", "tbody", "thead"))
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "div",
    "dl", "dt", "fieldset", "figcaption", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tr", "ul",
))  # fmt: skip
_CELLS = frozenset(("td", "th"))


@dataclass(slots=True)
class _Page:
    """The text so far, its map into the file, the elements open."""

    pieces: list[str] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    length: int = 0
    depth: int = 0
    hidden: list[str] = field(default_factory=list)
    lists: list[tuple[str, int]] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    raised: bool = False

    @property
    def ends(self) -> str:
        """Return the last character of the text, a line feed where there is none."""
        return self.pieces[-1][-1] if self.pieces else "\n"

    def put(self, text: str, start: int, end: int, *, verbatim: bool = False) -> None:
        """Add text that stands at a range of the file."""
        if not text or start >= end:
            return
        last = self.segments[-1] if self.segments else None
        if verbatim and last and last.verbatim and last.raw_end == start:
            self.segments[-1] = Segment(last.clean, last.raw_start, end, verbatim=True)
        else:
            self.segments.append(Segment(self.length, start, end, verbatim=verbatim))
        self.pieces.append(text)
        self.length += len(text)


def extract(data: bytes, name: str, *, recover: bool = False) -> Extracted:
    """Return the text of an HTML file.

    A byte order mark decides on the encoding, then ``<meta charset>``; without either it is UTF-8.

    Raises:
        Refused: the file is not in its encoding, or its elements are nested too deep.
    """
    del recover
    declared = _CHARSET.search(data[:4096])
    codec = declared[1].decode("ascii").lower() if declared else None
    raw = decode(data, name, {"gb2312": "gb18030", "gbk": "gb18030"}.get(codec or "", codec))
    page = _Page()
    for start, end, tag in _tokens(raw):
        if tag is not None:
            _element(page, tag, raw, name)
        elif not page.hidden:
            _characters(page, raw, start, end)
    text = "".join(page.pieces)
    if not text.strip():
        raise Refused(name, "HTML without any text", expected="the text of a document")
    return Extracted(raw, text, tuple(page.segments), remarks=tuple(page.remarks))


def _tokens(raw: str) -> Iterator[tuple[int, int, re.Match[str] | None]]:
    """Yield the tokens of a file: ranges of text, and tags with their match."""
    at = 0
    while at < len(raw):
        if raw.startswith("<!--", at):
            end = raw.find("-->", at + 4)
            at = len(raw) if end < 0 else end + 3
            continue
        if raw.startswith(("<!", "<?"), at):
            end = raw.find(">", at)
            at = len(raw) if end < 0 else end + 1
            continue
        tag = _TAG.match(raw, at) if raw[at] == "<" else None
        if tag:
            yield at, tag.end(), tag
            at = tag.end()
            continue
        reference = _REFERENCE.match(raw, at) if raw[at] == "&" else None
        after = reference.end() if reference else at + 1
        if reference is None and raw[at] not in "<&":
            found = _TOKEN.search(raw, at + (0 if raw[at].isspace() else 1))
            after = len(raw) if found is None else found.start()
            if raw[at].isspace():
                after = found.end() if found else len(raw)
        yield at, after, None
        at = after


def _characters(page: _Page, raw: str, start: int, end: int) -> None:
    """Add characters of the text: white space as one space, a reference as what it stands for."""
    text = raw[start:end]
    if text.isspace():
        if page.ends not in " \n":
            page.put(" ", start, end)
        return
    if page.raised:
        page.raised = False
        if re.fullmatch(r"\[?\*{0,3}\d{0,2}\]?", text):
            page.put(" ^", start, end)
    if text[0] != "&" or len(text) == 1:
        page.put(text, start, end, verbatim=True)
        return
    shown = html.unescape(text).replace("\0", "\ufffd")
    if "\ufffd" in shown:
        page.remarks.append(
            Remark("unreadable-character", f"{text} stands for no character", Span(start, end),
                   Severity.DOUBT)
        )  # fmt: skip
    page.put(" " if shown.isspace() else shown, start, end)


def _element(page: _Page, tag: re.Match[str], raw: str, name: str) -> None:
    """Open or close an element: blocks, lists, raised marks; a hidden one hides what it holds."""
    element, closes = tag["name"].lower(), bool(tag["close"])
    empty = element in _VOID or tag["rest"].endswith("/")
    if _hides(page, element, closes=closes, empty=empty):
        return
    if not empty and element not in _LEFT_OPEN:
        page.depth = max(0, page.depth + (-1 if closes else 1))
        if page.depth > DEPTH:
            raise Refused(name, f"more than {DEPTH} elements within each other: too deep",
                          expected="a page of text",
                          line=raw.count("\n", 0, tag.start()) + 1)  # fmt: skip
    page.raised = element == "sup" and not closes
    if element in _BLOCKS and (page.ends != "\n" or element == "br"):
        page.put("\n", *tag.span())
    elif element in _CELLS and not closes and page.ends not in " \n":
        page.put("    ", *tag.span())
    _list(page, element, tag, closes=closes)


def _hides(page: _Page, element: str, *, closes: bool, empty: bool) -> bool:
    """Tell whether an element is hidden, or is within one that is."""
    if element == "body":
        page.hidden.clear()
    if element not in _HIDDEN or empty:
        return bool(page.hidden)
    if not closes:
        page.hidden.append(element)
    elif element in page.hidden:
        del page.hidden[page.hidden.index(element) :]
    return True


def _list(page: _Page, element: str, tag: re.Match[str], *, closes: bool) -> None:
    """Count the items of ordered lists; each shows its number."""
    start = _START.search(tag["rest"])
    if element in {"ol", "ul"}:
        if closes:
            del page.lists[-1:]
        else:
            kind = _TYPE.search(tag["rest"])
            style = (kind[1] if kind else "1") if element == "ol" else ""
            page.lists.append((style, int(start[1]) if start else 1))
    elif element == "li" and not closes and page.lists:
        style, number = page.lists[-1]
        number = int(start[1]) if start else number
        page.lists[-1] = (style, number + 1)
        if style:
            page.put(numbered(style, number), *tag.span())


def numbered(style: str, number: int) -> str:
    """Return the number of a list item as shown: ``1. ``, ``(a) ``, ``(iv) ``.

    >>> numbered("1", 3), numbered("a", 2), numbered("i", 4)
    ('3. ', '(b) ', '(iv) ')
    """
    if style in "aA" and number <= 26:
        return f"({chr(96 + number)}) "
    if style in "iI" and number <= 39:
        tens, ones = divmod(number, 10)
        units = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"]
        return f"({'x' * tens}{units[ones]}) "
    return f"{number}. "
