"""PDF files of the bad-input matrix: bombs under every filter, and pages that hold no text.

Each maker writes one file at the path it is given.
"""

from __future__ import annotations

import base64
import struct
import zlib
from pathlib import Path

from makers import Maker, noughts


def bomb(parts: int = 24) -> bytes:
    """Return 400 MB of noughts as zlib packs them, in some 400 kB, or so many times 16 MB."""
    packed, size = noughts(parts)
    return b"\x78\xda" + packed + (size % 65521 << 16 | 1).to_bytes(4, "big")  # Adler-32


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


PDF_MAKERS: dict[str, Maker] = {
    maker.__name__: maker
    for maker in (
        pdf_encrypted, pdf_of_images, pdf_without_text, pdf_circular, pdf_of_a_million_pages,
        pdf_bomb, pdf_bomb_in_a_bomb, pdf_bomb_with_escapes, pdf_bomb_in_digits,
        pdf_bomb_in_characters, pdf_bomb_in_lzw, pdf_bomb_of_hidden_filters,
        pdf_bomb_in_digits_in_a_bomb, pdf_bomb_of_a_gigabyte_in_lzw,
    )
}  # fmt: skip
