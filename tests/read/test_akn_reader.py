"""Akoma Ntoso as read: one block a line, true places, the metadata of the markup.

The sample is invented: no resolution of its number exists.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from councilgraph.model import Choice, Span
from councilgraph.read import ReadResult, read
from councilgraph.read.akn import extract

SAMPLE = Path(__file__).parent / "akn" / "S_RES_9001.en.xml"

NOTES = (
    "<p>a<authorialNote><p>n<authorialNote><p>m</p></authorialNote></p></authorialNote></p><p>b</p>"
)

BLOCKS = [
    "United Nations",
    "S/RES/9001 (2020)",
    "Security Council",
    "Distr.: General",
    "6 May 2020",
    "Resolution 9001 (2020)",
    "Adopted by the Security Council at its 9999th meeting, on 6 May 2020",
    "The Security Council,",
    "Recalling its resolution 1325 (2000) and the reports on cafés, all of them,",
    "1. Reaffirms its resolution 1251 (1999), and calls upon all to:",
    "(a) keep R&D <safe> & sound;",
    "(b) listen;",
    "2. Decides to remain seized of the matter.",
    "See S/2020/23.",
]


@pytest.fixture(scope="module")
def result() -> ReadResult:
    return read(SAMPLE.read_bytes(), SAMPLE.name)


def quoted(result: ReadResult, words: str) -> str:
    """Return the characters of the file at the words of the text."""
    at = result.text.text.index(words)
    return result.text.quote(result.text.span(at, at + len(words)))


def at(result: ReadResult, span: Span | None) -> str:
    assert span is not None
    return result.text.quote(span)


def test_each_block_is_one_line(result: ReadResult) -> None:
    assert result.text.text.split("\n") == BLOCKS
    assert result.source.media_type == "application/akn+xml"
    assert result.source.length == len(SAMPLE.read_text("utf-8"))


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("cafés", "caf&#xe9;s"),
        ("é", "&#xe9;"),
        ("1251 (1999)", "1251\n            (1999)"),
        ("R&D <safe>", "R&D <safe>"),
        ("& sound", "&amp; sound"),
        ("calls upon", "calls upon"),
        ("its 9999th meeting", 'its <an:inline name="adoptionMeeting">9999th meeting'),
        ("listen", "listen"),
    ],
)
def test_words_have_their_place_in_the_file(result: ReadResult, words: str, place: str) -> None:
    assert quoted(result, words) == place


def test_every_letter_of_the_text_is_where_its_span_says(result: ReadResult) -> None:
    text, raw = result.text, result.text.raw
    exact = sum(raw[text.span(i, i + 1).start] == c for i, c in enumerate(text.text))
    assert exact > 0.9 * len(text.text)
    for i, char in enumerate(text.text):
        span = text.span(i, i + 1)
        assert raw[span.start : span.end] == char or char.isspace() or raw[span.start] == "&"


def test_footnotes_stand_after_the_text_and_are_told(result: ReadResult) -> None:
    (note,) = result.metadata.footnotes
    assert at(result, note).startswith("<an:p>See ")
    assert "See" not in result.text.text.split("\n")[8]


def test_links_tell_their_target_and_place(result: ReadResult) -> None:
    assert [(link.href, at(result, link.span)) for link in result.metadata.links] == [
        ("https://undocs.org/en/S/RES/1325 (2000)", "1325 (2000)"),
        ("https://undocs.org/en/S/RES/2417 (2018)", "1251\n            (1999)"),
        ("https://undocs.org/S/2020/23", "S/2020/23"),
    ]


def test_metadata_are_read_with_their_places(result: ReadResult) -> None:
    found = result.metadata
    assert found.language == "en"
    assert found.work == "/akn/un/statement/deliberation/unsc/2020-05-06/9001-2020/"
    assert (str(found.date), at(result, found.date_span)) == ("2020-05-06", "2020-05-06")
    named = {
        name: (value.text, at(result, value.span))
        for name in ("symbol", "draft", "record", "sponsors", "additional_sponsors", "note",
                     "job_number", "agenda_item")
        if (value := getattr(found, name))
    }  # fmt: skip
    assert named == {
        "symbol": ("S/RES/9001 (2020)",) * 2,
        "draft": ("S/2020/9000",) * 2,
        "record": ("S/PV.9999",) * 2,
        "sponsors": ("Saint Vincent and the Grenadines, Côte d’Ivoire and the Niger",) * 2,
        "additional_sponsors": ("Viet\xa0Nam", "Viet&#160;Nam"),
        "note": ("Adopted 3-0-1, 9999th meeting",) * 2,
        "job_number": ("20-99999", "20-99999 (E)"),
        "agenda_item": ("The situation in Cyprus.",) * 2,
    }
    assert [s.text for s in found.subjects] == ["PEACEBUILDING", "CYPRUS & MALTA"]


def test_counts_keep_numbers_and_voters(result: ReadResult) -> None:
    favour, abstaining = result.metadata.counts
    assert (favour.choice, favour.value, at(result, favour.span)) == (Choice.IN_FAVOUR, 3, "003")
    assert [(v.text, at(result, v.span)) for v in favour.voters] == [
        ("CÔTE D'IVOIRE", "C&#212;TE D&apos;IVOIRE"),
        ("SAINT VINCENT AND THE GRENADINES",) * 2,
        ("NIGER",) * 2,
    ]
    assert (abstaining.choice, abstaining.value) == (Choice.ABSTAINING, 1)
    assert [(v.text, at(result, v.span)) for v in abstaining.voters] == [("CHINA", "CHINA")]


def test_markup_is_not_cleaned_as_pages_are() -> None:
    body = "<p>short line</p><p>20-16350</p><p>another *short* line</p><p>7/9</p>"
    file = f"<akomaNtoso><doc><mainBody>{body}</mainBody></doc></akomaNtoso>".encode()
    found = read(file, "a.xml").text.text
    assert found == "short line\n20-16350\nanother *short* line\n7/9"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>a<br/>b</p>", "a b"),
        ("<p>1<sup>er</sup> mai</p>", "1er mai"),
        ("<p> a <b> b</b> c</p>", "a b c"),
        ("<num>1.</num><content><p>a</p></content>", "1. a"),
        ("<num>(a)</num><list><point><num>(i)</num><p>x</p></point></list>", "(a)\n(i) x"),
        ("<num/><p>a</p>", "a"),
        ("<num>1.</num><p/><p>a</p>", "1. a"),
        ("a<p>b</p>c", "a\nb\nc"),
        ("<tr><td><p>a</p></td><td><p>b</p></td></tr>", "a\nb"),
        ("<p>a&#32;&#10; b</p>", "a b"),
        ("<p>a\u00a0b\u202fc</p>", "a\u00a0b\u202fc"),
        (NOTES, "a\nb\nn\nm"),
    ],
)
def test_blocks_follow_the_markup(body: str, text: str) -> None:
    file = f"<akomaNtoso><mainBody>{body}</mainBody></akomaNtoso>"
    assert extract(file.encode(), "a.xml").text == text
