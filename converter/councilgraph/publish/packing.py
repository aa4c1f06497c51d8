"""Bytes packed so that equal content has equal bytes, wherever and whenever it is packed.

What is large is packed in pieces, each by itself, so that one that has not changed need not be
packed again: pieces of deflated data stand one after the other, in one gzip member or one file of
a ZIP archive, and what unpacks them sees no seam (RFC 1951, section 3.2.4).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

_LEVEL = 9
_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
"""Of a gzip member that states no name, time or system (RFC 1952, section 2.3)."""
_END = b"\x03\x00"
"""An empty last block."""
_POLYNOMIAL = 0xEDB88320
_LONG, _MANY = 0xFFFFFFFF, 0xFFFF
"""What a ZIP archive without extensions can count up to."""


def gzipped(data: bytes) -> bytes:
    r"""Return bytes as one gzip member (RFC 1952) that states no name, time or system.

    >>> import gzip
    >>> gzip.decompress(gzipped(b"a")), gzipped(b"a")[:10]
    (b'a', b'\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff')
    """
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = packer.compress(data) + packer.flush()
    return _HEAD + body + struct.pack("<II", zlib.crc32(data), len(data) & _LONG)


@dataclass(frozen=True, slots=True)
class Piece:
    """Some bytes deflated, with the CRC-32 and the number of what they are when unpacked."""

    packed: bytes
    crc: int
    size: int


def piece_of(data: bytes) -> Piece:
    """Return bytes deflated as a piece of something larger."""
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Piece(packer.compress(data) + packer.flush(zlib.Z_SYNC_FLUSH), zlib.crc32(data),
                 len(data))  # fmt: skip


def joined_piece(pieces: Sequence[Piece]) -> Piece:
    r"""Return pieces one after the other as one piece.

    >>> two = joined_piece([piece_of(b"a"), piece_of(b"bc")])
    >>> two.crc == zlib.crc32(b"abc"), two.size
    (True, 3)
    """
    crc = size = 0
    for piece in pieces:
        crc, size = joined(crc, piece.crc, piece.size), size + piece.size
    return Piece(b"".join(piece.packed for piece in pieces), crc, size)


def gzip_of(pieces: Iterable[Piece]) -> Iterator[bytes]:
    r"""Yield the bytes of one gzip member that holds pieces one after the other.

    >>> import gzip
    >>> gzip.decompress(b"".join(gzip_of([piece_of(b"a"), piece_of(b"bc")])))
    b'abc'
    """
    yield _HEAD
    crc = size = 0
    for piece in pieces:
        yield piece.packed
        crc, size = joined(crc, piece.crc, piece.size), size + piece.size
    yield _END + struct.pack("<II", crc, size & _LONG)


def zip_of(files: Mapping[str, Iterable[Piece]]) -> Iterator[bytes]:
    """Yield the bytes of a ZIP archive of files, in their order, each of pieces.

    The size of a file stands after it (APPNOTE 6.3.10, section 4.3.9), and in 64 bits throughout
    (section 4.5.3), so that an archive of any size has one form.

    >>> import io, zipfile
    >>> whole = b"".join(zip_of({"a.csv": [piece_of(b"1"), piece_of(b"2")]}))
    >>> zipfile.ZipFile(io.BytesIO(whole)).read("a.csv")
    b'12'
    """
    done, entries = 0, []
    for name, pieces in files.items():
        start, path = done, name.encode()
        head = _entry(b"PK\x03\x04", path, 0, 0, 0)
        yield head
        crc, size, packed = 0, 0, len(_END)
        for piece in pieces:
            yield piece.packed
            crc, size = joined(crc, piece.crc, piece.size), size + piece.size
            packed += len(piece.packed)
        tail = _END + struct.pack("<4sIQQ", b"PK\x07\x08", crc, packed, size)
        yield tail
        done += len(head) + packed + len(tail) - len(_END)
        entries.append((path, crc, packed, size, start))
    listed = b"".join(_listed(*entry) for entry in entries)
    yield listed
    yield struct.pack("<4sQHHIIQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, len(entries), len(entries),
                      len(listed), done)  # fmt: skip
    yield struct.pack("<4sIQI", b"PK\x06\x07", 0, done + len(listed), 1)
    yield struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, _MANY, _MANY, _LONG, _LONG, 0)


def _entry(mark: bytes, path: bytes, crc: int, packed: int, size: int) -> bytes:
    """Return the head of a file in an archive, which leaves its sizes to what stands after it."""
    more = struct.pack("<HHQQ", 1, 16, size, packed)
    # Bit 3: sizes after the data; bit 11: the name is UTF-8; the first moment that there is.
    return struct.pack("<4sHHHHHIIIHH", mark, 45, 0x808, 8, 0, 0x21, crc, _LONG, _LONG,
                       len(path), len(more)) + path + more  # fmt: skip


def _listed(path: bytes, crc: int, packed: int, size: int, start: int) -> bytes:
    """Return a file's entry in the list of an archive; its mode is that of a plain file."""
    more = struct.pack("<HHQQQ", 1, 24, size, packed, start)
    made_by = 3 << 8 | 45
    return struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\x01\x02", made_by, 45, 0x808, 8, 0, 0x21, crc,
                       _LONG, _LONG, len(path), len(more), 0, 0, 0, 0o100644 << 16,
                       _LONG) + path + more  # fmt: skip


def joined(first: int, second: int, length: int) -> int:
    """Return the CRC-32 of two texts one after the other, the second of a length in bytes.

    A CRC is a remainder of polynomials over GF(2): the first's is multiplied by x to the power of
    the bits that follow, as ``crc32_combine`` of zlib does.

    >>> joined(zlib.crc32(b"ab"), zlib.crc32(b"cde"), 3) == zlib.crc32(b"abcde")
    True
    """
    power = 0
    while length:
        if length & 1:
            a, b, c, d = _shifted(power)
            first = (a[first & 255] ^ b[first >> 8 & 255] ^ c[first >> 16 & 255]
                     ^ d[first >> 24])  # fmt: skip
        length >>= 1
        power += 1
    return first ^ second


@cache
def _shifted(power: int) -> tuple[tuple[int, ...], ...]:
    """Return, for each byte of a remainder, what it is ``2**power`` bytes later."""
    factor = _power(power)
    bits = [_product(1 << place, factor) for place in range(32)]
    return tuple(_sums(bits[place : place + 8]) for place in (0, 8, 16, 24))


def _sums(bits: Sequence[int]) -> tuple[int, ...]:
    """Return the sum of some of the remainders, for each choice of them as bits of a number."""
    found = [0]
    for bit in bits:
        found += [bit ^ known for known in found]
    return tuple(found)


@cache
def _power(power: int) -> int:
    """Return x to the power of 8 times ``2**power``; the highest bit is that of x to the 0."""
    if power == 0:
        return 1 << 23
    root = _power(power - 1)
    return _product(root, root)


def _product(one: int, other: int) -> int:
    found = 0
    for bit in range(31, -1, -1):
        if one >> bit & 1:
            found ^= other
        other = other >> 1 ^ (_POLYNOMIAL if other & 1 else 0)
    return found
