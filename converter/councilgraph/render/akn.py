"""A record as Akoma Ntoso (AKN4UN): the text in its structure, the facts in its metadata.

Rule: OASIS Akoma Ntoso 1.0, schema ``akomantoso30.xsd``; the AKN4UN guidelines for where a United
Nations document keeps its draft, sponsors, meeting and votes. Paragraphs carry their IRI (``wId``).
"""

from __future__ import annotations

from lxml import etree

from ..identifiers import BASE, paragraph_path, target_path
from ..model import Citation, Document, DocumentKind, Paragraph, Record
from .akn_meta import AKN, UN, element, meta
from .layout import conclusion, formula, masthead, opening, preface
from .phrases import Phrasebook, phrasebook
from .points import Points

_NAMES = {
    DocumentKind.RESOLUTION: ("statement", "resolution"),
    DocumentKind.DRAFT_RESOLUTION: ("statement", "draftResolution"),
    DocumentKind.PRESIDENTIAL_STATEMENT: ("statement", "presidentialStatement"),
    DocumentKind.LETTER: ("doc", "letter"),
    DocumentKind.MEETING_RECORD: ("doc", "meetingRecord"),
    DocumentKind.OTHER: ("doc", "document"),
}
_MIXED = frozenset(f"{{{AKN}}}{name}" for name in ("p", "num", "heading"))


def akn(record: Record, base: str = BASE) -> bytes:
    """Return a record as an Akoma Ntoso file: its own document, those annexed as attachments.

    The same record gives the same bytes.

    Raises:
        ValueError: a symbol or path cannot be part of an IRI.
    """
    root = etree.Element(f"{{{AKN}}}akomaNtoso", nsmap={None: AKN, "akn4un": UN})
    written = [d for d in record.documents if d.version]
    own = _document(root, written[0], record, base, "")
    if written[1:]:
        attachments = element(own, "attachments")
        for place, document in enumerate(written[1:], 1):
            attachment = element(attachments, "attachment", eId=f"attachment_{place}")
            heading = element(attachment, "heading")
            heading.text = phrasebook(record.main.language).one("annex")
            _document(attachment, document, record, base, f"attachment_{place}__")
    _indent(root, 0)
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _document(
    parent: etree._Element, document: Document, record: Record, base: str, prefix: str
) -> etree._Element:
    """Add one document: metadata, masthead, title, preamble, body, what stands at its end."""
    book = phrasebook(document.language)
    kind, name = _NAMES[document.kind]
    found = element(parent, kind, name=name)
    meta(found, document, record, book, prefix)
    _masthead(element(found, "coverPage"), document, book)
    if titles := list(preface(document, book)):
        place = element(found, "preface")
        element(element(place, "p"), "docTitle").text = titles[0].text
        for line in titles[1:]:
            element(place, "p").text = line.text
    words = formula(document, book)
    preamble, rest = _split(document.paragraphs)
    points, writer = Points(book), _Writer(document, base, prefix)
    if words or preamble:
        _preamble(element(found, "preamble"), words, preamble, writer, points)
    body = element(found, "mainBody")
    for text in opening(document, book):
        _content(element(body, "alinea", eId=f"{prefix}opening")).text = text
    _Body(body, writer, book, points).write(rest)
    if document.kind is DocumentKind.LETTER:
        if ends := list(conclusion(document, book)):
            place = element(found, "conclusions")
            for line in ends:
                element(place, "p").text = line.text
    elif document.footnotes:
        _notes(element(found, "conclusions"), document)
    return found


def _notes(parent: etree._Element, document: Document) -> None:
    """Add the footnotes of a document that is no letter as what they are."""
    for number, note in enumerate(document.footnotes, 1):
        block = element(element(parent, "p"), "authorialNote", marker=str(number))
        element(block, "p").text = note.text


def _masthead(parent: etree._Element, document: Document, book: Phrasebook) -> None:
    """Add the lines of the masthead, symbol and date marked as what they are."""
    dated = book.masthead_date(document.date) if document.date else None
    for line in masthead(document, book):
        block = element(parent, "p")
        if line.text == document.symbol:
            block = element(block, "docNumber")
        elif line.text == dated and document.date:
            block = element(block, "docDate", date=document.date.isoformat())
        block.text = line.text


