"""Tell what a file is by its first bytes; a suffix that says otherwise is refused."""

from __future__ import annotations

import io
import lzma
import re
import zipfile
import zlib

from ..errors import Refused

TEXT, PDF, HTML, AKN = "text/plain", "application/pdf", "text/html", "application/akn+xml"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

DAMAGES = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, RuntimeError, EOFError,
    OSError, ValueError,
)  # fmt: skip
"""What the libraries raise over archives whose bytes were changed."""

_SUFFIXES = {".txt": TEXT, ".md": TEXT, ".pdf": PDF, ".docx": DOCX,
             ".html": HTML, ".htm": HTML, ".xml": AKN, ".akn": AKN}  # fmt: skip
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_AKN = re.compile(rb"<(?:\w+:)?akomaNtoso\b")
_XML = re.compile(rb"\s*(?:<\?xml\b|<!--|<!DOCTYPE\b|<[A-Za-z])")
_WIDE = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"),
         (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))  # fmt: skip
_MARC = re.compile(rb"[0-9]{5}[ -~]{5}22[0-9]{5}[ -~]{3}4500")
_MARCXML = b"http://www.loc.gov/MARC21/slim"
_HEAD = 65536
"""Bytes in which the root element of markup must begin."""


def sniff(data: bytes, name: str) -> str:
    """Return the media type of a file, by content.

    >>> sniff(b"%PDF-1.7 ...", "letter.pdf"), sniff(b"S/2020/1166", "-")
    ('application/pdf', 'text/plain')

    Raises:
        Refused: it is no kind of file that can be read, or its suffix says it is another kind.
    """
    found = _kind(data, name)
    suffix = "." + name.rsplit(".", 1)[-1].lower() if "." in name else ""
    claimed = _SUFFIXES.get(suffix)
    if claimed and claimed != found and not (claimed == TEXT and found in (HTML, AKN)):
        raise Refused(name, f"the suffix says {claimed}, the content is {found}",
                      expected="a file whose name tells what it is")  # fmt: skip
    return found


def _kind(data: bytes, name: str) -> str:
    if data.startswith(b"%PDF-"):
        return PDF
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data, name)
    head = _narrow(data[:_HEAD])
    if _MARC.match(head) or (_XML.match(head) and _MARCXML in head[:4096]):
        raise Refused(name, "library records of MARC 21, not a document",
                      expected="a document; convert and publish read records of files")  # fmt: skip
    markup = _XML.match(head)
    if markup and _AKN.search(head):
        return AKN
    if _HTML.search(head[:4096]):
        return HTML
    if markup and b"</" in _narrow(data):
        raise Refused(name, "XML that is not Akoma Ntoso", expected="an <akomaNtoso> document")
    return TEXT


def _narrow(data: bytes) -> bytes:
    """Return bytes in which markup can be searched as ASCII: UTF-16 as UTF-8, no mark before."""
    codec = next((c for mark, c in _WIDE if data.startswith(mark)), None)
    text = data.decode(codec, "ignore").encode("utf-8", "ignore") if codec else data
    return text.removeprefix(b"\xef\xbb\xbf")


def _zipped(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if "word/document.xml" in archive.namelist():
                return DOCX
    except DAMAGES as error:
        raise Refused(name, f"a damaged archive: {error}", expected="a DOCX file") from error
    raise Refused(name, "an archive that is no DOCX file", expected="text, PDF, DOCX, HTML or XML")
