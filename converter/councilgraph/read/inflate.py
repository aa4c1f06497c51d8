"""Refuse PDF files whose compressed streams unfold beyond all measure, before they are opened."""

from __future__ import annotations

import re
import zlib
from itertools import pairwise

from ..errors import Refused

LARGEST = 150_000_000
"""The most bytes that one stream may unfold to: far above any page image of a document."""

TOTAL = 4 * LARGEST
"""The most bytes that the large streams of a file may unfold to together."""
_NO_BOMB = "a document, no bomb"
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_TWICE = re.compile(rb"/FlateDecode[\s/]+(?:Fl|FlateDecode)\b|/Fl\s*/(?:Fl|FlateDecode)\b")
_RATIO = 1032
"""What DEFLATE can reach at most (RFC 1951: 258 bytes for two bits)."""
_STEP = 1 << 20


def check_streams(data: bytes, name: str) -> None:
    """Check that no compressed stream of a PDF file is a bomb.

    Raises:
        Refused: a stream unfolds to more than ``LARGEST`` bytes, or is compressed twice.
    """
    if _TWICE.search(data):
        raise Refused(name, "a PDF stream that is compressed twice", expected="a plain PDF file")
    starts = [m.end() for m in _STREAM.finditer(data)]
    total = 0
    for start, after in pairwise([*starts, len(data)]):
        if (after - start) * _RATIO > LARGEST and data[start] & 0x0F == 8:
            total += _unfolded(data[start:after], name)
        if total > TOTAL:
            raise Refused(name, f"PDF streams that unfold to more than {TOTAL:,} bytes",
                          expected=_NO_BOMB)  # fmt: skip


def _unfolded(stream: bytes, name: str) -> int:
    """Return how many bytes a stream unfolds to, up to the place where it is damaged."""
    unfolded, rest = 0, stream
    inflater = zlib.decompressobj()
    while rest and not inflater.eof:
        try:
            unfolded += len(inflater.decompress(rest, _STEP))
        except zlib.error:
            break
        rest = inflater.unconsumed_tail
        if unfolded > LARGEST:
            raise Refused(name, f"a PDF stream of {len(stream):,} bytes that unfolds to more than "
                          f"{LARGEST:,}", expected=_NO_BOMB)  # fmt: skip
    return unfolded
