"""An invented resolution in Chinese as a PDF file: lines join without spaces."""

from __future__ import annotations

from councilgraph.pipeline.conversion import convert_bytes

TEXTS = (
    (60, 750, "联合国"),
    (420, 750, "S/RES/3201 (2031)"),
    (60, 735, "安全理事会"),
    (420, 735, "Distr.: General"),
    (420, 720, "3 May 2031"),
    (60, 690, "第3201(2031)号决议"),
    (60, 670, "安全理事会2031年5月3日第10999次会议通过"),
    (80, 650, "安全理事会，"),
    (80, 630, "回顾其第2553(2020)号决议，并回顾改革是国家主导的进程，需要根据有关国家的具体情况和"),
    (60, 615, "需求开展，"),
    (80, 595, "1.   决定继续处理此案；"),
    (80, 575, "2.   请秘书长至迟在2031年6月30日提交报告，说明各岛灯塔的情况以及守灯人为使灯塔保持"),
    (60, 560, "明亮而做的工作。"),
)

FONT = (
    ("<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H "
    "/DescendantFonts [4 0 R] >>"),
    ("<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /FontDescriptor 7 0 R "
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>"),
    ("<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /Ascent 880 /Descent -120 "
    "/CapHeight 700 /StemV 80 /ItalicAngle 0 /FontBBox [0 -200 1000 900] >>"),
)


def chinese_pdf() -> bytes:
    """Return a PDF file in a font whose characters every reader can name."""
    content = "\n".join(
        f"BT /F1 10 Tf {x} {y} Td <{words.encode('utf-16-be').hex()}> Tj ET"
        for x, y, words in TEXTS
    )
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Count 1 /Kids [5 0 R] >>",
        FONT[0],
        FONT[1],
        ("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 6 0 R "
        "/Resources << /Font << /F1 3 0 R >> >> >>"),
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        FONT[2],
    )
    out = b"%PDF-1.4\n"
    table = "0000000000 65535 f \n"
    for i, body in enumerate(objects, 1):
        table += f"{len(out):010d} 00000 n \n"
        out += f"{i} 0 obj\n{body}\nendobj\n".encode()
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + f"xref\n0 {len(objects) + 1}\n{table}{trailer}".encode()


def test_a_chinese_pdf_gives_the_facts_of_its_text() -> None:
    document = convert_bytes(chinese_pdf(), "a.pdf").record.main
    assert (document.symbol, document.language) == ("S/RES/3201 (2031)", "zh")
    assert (str(document.date), document.meeting) == ("2031-05-03", "S/PV.10999")
    assert [p.number for p in document.paragraphs] == ["", "1", "2"]
    assert "具体情况和需求开展" in document.paragraphs[0].text
    assert document.paragraphs[2].text.endswith("保持明亮而做的工作。")
    assert [c.target for c in document.paragraphs[0].citations] == ["S/RES/2553 (2020)"]
