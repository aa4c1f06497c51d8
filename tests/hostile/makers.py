"""Files of the bad-input matrix that no table can hold: bombs, devices, broken bytes.

Each maker writes one file at the path it is given. Every document in them is invented but the
sample letter.
"""

from __future__ import annotations

import base64
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

SAMPLE = Path(__file__).parents[1] / "documents" / "S-2020-1166" / "source.txt"
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BODY = f"<w:document {WORD}><w:body><w:p><w:r><w:t>S/2031/9001</w:t></w:r></w:p></w:body>"
DOCUMENT = f"{BODY}</w:document>"

Maker = Callable[[Path], None]


def letter() -> str:
    """Return the sample letter."""
    return SAMPLE.read_text("utf-8")


def gigabyte(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(1 << 30)


def noughts(parts: int) -> tuple[bytes, int]:
    """Return so many times 16 MB of noughts as DEFLATE packs them, and their number."""
    packer, part = zlib.compressobj(9, wbits=-15), bytes(1 << 24)
    packed = packer.compress(part) + packer.flush(zlib.Z_FULL_FLUSH)
    return packed * parts + packer.flush(), parts * len(part)


def bomb(parts: int = 24) -> bytes:
    """Return 400 MB of noughts as zlib packs them, in some 400 kB, or so many times 16 MB."""
    packed, size = noughts(parts)
    return b"\x78\xda" + packed + (size % 65521 << 16 | 1).to_bytes(4, "big")  # Adler-32


def not_utf8(path: Path) -> None:
    data = letter().encode()
    path.write_bytes(data[:600] + b"\xff\xfe\x41" + data[600:])


def pipe(path: Path) -> None:
    os.mkfifo(path)


def endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


def link_in_folder(path: Path) -> None:
    path.mkdir()
    (path / "secret.txt").symlink_to("/etc/passwd")


def docx(path: Path, entries: dict[str, bytes | str]) -> None:
    """Write a DOCX file of one line and further entries."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in {"word/document.xml": DOCUMENT, **entries}.items():
            packed.writestr(name, content)


def docx_bomb(path: Path) -> None:
    """Write a document of 4 GB of noughts, packed as DEFLATE does it, in some 4 MB."""
    name, packed, size = b"word/document.xml", *noughts(255)
    said = (8, 0, 0, 0, len(packed), size, len(name))
    entry = struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0, *said, 0) + name + packed
    table = struct.pack("<4s6H3L5H2L", b"PK\1\2", 20, 20, 0, *said, 0, 0, 0, 0, 0, 0) + name
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, len(table), len(entry), 0)
    path.write_bytes(entry + table + end)


def docx_bomb_that_lies(path: Path) -> None:
    """Write a bomb whose table of contents states ten bytes instead of 40 million."""
    docx(path, {"word/footnotes.xml": bytes(40_000_000)})
    data = path.read_bytes()
    path.write_bytes(data.replace((40_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little")))


def docx_upward(path: Path) -> None:
    docx(path, {"../../x": "x"})


def docx_link(path: Path) -> None:
    docx(path, {})
    with zipfile.ZipFile(path, "a") as packed:
        entry = zipfile.ZipInfo("word/link")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        packed.writestr(entry, "/etc/passwd")


def docx_crowd(path: Path) -> None:
    docx(path, {})
    with zipfile.ZipFile(path, "a") as packed:
        for number in range(100_000):
            packed.writestr(zipfile.ZipInfo(f"word/{number}"), "")


def docx_entities(path: Path) -> None:
    docx(path, {"word/footnotes.xml": f"{ENTITIES}<w:footnotes {WORD}>&e;</w:footnotes>"})


ENTITIES = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {name} "{f"&{before};" * 30}">' for before, name in zip("abcd", "bcde", strict=True)
) + "]>"  # fmt: skip
"""Nested entities that unfold to eight million characters."""


def rdf_entities(path: Path) -> None:
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    path.write_text(
        f'{ENTITIES}<rdf:RDF xmlns:rdf="{rdf}"><rdf:Description rdf:about="urn:a">'
        "<rdf:value>&e;</rdf:value></rdf:Description></rdf:RDF>", "utf-8",
    )  # fmt: skip


def zipped(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("letter.txt", "S/2031/9001")


def pdf(
    path: Path, content: bytes, filters: bytes = b"", *, trailer: bytes = b"", kids: int = 1
) -> None:
    """Write a PDF file whose pages all show one content stream, in a font every reader has."""
    coded = b"/Filter " + filters if filters else b""
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>"
    )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%b] >>" % (kids, b"3 0 R " * kids),
        page,
        b"<< %b /Length %d >>\nstream\n%b\nendstream" % (coded, len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    path.write_bytes(
        out + b"xref\n0 6\n0000000000 65535 f \n" + table
        + b"trailer << /Size 6 /Root 1 0 R %b >>\n" % trailer.replace(b"XREF", b"%d" % len(out))
        + b"startxref\n%d\n%%%%EOF\n" % len(out)
    )  # fmt: skip


SHOWN = b"BT /F1 10 Tf 80 700 Td (milk and bread of the shop) Tj ET"


def pdf_encrypted(path: Path) -> None:
    key = b"ab" * 32
    pdf(path, SHOWN, trailer=b"/ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 "
        b"/O <%b> /U <%b> >>" % (key, key))  # fmt: skip


def pdf_of_images(path: Path) -> None:
    pdf(path, b"q 600 0 0 700 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q")


def pdf_without_text(path: Path) -> None:
    pdf(path, b"")


def pdf_circular(path: Path) -> None:
    pdf(path, SHOWN, trailer=b"/Prev XREF")


def pdf_of_a_million_pages(path: Path) -> None:
    pdf(path, SHOWN, kids=1_000_000)


def pdf_bomb(path: Path) -> None:
    pdf(path, bomb(), b"/FlateDecode")


def pdf_bomb_in_a_bomb(path: Path) -> None:
    pdf(path, zlib.compress(bomb(), 9), b"[/FlateDecode /FlateDecode]")


def pdf_bomb_with_escapes(path: Path) -> None:
    pdf(path, zlib.compress(bomb(), 9), b"[/Flate#44ecode%\n/Fl#61teDecode]")


def pdf_bomb_in_digits(path: Path) -> None:
    pdf(path, bomb().hex().encode() + b">", b"[/ASCIIHexDecode /FlateDecode]")


def pdf_bomb_in_characters(path: Path) -> None:
    pdf(path, base64.a85encode(bomb()) + b"~>", b"[/ASCII85Decode /FlateDecode]")


def pdf_bomb_in_lzw(path: Path) -> None:
    """Write 400 MB of noughts as LZW packs them: each code a nought longer than the one before."""
    codes = [0, *range(258, 4094)]
    words = "".join(f"{code:0{(258 + n).bit_length()}b}" for n, code in enumerate(codes))
    bits = f"{256:09b}{words}" + f"{256:012b}{words}" * 54 + f"{257:012b}"
    bits += "0" * (-len(bits) % 8)
    pdf(path, int(bits, 2).to_bytes(len(bits) // 8, "big"), b"/LZWDecode")


def pdf_bomb_of_hidden_filters(path: Path) -> None:
    hidden(path, zlib.compress(bomb(), 9), b"[/FlateDecode /FlateDecode]")


def pdf_bomb_of_a_gigabyte_in_lzw(path: Path) -> None:
    """Write a bomb in LZW that packs nothing: only the cap of memory is known to stop it."""
    data = bomb(64)
    parts = (data[n : n + 250] for n in range(0, len(data), 250))
    bits = "".join(f"{256:09b}" + "".join(f"{byte:09b}" for byte in part) for part in parts)
    bits += f"{257:09b}"
    bits += "0" * (-len(bits) % 8)
    hidden(path, int(bits, 2).to_bytes(len(bits) // 8, "big"), b"[/LZWDecode /FlateDecode]")


def hidden(path: Path, stream: bytes, filters: bytes) -> None:
    """Write a PDF file of one page whose filters are named in an object stream alone."""
    named = zlib.compress(b"5 0 " + filters)
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R >>",
        4: b"<< /Filter 5 0 R /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream),
        6: b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n%b\n"
           b"endstream" % (len(named), named),
    }  # fmt: skip
    out, rows = b"%PDF-1.5\n", {0: (0, 0, 65535), 5: (2, 6, 0)}
    for number, body in objects.items():
        rows[number] = (1, len(out), 0)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    rows[7] = (1, len(out), 0)
    table = b"".join(struct.pack(">BIH", *rows[number]) for number in range(8))
    path.write_bytes(
        out + b"7 0 obj\n<< /Type /XRef /Size 8 /W [1 4 2] /Root 1 0 R /Length %d >>\nstream\n%b\n"
        b"endstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (len(table), table, len(out))
    )


def pdf_bomb_in_digits_in_a_bomb(path: Path) -> None:
    pdf(path, zlib.compress(bomb().hex().encode() + b">", 9),
        b"[/FlateDecode/ASCIIHexDecode /FlateDecode]")  # fmt: skip


MAKERS: dict[str, Maker] = {
    maker.__name__: maker
    for maker in (
        gigabyte, not_utf8, pipe, endless, link_in_folder, docx_bomb, docx_bomb_that_lies,
        docx_upward, docx_link, docx_crowd, docx_entities, rdf_entities, zipped, pdf_encrypted,
        pdf_of_images, pdf_without_text, pdf_circular, pdf_of_a_million_pages, pdf_bomb,
        pdf_bomb_in_a_bomb, pdf_bomb_with_escapes, pdf_bomb_in_digits,
        pdf_bomb_in_characters, pdf_bomb_in_lzw, pdf_bomb_of_hidden_filters,
        pdf_bomb_in_digits_in_a_bomb, pdf_bomb_of_a_gigabyte_in_lzw,
    )
}  # fmt: skip
