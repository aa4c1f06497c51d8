"""Writes library records: ISO 2709 in UTF-8 or MARC-8, MARCXML. Written for the tests alone.

It shares with what it tests nothing but pymarc's tables of MARC-8, turned round.
"""

from __future__ import annotations

import unicodedata
from xml.sax.saxutils import escape, quoteattr

from pymarc.marc8_mapping import CODESETS

Subfields = list[tuple[str, str]]
Field = tuple[str, str, Subfields | str]
"""Tag, indicators, subfields; of a control field its data."""
Marc = list[Field]

_ANSEL = {chr(u): bytes([b]) for b, (u, _) in CODESETS[0x45].items() if b > 0x80}
_CYRILLIC = {chr(u): bytes([b]) for b, (u, _) in CODESETS[0x4E].items() if u > 0x80}


def utf8(text: str) -> bytes:
    return text.encode()


def marc8(text: str) -> bytes:
    """Return text in MARC-8: signs before their letters, Cyrillic between escapes."""
    out, cyrillic = b"", False
    for char in unicodedata.normalize("NFC", text):
        if (char in _CYRILLIC) != cyrillic and (char in _CYRILLIC or char.isalpha()):
            cyrillic = not cyrillic
            out += b"\x1b(N" if cyrillic else b"\x1b(B"
        if char in _CYRILLIC:
            out += _CYRILLIC[char]
        elif char.isascii():
            out += char.encode()
        elif char in _ANSEL:
            out += _ANSEL[char]
        else:
            apart = unicodedata.normalize("NFD", char)
            out += b"".join(_ANSEL[s] for s in apart[1:]) + apart[0].encode("ascii")
    return out + (b"\x1b(B" if cyrillic else b"")


def iso2709(records: list[Marc], encoded: str = "utf-8") -> bytes:
    return b"".join(iso_record(r, encoded) for r in records)


def iso_record(record: Marc, encoded: str = "utf-8", sign: str | None = None) -> bytes:
    encode = utf8 if encoded == "utf-8" else marc8
    directory, body = b"", b""
    for tag, indicators, said in record:
        if tag == "LDR":
            continue
        if isinstance(said, str):
            data = encode(said)
        else:
            data = indicators.encode() + b"".join(
                b"\x1f" + code.encode() + encode(value) for code, value in said
            )
        directory += f"{tag}{len(data) + 1:04}{len(body):05}".encode()
        body += data + b"\x1e"
    base = 24 + len(directory) + 1
    mark = sign if sign is not None else ("a" if encoded == "utf-8" else " ")
    kind = next((said for tag, _, said in record if tag == "LDR"), "am")
    size = base + len(body) + 1
    leader = f"{size:05}c{kind} {mark}22{base:05} a 4500"
    return leader.encode() + directory + b"\x1e" + body + b"\x1d"


def marcxml(records: list[Marc], prefix: str = "") -> bytes:
    p = f"{prefix}:" if prefix else ""
    named = f"xmlns:{prefix}" if prefix else "xmlns"
    out = [f'<?xml version="1.0"?>\n<{p}collection {named}="http://www.loc.gov/MARC21/slim">']
    for record in records:
        kind = next((said for tag, _, said in record if tag == "LDR"), "am")
        out.append(f"<{p}record><{p}leader>00000c{kind} a2200000 a 4500</{p}leader>")
        for tag, indicators, said in record:
            if tag == "LDR":
                continue
            if isinstance(said, str):
                out.append(f'<{p}controlfield tag="{tag}">{escape(said)}</{p}controlfield>')
                continue
            parts = "".join(
                f"<{p}subfield code={quoteattr(c)}>{escape(v)}</{p}subfield>" for c, v in said
            )
            marks = f'ind1="{indicators[0]}" ind2="{indicators[1]}"'
            out.append(f'<{p}datafield tag="{tag}" {marks}>{parts}</{p}datafield>')
        out.append(f"</{p}record>")
    return "\n".join([*out, f"</{p}collection>"]).encode()
