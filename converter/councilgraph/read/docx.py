"""DOCX files: the paragraphs of the main text, its tables as text, footnotes after it.

What spans count in (``raw``) is the text as extracted here: one line a paragraph, a table's row
as one line, cells four spaces apart; the number of a numbered paragraph before it, as it is shown;
the text of headers and footers left out; footnotes after a rule at the end. The same bytes give
the same text. The archive is read with limits, and nothing outside it is opened.
"""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from ..errors import Refused
from ..model import Segment
from .numerals import Numbering
from .result import Extracted
from .sniff import DAMAGES

ENTRIES, LARGEST, RATIO = 2_000, 200_000_000, 100
"""Files in the archive, bytes they may unfold to, and how many times their packed size."""

_PLAIN = 1_000_000
"""Bytes below which the ratio says nothing: small XML files pack well."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BREAKS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": "\t", f"{_W}noBreakHyphen": "\u2011"}
_GONE = frozenset(f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "pict"))
_DOCX = "a DOCX file"


def extract(data: bytes, name: str, *, recover: bool = False) -> Extracted:
    """Return the text of a DOCX file.

    Raises:
        Refused: the archive is damaged, a bomb, names files outside itself, or has no text.
    """
    del recover
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check(archive, name)
            main = _part(archive, "word/document.xml", name)
            numbers = Numbering(_part(archive, "word/numbering.xml", name),
                                _part(archive, "word/styles.xml", name))  # fmt: skip
            notes = _part(archive, "word/footnotes.xml", name)
    except DAMAGES as error:
        raise Refused(name, f"a damaged archive: {error}", expected=_DOCX) from error
    lines = [] if main is None else list(_lines(main, numbers))
    lines += _footnotes(notes)
    raw = "\n".join(lines)
    if not raw.strip():
        raise Refused(name, "a DOCX file without any text", expected="the text of a document")
    return Extracted(raw, raw, (Segment(0, 0, len(raw), verbatim=True),))


def _check(archive: zipfile.ZipFile, name: str) -> None:
    """Check the archive's table of contents against the limits, before anything is unpacked."""
    entries = archive.infolist()
    unfolded = sum(e.file_size for e in entries)
    for bad, found in (
        (len(entries) > ENTRIES, f"an archive of {len(entries):,} files"),
        (unfolded > LARGEST, f"an archive that unfolds to {unfolded:,} bytes"),
        (any(map(_bomb, entries)), "an archive with a file packed beyond all measure"),
        (any(map(_outside, entries)), "an archive that names a file outside itself"),
        (any(e.flag_bits & 1 for e in entries), "an encrypted archive"),
    ):
        if bad:
            raise Refused(name, found, expected=_DOCX)


def _bomb(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > max(_PLAIN, RATIO * max(1, entry.compress_size))


def _outside(entry: zipfile.ZipInfo) -> bool:
    link = stat.S_ISLNK(entry.external_attr >> 16)
    parts = entry.filename.replace("\\", "/").split("/")
    return link or ".." in parts or entry.filename.startswith(("/", "\\")) or ":" in parts[0]


def _part(archive: zipfile.ZipFile, path: str, name: str) -> Any:
    """Return the root of one XML file of the archive, None where it is not there."""
    if path not in archive.namelist():
        return None
    with archive.open(path) as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise Refused(name, f"{path} unfolds to more than it says", expected=_DOCX)
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
        raise Refused(name, f"{path} declares a document type", expected="WordprocessingML")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Refused(name, f"{path} is not well-formed: {error.msg}", expected=_DOCX) from error


def _lines(root: Any, numbers: Numbering) -> Iterator[str]:
    """Yield the lines of the body: paragraphs, and rows of tables."""
    body = root.find(f"{_W}body")
    for element in root if body is None else body:
        yield from _block(element, numbers)


def _block(element: Any, numbers: Numbering) -> Iterator[str]:
    if element.tag == f"{_W}p":
        yield numbers.of(element) + _text(element)
    elif element.tag == f"{_W}tbl":
        yield from _table(element, numbers)
    elif element.tag in {f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins"}:
        for child in element:
            yield from _block(child, numbers)


def _table(table: Any, numbers: Numbering) -> Iterator[str]:
    """Yield a table's rows; a row whose cells hold several paragraphs gives a line to each."""
    for row in table.iter(f"{_W}tr"):
        cells = [[numbers.of(p) + _text(p) for p in cell.iter(f"{_W}p")]
                 for cell in row.findall(f"{_W}tc")]  # fmt: skip
        if all(len([line for line in cell if line.strip()]) <= 1 for cell in cells):
            yield "    ".join(" ".join(cell).strip() for cell in cells)
        else:
            yield from (line for cell in cells for line in cell)


def _text(paragraph: Any) -> str:
    """Return the text of a paragraph; a mark of a footnote is written ``^1``."""
    out: list[str] = []
    stack = [paragraph]
    while stack:
        element = stack.pop()
        if element.tag in _GONE:
            continue
        if element.tag == f"{_W}t":
            out.append(element.text or "")
        elif element.tag == f"{_W}footnoteReference":
            out.append(f" ^{element.get(f'{_W}id', '')}")
        elif element.tag in _BREAKS:
            out.append(_BREAKS[element.tag])
        stack += reversed(element)
    return "".join(out)


def _footnotes(root: Any) -> list[str]:
    """Return the footnotes after a rule, without the separators that Word keeps among them."""
    if root is None:
        return []
    notes = [
        (note.get(f"{_W}id", ""), " ".join(_text(p).strip() for p in note.iter(f"{_W}p")))
        for note in root.iter(f"{_W}footnote")
        if note.get(f"{_W}type") in {None, "normal"}
    ]
    return ["_" * 18, *(f"{number} {text.strip()}" for number, text in notes)] if notes else []
