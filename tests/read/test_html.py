"""HTML made here: blocks, numbers of lists, places in the file; and pages that cannot be used."""

from __future__ import annotations

import time

import pytest

from councilgraph.errors import Refused
from councilgraph.read import read
from councilgraph.read.html import DEPTH

pytestmark = pytest.mark.slow

PAGE = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>not text</title><style>p { color: red }</style></head>
<body><!-- a comment with <p>no text</p> -->
<div>United Nations</div><div>S/2030/9999</div>
<p>The   Security
Council&#44;</p>
<p><i>Recalling</i> its resolution&nbsp;1325 (2000),</p>
<ol><li><em>Decides</em>:<ol type="a"><li>to act;</li><li>to report;</li></ol></li>
<li>Remains seized of S/2030/9998<sup>7</sup>.</li></ol>
<script>alert("<p>1. Decides</p>")</script>
<table><tr><td>France</td><td>in favour</td></tr><tr><td>Niger</td><td>against</td></tr></table>
</body></html>"""


def test_blocks_are_lines_and_lists_show_their_numbers() -> None:
    text = read(PAGE.encode(), "a.html").text.text
    assert [line for line in text.split("\n") if line] == [
        "United Nations",
        "S/2030/9999",
        "The Security Council,",
        "Recalling its resolution 1325 (2000),",
        "1. Decides:",
        "(a) to act;",
        "(b) to report;",
        "2. Remains seized of S/2030/9998 7.",
        "France in favour",
        "Niger against",
    ]


def test_every_span_points_into_the_file() -> None:
    text = read(PAGE.encode(), "a.html").text
    for words in ("Recalling", "Niger", "to report;"):
        at = text.text.index(words)
        assert text.quote(text.span(at, at + len(words))) == words
    comma = text.text.index("Council,") + len("Council")
    assert text.quote(text.span(comma, comma + 1)) == "&#44;"


def test_the_page_says_its_encoding() -> None:
    page = "<html><meta charset=gb2312><p>安全理事会第2151(2014)号决议</p></html>"
    assert "安全理事会" in read(page.encode("gb18030"), "a.html").text.text
    bare = page.replace("<meta charset=gb2312>", "").encode("gb18030")
    with pytest.raises(Refused, match="is not UTF-8"):
        read(bare, "a.html")
    assert "安全理事会" in read(bare, "a.html", encoding="gb18030").text.text


def test_a_surrogate_is_remarked_and_never_kept() -> None:
    text = read(b"<html><p>S/2030/9999 &#xD800; of the Council</p></html>", "a.html").text
    assert "\ud800" not in text.text
    assert "unreadable-character" in [r.code for r in text.remarks]


@pytest.mark.parametrize("opening", ["<div>", "<span>", "<ul><li>", "<table><tr><td>"])
def test_elements_nested_too_deep_are_refused(opening: str) -> None:
    page = "<html>" + opening * 100_000 + "text"
    with pytest.raises(Refused, match=f"more than {DEPTH} elements"):
        read(page.encode(), "a.html")


@pytest.mark.parametrize(
    "piece", ["<", "<a ", '<a "', "<!--", "&", "<p", "<a b='", " ", "</sup>", "&#1", "<script>"]
)
def test_broken_markup_takes_no_time(piece: str) -> None:
    page = "<html><p>S/2030/9999</p>" + piece * (30_000 // len(piece))
    start = time.process_time()
    assert "S/2030/9999" in read(page.encode(), "a.html").text.text
    assert time.process_time() - start < 2


def test_nothing_outside_the_page_is_read() -> None:
    page = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><p>A &x; B</p></html>'
    assert "root:" not in read(page.encode(), "a.html").text.text


def test_a_page_without_text_is_refused() -> None:
    with pytest.raises(Refused, match="HTML without any text"):
        read(b"<html><script>1</script></html>", "a.html")
