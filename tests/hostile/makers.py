"""Files of the bad-input matrix that no table can hold: bombs, devices, broken bytes.

Each maker writes one file at the path it is given. Every document in them is invented but the
sample letter.
"""

from __future__ import annotations

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


MAKERS: dict[str, Maker] = {
    maker.__name__: maker
    for maker in (
        gigabyte, not_utf8, pipe, endless, link_in_folder, docx_bomb, docx_bomb_that_lies,
        docx_upward, docx_link, docx_crowd, docx_entities, rdf_entities, zipped,
    )
}  # fmt: skip
