"""The pages of the sample as it is published: every link, every id, small enough."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import html5lib
import pytest
from lxml import etree

OUT = Path(__file__).parents[2] / "out"
LIMIT, LIMIT_OF_PAGES = 3_000_000, 900_000

pytestmark = pytest.mark.slow


@cache
def pages() -> dict[Path, etree._Element]:
    parser = html5lib.HTMLParser(html5lib.getTreeBuilder("lxml"), strict=True)
    found = {f: parser.parse(f.read_text("utf-8")).getroot() for f in OUT.rglob("*.html")}
    assert len(found) > 100
    return found


def values(tree: etree._Element, name: str) -> list[str]:
    return [str(value) for value in tree.xpath(f"//@{name}")]


def test_every_id_stands_once() -> None:
    for file, tree in pages().items():
        ids = values(tree, "id")
        assert len(ids) == len(set(ids)), file


def test_every_link_leads_to_a_file_and_an_anchor() -> None:
    anchors = {file: set(values(tree, "id")) for file, tree in pages().items()}
    followed = 0
    for file, tree in pages().items():
        for href in [*values(tree, "href"), *values(tree, "src")]:
            parts = urlsplit(href)
            if parts.scheme:
                # The terms of other vocabularies are named as these name them.
                known = {"https", "http"} if file.name == "ontology.html" else {"https"}
                assert parts.scheme in known, (file, href)
                continue
            target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
            assert target.is_file(), (file, href)
            if parts.fragment:
                assert parts.fragment in anchors[target], (file, href)
            followed += 1
    assert followed > 1000


def test_every_place_is_highlighted_in_the_text_it_was_read_from() -> None:
    (source,) = (OUT / "source").glob("*.html")
    text = source.with_suffix(".txt").read_text("utf-8")
    shown = 0
    for place in pages()[source].xpath("//*[local-name()='pre']//*[@id]"):
        start, _, end = place.get("id").removeprefix("c").partition("-")
        for link in place.xpath(".//*[local-name()='a']"):
            link.text, link[:] = "", []
        assert "".join(place.itertext()) == text[int(start) : int(end)]
        shown += 1
    assert shown > 200


def test_pages_ask_no_other_host_and_run_one_script() -> None:
    for file, tree in pages().items():
        loaded = tree.xpath(
            "//*[local-name()='script'][not(@type)]/@src | //*[local-name()='img']/@src"
            " | //*[local-name()='link'][@rel='stylesheet']/@href"
        )
        assert sorted(h.rpartition("/")[2] for h in loaded) == ["site.css", "site.js"], file
        assert not any(urlsplit(h).scheme for h in loaded), file


def test_the_publication_is_small() -> None:
    sizes = {f: f.stat().st_size for f in OUT.rglob("*") if f.is_file()}
    shown = sum(n for f, n in sizes.items() if f.suffix in {".html", ".css", ".js"})
    assert shown < LIMIT_OF_PAGES
    assert sum(sizes.values()) < LIMIT