def _split(
    paragraphs: tuple[Paragraph, ...],
) -> tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]:
    """Return the paragraphs of the preamble, with the headings between them, and the others."""
    last = 0
    for place, paragraph in enumerate(paragraphs, 1):
        if paragraph.path[0] == "preamble":
            last = place
        elif paragraph.path[0] != "heading":
            break
    return paragraphs[:last], paragraphs[last:]


class _Writer:
    """Writes the texts of one document: names of paragraphs, references in their words."""

    def __init__(self, document: Document, base: str, prefix: str) -> None:
        self.document, self.base, self.prefix = document, base, prefix

    def names(self, path: tuple[str, ...]) -> dict[str, str]:
        """Return a paragraph's name within the file, and its IRI."""
        return {
            "eId": self.prefix + "_".join(path),
            "wId": self.base + paragraph_path(self.document.symbol, path),
        }

    def text(self, block: etree._Element, paragraph: Paragraph, mark: str = "") -> None:
        """Put a paragraph's words into a block, each citation as a reference."""
        block.text = mark
        last, at = None, 0
        for citation in paragraph.citations:
            start = paragraph.text.find(citation.quote, at)
            if start < 0:
                continue
            self._plain(block, last, paragraph.text[at:start])
            last = self._reference(block, citation)
            at = start + len(citation.quote)
        self._plain(block, last, paragraph.text[at:])

    @staticmethod
    def _plain(block: etree._Element, last: etree._Element | None, words: str) -> None:
        if last is None:
            block.text = (block.text or "") + words
        else:
            last.tail = words

    def _reference(self, block: etree._Element, citation: Citation) -> etree._Element:
        found = element(block, "ref", href=self.base + target_path(citation.target))
        found.text = citation.quote
        return found


def _preamble(
    parent: etree._Element, words: str | None, paragraphs: tuple[Paragraph, ...],
    writer: _Writer, points: Points,
) -> None:  # fmt: skip
    if words:
        block = element(parent, "formula", name="enactingFormula", eId=f"{writer.prefix}formula")
        element(block, "p").text = words
    for paragraph in paragraphs:
        names = writer.names(paragraph.path)
        block = element(parent, "container", name=paragraph.path[0], **names)
        writer.text(element(block, "p"), paragraph, points.mark(paragraph))


def _content(parent: etree._Element) -> etree._Element:
    return element(element(parent, "content"), "p")


class _Body:
    """Writes numbered paragraphs and points one below the other, annexes apart."""

    def __init__(
        self, parent: etree._Element, writer: _Writer, book: Phrasebook, points: Points
    ) -> None:
        self.parent, self.writer, self.book, self.points = parent, writer, book, points
        self.known: dict[tuple[str, ...], etree._Element] = {}

    def write(self, paragraphs: tuple[Paragraph, ...]) -> None:
        """Write all paragraphs; one that others stand below keeps its words as their head."""
        above = {p.parent for p in paragraphs}
        for paragraph in paragraphs:
            parent = self.known.get(paragraph.parent or ())
            if parent is None:
                parent = self._section(paragraph.path)
            name = _element_name(paragraph.path)
            found = element(parent, name, **self.writer.names(paragraph.path))
            if mark := self.points.mark(paragraph).strip():
                element(found, "num").text = mark
            inner = element(found, "intro" if paragraph.path in above else "content")
            self.writer.text(element(inner, "p"), paragraph)
            self.known[paragraph.path] = found

    def _section(self, path: tuple[str, ...]) -> etree._Element:
        """Return the annex or part that a path is in, begun with its heading."""
        if path[0] not in ("annex", "part"):
            return self.parent
        section = path[:2]
        if section not in self.known:
            found = element(self.parent, "hcontainer", name=path[0], **self.writer.names(section))
            heading = self.book.one("annex") if path[0] == "annex" else path[1]
            element(found, "heading").text = heading
            self.known[section] = found
        return self.known[section]


def _element_name(path: tuple[str, ...]) -> str:
    kind = path[-2] if len(path) > 1 else ""
    if kind == "paragraph":
        return "paragraph"
    return "alinea" if kind in ("text", "heading", "preamble") else "point"


def _indent(parent: etree._Element, depth: int) -> None:
    """Put each element on a line of its own, but for those with words between their children."""
    children = list(parent)
    if not children or parent.tag in _MIXED:
        return
    parent.text = "\n" + "  " * (depth + 1)
    for child in children:
        _indent(child, depth + 1)
        child.tail = "\n" + "  " * (depth + 1)
    children[-1].tail = "\n" + "  " * depth
