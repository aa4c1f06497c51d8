"""PDF files made here: reading order, marks, furniture; and those that cannot be used."""

from __future__ import annotations

import zlib
from collections.abc import Callable

import pytest

from councilgraph.errors import Refused
from councilgraph.read import read
from councilgraph.read.arabic import graded
from councilgraph.read.pdf import PAGES, extract

pytestmark = pytest.mark.slow

Pdf = Callable[..., bytes]
Placed = Callable[..., list[tuple[float, float, float, str]]]

LEFT = [f"left column, line {i}, of a speech that" for i in range(1, 13)]
RIGHT = [f"right column, line {i}, of a speech that" for i in range(1, 13)]


def test_two_columns_are_read_one_after_the_other(pdf: Pdf, placed: Placed) -> None:
    page = [(450.0, 760.0, 10.0, "S/PV.9999"), *placed(LEFT, x=60), *placed(RIGHT, x=320, top=697),
            (60.0, 60.0, 10.0, "2"), (500.0, 60.0, 10.0, "99-99999")]  # fmt: skip
    raw = extract(pdf([page]), "a.pdf").raw
    found = [line.strip() for line in raw.split("\n") if line.strip()]
    assert found[0] == "S/PV.9999"
    assert found[1:13] == LEFT
    assert found[13:25] == RIGHT
    assert found[25].split() == ["2", "99-99999"]


def test_a_page_of_one_column_keeps_its_rows(pdf: Pdf, placed: Placed) -> None:
    page = [*placed(["United Nations", "Security Council"], x=60),
            *placed(["S/2030/9999", "Distr.: General"], x=400),
            *placed([f"a line of text that runs from edge to edge of the page, {i}"
                     for i in range(20)], x=60, top=640)]  # fmt: skip
    rows = extract(pdf([page]), "a.pdf").raw.split("\n")
    assert rows[0].split() == ["United", "Nations", "S/2030/9999"]
    assert rows[1].split() == ["Security", "Council", "Distr.:", "General"]


def test_a_raised_mark_is_marked_and_not_glued_to_a_number(pdf: Pdf, placed: Placed) -> None:
    page = [*placed(["contained in document S/2030/9998"]), (242.0, 704.0, 6.0, "7")]
    result = read(pdf([page]), "a.pdf")
    assert result.text.text == "contained in document S/2030/9998 7"
    (remark,) = result.text.remarks
    assert (remark.code, remark.message) == ("footnote-mark", "a raised mark '7' stands here")


def test_furniture_between_pages_is_dropped_and_the_paragraph_joined(
    pdf: Pdf, placed: Placed
) -> None:
    first = [*placed(["Requests the Secretary-General to report on the situation and"]),
             (60.0, 40.0, 8.0, "1/2"), (500.0, 40.0, 8.0, "99-99999")]  # fmt: skip
    second = [(500.0, 760.0, 10.0, "S/2030/9999"), *placed(["to keep the Council informed."])]
    text = read(pdf([first, second]), "a.pdf").text
    assert "situation and to keep the Council informed." in text.text
    assert "99-99999" not in text.text


def test_the_same_bytes_give_the_same_text(pdf: Pdf, placed: Placed) -> None:
    data = pdf([placed(LEFT)])
    assert extract(data, "a.pdf").raw == extract(data, "a.pdf").raw


def test_an_encrypted_file_is_refused(pdf: Pdf, placed: Placed) -> None:
    locked = "/ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{0}> /U <{0}> >>"
    data = pdf([placed(LEFT)], trailer=locked.format("ab" * 32))
    with pytest.raises(Refused, match="encrypted PDF that asks for a password"):
        extract(data, "a.pdf")


def test_a_file_of_images_says_that_it_needs_text_recognition(pdf: Pdf) -> None:
    with pytest.raises(Refused, match=r"needs text recognition \(OCR\)"):
        extract(pdf([[]], image=True), "a.pdf")


def test_an_empty_page_has_no_text_layer(pdf: Pdf) -> None:
    with pytest.raises(Refused, match="without any text; expected a PDF with a text layer"):
        extract(pdf([[]]), "a.pdf")


def test_too_many_pages_are_refused(pdf: Pdf) -> None:
    with pytest.raises(Refused, match=f"a PDF of {PAGES + 1} pages"):
        extract(pdf([[]] * (PAGES + 1)), "a.pdf")


@pytest.mark.parametrize("data", [b"%PDF-1.4\nnothing", b"%PDF-1.7"])
def test_a_damaged_file_is_refused(data: bytes) -> None:
    with pytest.raises(Refused, match="damaged PDF"):
        extract(data, "a.pdf")


def test_a_circular_table_of_objects_is_refused_or_repaired(pdf: Pdf, placed: Placed) -> None:
    data = pdf([placed(["S/2030/9999"])])
    at = data.index(b"xref")
    circular = data.replace(b"trailer <<", f"trailer << /Prev {at}".encode())
    try:
        assert "S/2030/9999" in extract(circular, "a.pdf").raw
    except Refused as refusal:
        assert "damaged PDF" in str(refusal)  # noqa: PT017 - either outcome is right


@pytest.mark.slow
def test_a_stream_that_unfolds_beyond_measure_is_refused() -> None:
    packed = zlib.compress(bytes(200_000_000), 9)
    data = b"%PDF-1.4\n1 0 obj << /Filter /FlateDecode >>\nstream\n" + packed + b"\nendstream\n"
    with pytest.raises(Refused, match="unfolds to more than"):
        extract(data, "a.pdf")


def test_a_suffix_that_contradicts_the_content_is_refused(pdf: Pdf, placed: Placed) -> None:
    with pytest.raises(Refused, match="the suffix says text/plain, the content is app"):
        read(pdf([placed(LEFT)]), "letter.txt")


SOUND = "قرر مجلس الأمن في هذه الجلسة أن ينظر في التقرير الذي قدمه الأمين العام إلى المجلس من "


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (" ".join(w[::-1] for w in SOUND.split()) + " ", "order of painting"),
        (" ".join(SOUND.replace(" ", "")) + " ", "broken into letters"),
        ("ﻣﺠﻠﺲ ﺍﻷﻣﻦ ﻳﻘﺮﺭ ", "presentation forms"),
        ("كلمات غريبة متناثرة بلا معنى ", "are common ones"),
    ],
)
def test_broken_arabic_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        graded(text * 20, "a.pdf")


def test_sound_arabic_is_remarked() -> None:
    assert [r.code for r in graded(SOUND * 10, "a.pdf")] == ["arabic-from-pdf"]
