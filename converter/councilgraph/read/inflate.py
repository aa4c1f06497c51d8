"""Refuse PDF files whose compressed streams unfold beyond all measure, before they are opened."""

from __future__ import annotations

import base64
import binascii
import contextlib
import re
import zlib
from itertools import pairwise

from ..errors import Refused
from .lzw import lzw_length

LARGEST = 150_000_000
"""The most bytes that one stream may unfold to: far above any page image of a document."""

TOTAL = 4 * LARGEST
"""The most bytes that the large streams of a file may unfold to together."""
_NO_BOMB = "a document, no bomb"
_AGAIN, _PLAIN = "a PDF stream that is compressed twice", "a plain PDF file"
_BEGINNING = 4096
"""Bytes at the beginning of a stream that tell how it is packed."""
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_PACKED = rb"/(?:FlateDecode|Fl|LZWDecode|LZW|RunLengthDecode|RL)\b"
_GAP = rb"(?:\s|%[^\r\n]*[\r\n]|(?!))*+"
_WRITTEN = rb"/(?:ASCIIHexDecode|AHx|ASCII85Decode|A85)\b"
_TWICE = re.compile(_PACKED + _GAP + rb"(?:" + _WRITTEN + _GAP + rb"){0,8}" + _PACKED)
"""Two filters that unfold, one after the other (ISO 32000-1, 7.4)."""
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_NO_DIGIT = re.compile(rb"[^0-9A-Fa-f]+")
_DIGITS = re.compile(rb"[0-9A-Fa-f\s]{256}")
_BASE_85 = re.compile(rb"[!-uz\s]{256}")
_SPACE = b"\0\t\n\f\r "
_RATIO = 1032
"""What DEFLATE can reach at most (RFC 1951: 258 bytes for two bits)."""
_STEP = 1 << 20


def check_streams(data: bytes, name: str) -> None:
    """Check that no compressed stream of a PDF file is a bomb.

    Raises:
        Refused: a stream unfolds to more than ``LARGEST`` bytes, or is compressed twice.
    """
    if _TWICE.search(data) or _TWICE.search(_ESCAPE.sub(_unescaped, data)):
        raise Refused(name, _AGAIN, expected=_PLAIN)
    starts = [m.end() for m in _STREAM.finditer(data)]
    total = 0
    for start, after in pairwise([*starts, len(data)]):
        if _packed_again(data[start : min(after, start + _BEGINNING)]):
            raise Refused(name, _AGAIN, expected=_PLAIN)
        if (after - start) * _RATIO > LARGEST:
            stream = _bytes_of(data[start:after])
            total += _unfolded(stream, name)
        if total > TOTAL:
            raise Refused(name, f"PDF streams that unfold to more than {TOTAL:,} bytes",
                          expected=_NO_BOMB)  # fmt: skip


def _unescaped(escape: re.Match[bytes]) -> bytes:
    """Return the byte that a name writes as two digits (ISO 32000-1, 7.3.5)."""
    return bytes((int(escape[1], 16),))


def _bytes_of(stream: bytes) -> bytes:
    """Return what a stream holds: as it stands, or what its digits or characters stand for."""
    if _DIGITS.match(stream):
        digits = _NO_DIGIT.sub(b"", stream.partition(b">")[0])
        return _bytes_of(binascii.unhexlify(digits[: len(digits) // 2 * 2]))
    if _BASE_85.match(stream):
        with contextlib.suppress(ValueError):
            return _bytes_of(base64.a85decode(stream.partition(b"~")[0], ignorechars=_SPACE))
    return stream


def _packed_again(beginning: bytes) -> bool:
    """Tell whether what a stream unfolds to unfolds in turn, wherever its filters are named."""
    inner = _bytes_of(_first(_bytes_of(beginning)))
    full = _BEGINNING - 1
    return len(_first(inner)) > full or lzw_length(inner, full) > full


def _first(packed: bytes) -> bytes:
    """Return the first bytes that DEFLATE makes of a beginning, none where it is damaged."""
    try:
        return zlib.decompressobj().decompress(packed, _BEGINNING)
    except zlib.error:
        return b""


def _unfolded(stream: bytes, name: str) -> int:
    """Return how many bytes a stream unfolds to, whichever way it is packed.

    What is packed in another way is damaged to each of these after a few bytes.
    """
    as_lzw = (lzw_length(stream, LARGEST, early=early) for early in (True, False))
    unfolded = max(_inflated(stream), *as_lzw)
    if unfolded > LARGEST:
        raise Refused(name, f"a PDF stream of {len(stream):,} bytes that unfolds to more than "
                      f"{LARGEST:,}", expected=_NO_BOMB)  # fmt: skip
    return unfolded


def _inflated(stream: bytes) -> int:
    """Return how many bytes DEFLATE makes of a stream, up to a damage or beyond the limit."""
    unfolded, rest = 0, stream
    inflater = zlib.decompressobj()
    while rest and not inflater.eof and unfolded <= LARGEST:
        try:
            unfolded += len(inflater.decompress(rest, _STEP))
        except zlib.error:
            break
        rest = inflater.unconsumed_tail
    return unfolded
