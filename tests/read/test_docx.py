"""DOCX files made here: paragraphs, tables, numbers, footnotes; and archives that are refused."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import docx
import pytest

from councilgraph.errors import Refused
from councilgraph.read import read
from councilgraph.read.docx import extract

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NUMBERING = f"""<w:numbering {W}><w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/>
</w:lvl></w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>"""
NOTES = f"""<w:footnotes {W}><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>
<w:footnote w:id="2"><w:p><w:r><w:t>S/2030/9997.</w:t></w:r></w:p></w:footnote></w:footnotes>"""


def paragraph(text: str, extra: str = "", level: int | None = None) -> str:
    number = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="3"/></w:numPr></w:pPr>'
    return f"<w:p>{number if level is not None else ''}<w:r><w:t>{text}</w:t>{extra}</w:r></w:p>"


def archive(body: str, files: Mapping[str, str | bytes] | None = None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        document = f"<w:document {W}><w:body>{body}</w:body></w:document>"
        packed.writestr("word/document.xml", document)
        for path, content in (files or {}).items():
            packed.writestr(path, content)
    return out.getvalue()


def test_a_file_of_words_own_writer_is_read_whole() -> None:
    document = docx.Document()
    for line in ("S/2030/9999", "The Security Council,", "Recalling its resolution 1325 (2000),"):
        document.add_paragraph(line)
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "France", "in favour"
    document.add_paragraph("1. Decides to act.")
    out = io.BytesIO()
    document.save(out)
    result = read(out.getvalue(), "draft.docx")
    assert result.text.text.split("\n") == [
        "S/2030/9999",
        "The Security Council,",
        "Recalling its resolution 1325 (2000),",
        "France in favour",
        "1. Decides to act.",
    ]
    at = result.text.text.index("Decides")
    assert result.text.quote(result.text.span(at, at + 7)) == "Decides"


def test_numbers_that_word_counts_and_footnotes_are_written_out() -> None:
    mark = '<w:footnoteReference w:id="2"/>'
    body = (
        paragraph("Decides:", level=0) + paragraph("to act;", level=1)
        + paragraph("to report;", level=1) + paragraph("Takes note of the report", mark, level=0)
        + paragraph("Requests:", level=0) + paragraph("the Panel to act.", level=1)
    )  # fmt: skip
    raw = extract(
        archive(body, {"word/numbering.xml": NUMBERING, "word/footnotes.xml": NOTES}), "a.docx"
    ).raw
    assert raw.split("\n") == [
        "1. Decides:",
        "(a) to act;",
        "(b) to report;",
        "2. Takes note of the report ^2",
        "3. Requests:",
        "(a) the Panel to act.",
        "_" * 18,
        "2 S/2030/9997.",
    ]


def test_deleted_words_are_left_out_and_inserted_ones_kept() -> None:
    body = (
        "<w:p><w:r><w:t>Decides</w:t></w:r><w:del><w:r><w:t> never</w:t></w:r></w:del>"
        "<w:ins><w:r><w:t> now</w:t></w:r></w:ins></w:p>"
    )
    assert extract(archive(body), "a.docx").raw == "Decides now"


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"word/media/a.bin": bytes(3_000_000)}, "packed beyond all measure"),
        ({f"word/{i}": "" for i in range(2_001)}, r"an archive of 2,002 files"),
        ({"../../etc/x": "x"}, "names a file outside itself"),
        ({"/etc/x": "x"}, "names a file outside itself"),
        ({"word/footnotes.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a/>'}, "declares a document type"),
        ({"word/numbering.xml": "<w:numbering"}, "is not well-formed"),
    ],
)
def test_hostile_archives_are_refused(files: dict[str, str | bytes], reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        read(archive(paragraph("S/2030/9999"), files), "a.docx")


def test_a_link_in_the_archive_is_refused() -> None:
    out = io.BytesIO(archive(paragraph("S/2030/9999")))
    with zipfile.ZipFile(out, "a") as packed:
        entry = zipfile.ZipInfo("word/link")
        entry.external_attr = 0o120777 << 16
        packed.writestr(entry, "/etc/passwd")
    with pytest.raises(Refused, match="names a file outside itself"):
        extract(out.getvalue(), "a.docx")


def test_an_outside_relation_is_never_followed() -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="a" Type="x" Target="http://127.0.0.1:9/x" TargetMode="External"/>'
        "</Relationships>"
    )
    data = archive(paragraph("S/2030/9999"), {"word/_rels/document.xml.rels": relations})
    assert extract(data, "a.docx").raw == "S/2030/9999"


def test_a_damaged_archive_and_one_without_text_are_refused() -> None:
    with pytest.raises(Refused, match="damaged archive"):
        read(archive(paragraph("S/2030/9999"))[:-40], "a.docx")
    with pytest.raises(Refused, match="without any text"):
        read(archive("<w:p/>"), "a.docx")


@pytest.mark.slow
def test_an_archive_with_changed_bytes_is_read_or_refused() -> None:
    whole = archive(paragraph("S/2030/9999 " * 200), {"word/numbering.xml": NUMBERING})
    outcomes: set[bool | None] = set()
    for place in range(30, len(whole) - 4):
        changed = bytearray(whole)
        changed[place] ^= 0x5A
        try:
            outcomes.add(bool(read(bytes(changed), "a.docx").text.text))
        except Refused:
            outcomes.add(None)
    assert outcomes == {True, None}


def test_names_that_contradict_the_content_are_refused() -> None:
    with pytest.raises(Refused, match="the suffix says application/vnd"):
        read(b"%PDF-1.4 ...", "a.docx")
    with pytest.raises(Refused, match="the suffix says text/plain"):
        read(archive(paragraph("S/2030/9999")), "a.txt")
