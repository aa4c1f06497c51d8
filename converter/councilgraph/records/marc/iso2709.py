"""ISO 2709: a file of bytes to records, each by itself, in UTF-8 or MARC-8.

Sources: ISO 2709:2008; MARC 21 Specifications for Record Structure, Character Sets and Exchange
Media (leader, directory, terminators; leader/09 tells the encoding).

pymarc reads records that are whole; where lengths and bytes do not agree, it would cut fields
where they do not end and put blanks for what it cannot decode. So both are looked at before.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import redirect_stderr

from pymarc import Record
from pymarc.exceptions import PymarcException
from pymarc.marc8 import marc8_to_unicode

from ..cells import Unread
from .content import MarcField, MarcRecord
from .text import checked

_END_OF_RECORD, _END_OF_FIELD, _DELIMITER = b"\x1d", 0x1E, 0x1F
_LEADER, _ENTRY = 24, 12
_LEADER_FORM = re.compile(rb"[0-9]{5}[ -~]{5}22[0-9]{5}[ -~]{3}4500")
_WHOLE = "a whole record of ISO 2709: leader, directory, fields, 0x1D"
_COMBINING = range(0xE0, 0xFF)
"""Bytes of ANSEL that stand before the letter that they belong to."""


def is_iso2709(head: bytes) -> bool:
    """Tell whether a file begins with the leader of a record.

    >>> is_iso2709(b"00714cam a2200205 a 4500"), is_iso2709(b"00714 resolutions of the")
    (True, False)
    """
    return bool(_LEADER_FORM.match(head))


def chunks(data: bytes) -> Iterator[bytes]:
    """Yield the bytes of each record with their terminator; of the last perhaps without it."""
    at = 0
    while at < len(data):
        end = data.find(_END_OF_RECORD, at)
        end = len(data) if end < 0 else end + 1
        chunk = data[at:end].lstrip(b"\r\n")
        if chunk.strip(b"\r\n \0\x1a"):
            yield chunk
        at = end


def read_chunk(chunk: bytes, number: int) -> MarcRecord:
    """Return the record of a chunk.

    Raises:
        Unread: it is cut off, its lengths do not agree, or its text is not in its encoding.
    """
    _hold_lengths(chunk)
    try:
        found = Record(chunk, to_unicode=False)
    except (PymarcException, ValueError, IndexError) as error:
        raise Unread(f"no record can be read: {error}", _WHOLE) from error
    encoding = chr(chunk[9])
    if encoding not in "a ":
        raise Unread(f"leader/09 is {encoding!r}", "'a' for UTF-8 or a blank for MARC-8")
    utf8 = encoding == "a"
    fields = []
    for field in found.fields:
        if field.control_field:
            fields.append(MarcField(field.tag, _decoded(_bytes(field.data), utf8, field.tag)))
            continue
        parts = tuple(
            (s.code, _decoded(_bytes(s.value), utf8, f"{field.tag} ${s.code}"))
            for s in field.subfields
        )
        fields.append(MarcField(field.tag, "", "".join(field.indicators or ()), parts))
    return MarcRecord(number, str(found.leader), tuple(fields))


def _bytes(value: object) -> bytes:
    assert isinstance(value, bytes)
    return value


def _hold_lengths(chunk: bytes) -> None:
    """Raise Unread where the lengths of leader and directory are not those of the bytes."""
    if not _LEADER_FORM.match(chunk):
        raise Unread(f"the leader is {chunk[:_LEADER]!r}", "24 characters, lengths in digits")
    if int(chunk[:5]) != len(chunk) or not chunk.endswith(_END_OF_RECORD):
        cut = "" if chunk.endswith(_END_OF_RECORD) else ", and does not end"
        raise Unread(f"the record says it has {int(chunk[:5])} bytes, it has {len(chunk)}{cut}",
                     _WHOLE)  # fmt: skip
    base = int(chunk[12:17])
    directory = chunk[_LEADER : base - 1]
    if not _LEADER < base <= len(chunk) or chunk[base - 1] != _END_OF_FIELD:
        raise Unread(f"no field begins at the base address {base}", _WHOLE)
    if len(directory) % _ENTRY:
        raise Unread(f"the directory has {len(directory)} bytes", "12 for each field")
    for at in range(0, len(directory), _ENTRY):
        _hold_entry(directory[at : at + _ENTRY], chunk, base)


def _hold_entry(entry: bytes, chunk: bytes, base: int) -> None:
    tag = entry[:3].decode("ascii", "replace")
    if not (re.fullmatch(r"[0-9A-Z]{3}", tag) and entry[3:].isdigit()):
        raise Unread(f"the directory has the entry {entry!r}", "a tag, a length and a start")
    start = base + int(entry[7:])
    field = chunk[start : start + int(entry[3:7])]
    if len(field) != int(entry[3:7]) or field.find(_END_OF_FIELD) != len(field) - 1:
        raise Unread(f"{tag}: the field does not end where the directory says",
                     "lengths in the directory that are those of the fields")  # fmt: skip
    if tag < "010":
        return
    subfields = field[2:-1].split(bytes([_DELIMITER]))
    marked = re.match(rb"[ -~]{2}", field) and not subfields[0]
    if not marked or not all(s[:1].isalnum() for s in subfields[1:]):
        raise Unread(f"{tag}: no two indicators, or a subfield without a code",
                     "two indicators, and subfields of 0x1F, a code and text")  # fmt: skip


def _decoded(value: bytes, utf8: bool, place: str) -> str:
    """Return text from UTF-8 or MARC-8.

    Raises:
        Unread: the bytes are none of this encoding, or hold control characters.
    """
    if utf8 or (value.isascii() and b"\x1b" not in value):
        try:
            return checked(value.decode(), place)
        except UnicodeDecodeError as error:
            raise Unread(f"{place}: byte 0x{value[error.start]:02x} is not UTF-8",
                         "text as leader/09 says") from error  # fmt: skip
    said = io.StringIO()
    try:
        with redirect_stderr(said):
            text: str = marc8_to_unicode(value)
    except (UnicodeDecodeError, ValueError, KeyError) as error:
        raise Unread(f"{place}: the text is not MARC-8", "text as leader/09 says") from error
    # A blank is one in every set; pymarc reads it as one and says that it knows it not.
    unknown = [line for line in said.getvalue().splitlines() if "character 0x20 " not in line]
    if unknown or (b"\x1b" not in value and value[-1] in _COMBINING):
        reason = unknown[0].lower() if unknown else "a sign over no letter ends it"
        raise Unread(f"{place}: the text is not MARC-8: {reason}", "text as leader/09 says")
    return checked(text, place)
