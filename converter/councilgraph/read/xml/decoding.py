"""From the bytes of an XML file to its characters, by mark, by declaration, or as UTF-8.

Rule: XML 1.0, section 4.3.3 and appendix F.
"""

from __future__ import annotations

import codecs
import re

from ...errors import Refused
from ...model import Remark, Severity

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
_DECLARED = re.compile(rb"\s*<\?xml\s[^>]*?\bencoding\s*=\s*[\"']([A-Za-z][\w.-]*)[\"']")
_NAMED_WIDE = re.compile(r"utf[-_]?16|ucs[-_]?2|utf[-_]?32|ucs[-_]?4", re.IGNORECASE)


def decode_xml(data: bytes, name: str, *, recover: bool = False) -> tuple[str, tuple[Remark, ...]]:
    r"""Return the characters of an XML file, its byte order mark dropped, with what was odd.

    A declaration that the bytes disprove (UTF-16 declared where the bytes are not; another
    encoding declared where all bytes are UTF-8) is remarked with ``recover``, else refused.

    >>> decode_xml(b'<?xml version="1.0" encoding="ISO-8859-1"?><a>\xe9</a>', "a.xml")[0][-5:]
    '\xe9</a>'

    Raises:
        Refused: the bytes are not in the encoding, or the declaration is wrong.
    """
    mark = next(((m, c) for m, c in _MARKS if data.startswith(m)), None)
    if mark is not None:
        return _decoded(data[len(mark[0]) :], mark[1], name), ()
    wide = next((c for start, c in _WIDE if data.startswith(start)), None)
    if wide is not None:
        return _decoded(data, wide, name), ()
    found = _DECLARED.match(data)
    declared = found[1].decode("ascii") if found else "utf-8"
    codec = _codec(declared, name)
    if codec == "utf-8" or not (_NAMED_WIDE.match(declared) or _is_utf8(data)):
        return _decoded(data, codec, name), ()
    if data.isascii() and not _NAMED_WIDE.match(declared):
        return _decoded(data, codec, name), ()
    odd = f"the file declares {declared}, its bytes are not in it"
    if not recover:
        raise Refused(name, odd, expected="a declaration that tells the encoding, or --recover",
                      line=1, column=1)  # fmt: skip
    remark = Remark("encoding", f"{odd}; read as UTF-8", None, Severity.DOUBT)
    return _decoded(data, "utf-8", name), (remark,)


def _codec(declared: str, name: str) -> str:
    """Return Python's name of a declared encoding."""
    try:
        "".encode(declared)
        return codecs.lookup(declared).name
    except LookupError as error:
        raise Refused(name, f"unknown encoding {declared!r}", expected="UTF-8", line=1,
                      column=1) from error  # fmt: skip


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _decoded(data: bytes, codec: str, name: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(codec, "replace")
        raise Refused(
            name,
            f"byte 0x{data[error.start]:02x} is not {codec}",
            expected=f"{codec} throughout, as the file declares",
            line=before.count("\n") + 1,
            column=len(before) - before.rfind("\n"),
        ) from error
