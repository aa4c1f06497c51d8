"""PDF files: the text layer in reading order, laid out as lines, or the reason it cannot be used.

What spans count in (``raw``) is the text as extracted here: pages in order, divided by form feeds;
on each page the rows from top to bottom, two columns one after the other; an indent and a gap
within a row as spaces, a gap between rows as blank lines; a raised mark as ``^1``. The same bytes
give the same text.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from statistics import median
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from ..errors import Refused
from ..model import Segment
from .arabic import graded
from .columns import Stretch, stretches
from .glyphs import Row, Run, pitch, rows, runs
from .inflate import check_streams
from .result import Extracted

PAGES = 600
"""The most pages read; the longest of the Council's records has some two hundred."""
BROADEST = 120
"""The most spaces that stand for an indent or a gap."""
LIMIT = 8_000_000
"""The most characters read of one file."""

_TEXT_LAYER = "a PDF with a text layer"


def extract(data: bytes, name: str, *, recover: bool = False) -> Extracted:
    """Return the text of a PDF file, in the order in which it is read.

    Raises:
        Refused: the file is damaged, encrypted, too long, made of images, or its text is broken.
    """
    del recover
    check_streams(data, name)
    with closing(_opened(data, name)) as document:
        count = len(document)
        if not 0 < count <= PAGES:
            raise Refused(name, f"a PDF of {count:,} pages", expected=f"1 to {PAGES} pages")
        pages: list[str] = []
        for i in range(count):
            pages.append(_page(document, i, name))
            if sum(map(len, pages)) > LIMIT:
                raise Refused(name, f"more than {LIMIT:,} characters of text",
                              expected="one document")  # fmt: skip
        if not any(p.strip() for p in pages):
            raise _no_text(document, name)
    raw = "\n\f".join(pages)
    remarks = graded(raw, name)
    return Extracted(raw, raw, (Segment(0, 0, len(raw), verbatim=True),), remarks=remarks)


def _opened(data: bytes, name: str) -> Any:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
            found, expected = "an encrypted PDF that asks for a password", "a PDF without one"
        else:
            found, expected = f"a damaged PDF ({error})", "a PDF file"
        raise Refused(name, found, expected=expected) from error


def _page(document: Any, index: int, name: str) -> str:
    try:
        page = document[index]
        text = page.get_textpage()
    except pypdfium2.PdfiumError as error:
        raise Refused(name, f"page {index + 1} cannot be read ({error})",
                      expected="a whole PDF file") from error  # fmt: skip
    found = rows(runs(text))
    lines = "\n".join(_lines(stretches(found, page.get_width()), found))
    text.close()
    page.close()
    return lines


def _no_text(document: Any, name: str) -> Refused:
    images = any(
        kept.type == pdfium.FPDF_PAGEOBJ_IMAGE
        for i in range(min(3, len(document)))
        for kept in document[i].get_objects(max_depth=3)
    )
    if images:
        return Refused(name, "a PDF of images only: it needs text recognition (OCR) first",
                       expected=_TEXT_LAYER)  # fmt: skip
    return Refused(name, "a PDF without any text", expected=_TEXT_LAYER)


def _lines(parts: list[Stretch], found: list[Row]) -> Iterator[str]:
    """Yield the lines of a page, blank lines for gaps between rows."""
    if not found:
        return
    unit = _unit(found)
    typical = pitch(found)
    for k, part in enumerate(parts):
        left, right = min(r.x0 for r in part.rows), max(r.x1 for r in part.rows)
        before: Row | None = None
        if k and not (part.column and parts[k - 1].column):
            yield ""
        for row in part.rows:
            if before is not None and before.y - row.y > 1.45 * typical:
                yield ""
            indent = right - row.x1 if row.leftward else row.x0 - left
            yield " " * _spaces(indent / unit) + _text(row, unit)
            before = row


def _text(row: Row, unit: float) -> str:
    """Return a row as text: raised marks as ``^1``, wide gaps as spaces."""
    base = max(row.runs, key=lambda r: (r.size, -r.x0))
    out = ""
    before: Run | None = None
    for run in row.runs:
        raised = run.size < 0.8 * base.size and run.y > base.y + 0.1 * base.size
        mark = raised and len(run.text) <= 3 and run.text.strip("*0123456789") == ""
        if before is not None:
            apart = max(run.x0 - before.x1, before.x0 - run.x1)
            gap, wide = apart / unit, apart > 1.2 * base.size
            out += " " * max(4, _spaces(gap)) if wide else " " if mark or gap > 0.3 else ""
        out += f"^{run.text}" if mark else run.text
        before = run
    return out


def _spaces(places: float) -> int:
    """Return how many spaces stand for a gap; a damaged page may put its text anywhere."""
    return round(min(max(places, 0.0), BROADEST))


def _unit(found: list[Row]) -> float:
    """Return the width of a typical character of the page."""
    widths = [(r.x1 - r.x0) / len(r.text) for row in found for r in row.runs if len(r.text) > 4]
    return max(1.0, median(widths)) if widths else 5.0
