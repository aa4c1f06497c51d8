"""Files to cleaned text with an offset map; knows files, not the United Nations."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module

from ..model import Metadata, Named, Segment, Source, SourceText, Span
from .clean import STEPS, clean, invisible
from .furniture import job_number
from .plain import decode
from .result import Extracted, ReadResult
from .sniff import AKN, DOCX, HTML, PDF, TEXT, sniff

__all__ = ["STEPS", "Extracted", "ReadResult", "clean", "read", "sniff"]

READERS: dict[str, str] = {PDF: "pdf", DOCX: "docx", HTML: "html", AKN: "akn"}
"""Media types and the module that extracts their text, imported when first met."""


def read(
    data: bytes, name: str, *, encoding: str | None = None, recover: bool = False
) -> ReadResult:
    """Return one file as cleaned text, its origin and its own metadata.

    ``name`` is the file's base name, ``encoding`` a codec for text without a byte order mark,
    ``recover`` lets a reader go on over malformed markup and remark each repair.

    >>> read("S/2020/1166 of 2020".encode(), "a.txt").text.text
    'S/2020/1166 of 2020'

    Raises:
        Refused: the file is empty, damaged, or no kind of file that can be read.
    """
    media_type = sniff(data, name)
    if media_type == TEXT:
        raw = decode(data, name, encoding)
        extracted = Extracted(raw, raw, (Segment(0, 0, len(raw), verbatim=True),))
    else:
        known = media_type == HTML and encoding is not None
        content = decode(data, name, encoding).encode("utf-8-sig") if known else data
        module = import_module(f"{__name__}.{READERS[media_type]}")
        extract: Callable[..., Extracted] = module.extract
        extracted = extract(content, name, recover=recover)
    text = clean(
        SourceText(extracted.raw, extracted.text, extracted.segments, extracted.remarks),
        paged=extracted.paged,
    )
    source = Source(name, hashlib.sha256(data).hexdigest(), media_type, len(extracted.raw))
    return ReadResult(source, text, _with_job_number(extracted))


def _with_job_number(extracted: Extracted) -> Metadata:
    """Return the metadata with the job number of the page furniture, where it has none."""
    if extracted.metadata.job_number or not extracted.paged:
        return extracted.metadata
    kept = invisible(SourceText(extracted.raw, extracted.text, extracted.segments))
    found = job_number(kept.text)
    if found is None:
        return extracted.metadata
    span: Span = kept.span(*found.span(1))
    return replace(extracted.metadata, job_number=Named(found[1], span))
