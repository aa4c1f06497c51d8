"""Tell what a file is by its first bytes; a suffix that says otherwise is refused."""

from __future__ import annotations

import io
import re
import zipfile

from ..errors import Refused

TEXT, PDF, HTML, AKN = "text/plain", "application/pdf", "text/html", "application/akn+xml"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_SUFFIXES = {".txt": TEXT, ".md": TEXT, ".pdf": PDF, ".docx": DOCX,
             ".html": HTML, ".htm": HTML, ".xml": AKN}  # fmt: skip
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_AKN = re.compile(rb"<(?:\w+:)?akomaNtoso\b")
_XML = re.compile(rb"\s*(?:<\?xml\b|<!--|<[A-Za-z])")


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
    head = data[:4096]
    if head.startswith(b"%PDF-"):
        return PDF
    if head.startswith(b"PK\x03\x04"):
        return _zipped(data, name)
    if _AKN.search(data[:65536]):
        return AKN
    if _HTML.search(head):
        return HTML
    if _XML.match(head.removeprefix(b"\xef\xbb\xbf")) and b"</" in data:
        raise Refused(name, "XML that is not Akoma Ntoso", expected="an <akomaNtoso> document")
    return TEXT


def _zipped(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if "word/document.xml" in archive.namelist():
                return DOCX
    except zipfile.BadZipFile as error:
        raise Refused(name, f"a damaged archive: {error}", expected="a DOCX file") from error
    raise Refused(name, "an archive that is no DOCX file", expected="text, PDF, DOCX, HTML or XML")
