"""Bytes packed so that equal content has equal bytes, wherever and whenever it is packed."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

_LEVEL = 9
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment that a ZIP file can state."""


def gzipped(data: bytes) -> bytes:
    r"""Return bytes as one gzip member (RFC 1952) that states no name, time or system.

    >>> import gzip
    >>> gzip.decompress(gzipped(b"a")), gzipped(b"a")[:10]
    (b'a', b'\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff')
    """
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = packer.compress(data) + packer.flush()
    head = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
    return head + body + struct.pack("<II", zlib.crc32(data), len(data) & 0xFFFFFFFF)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return files as a ZIP archive, in their order.

    >>> zipfile.ZipFile(io.BytesIO(zipped({"a.csv": b"1"}))).read("a.csv")
    b'1'
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, data)
    return packed.getvalue()
