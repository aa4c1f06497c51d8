"""Decode text files: what encoding the bytes declare, or a refusal that names the offset."""

from __future__ import annotations

from ..errors import Refused

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def decode(data: bytes, name: str, encoding: str | None = None) -> str:
    r"""Return the text of a file, its byte order mark dropped.

    A byte order mark decides; without one the bytes are UTF-8, unless ``encoding`` (a Python
    codec name such as ``gb18030``) says otherwise. Nothing is replaced: a byte that does not fit
    is refused, and so is NUL, which no text holds.

    >>> decode("\ufeffS/2020/1".encode(), "a.txt")
    'S/2020/1'

    Raises:
        Refused: the file is empty, not in the encoding, or holds NUL.
    """
    if not data.strip():
        raise Refused(name, "the file is empty", expected="a United Nations document")
    codec = next((c for mark, c in _MARKS if data.startswith(mark)), encoding or "utf-8")
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        before = data[: error.start]
        raise Refused(
            name,
            f"byte 0x{data[error.start]:02x} at offset {error.start} is not {codec.upper()}",
            expected="UTF-8, UTF-16 with a byte order mark, or --encoding NAME",
            line=before.count(b"\n") + 1,
            column=error.start - before.rfind(b"\n"),
        ) from error
    except LookupError as error:
        raise Refused(name, f"unknown encoding {codec!r}", expected="a codec name") from error
    if "\0" in text:
        at = text.index("\0")
        raise Refused(
            name,
            f"NUL character at offset {at}",
            expected="text without control characters",
            line=text.count("\n", 0, at) + 1,
        )
    return text
