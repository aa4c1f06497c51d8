"""The pages of an invented dataset: well formed, escaped, every link and anchor there."""

from __future__ import annotations

import json
import re
from urllib.parse import unquote, urlsplit

import pytest
from invented_pages import (
    DRAFT,
    FILES,
    HOSTILE,
    INVENTED,
    READ,
    TEXT,
    Said,
    attributes,
    kind,
    site,
    tree_of,
    trees,
)

from councilgraph.identifiers import BASE
from councilgraph.languages import codes
from councilgraph.pages import pages_of
from councilgraph.pages.graph import Graph
from councilgraph.pages.site import Page, Site
from councilgraph.pages.source import Span, shown_text
from councilgraph.rdf import Iri, Literal, Term
from councilgraph.rdf.namespaces import CG, DCTERMS
from councilgraph.rdf.terms import DATE


@pytest.mark.slow
def test_pages_are_well_formed_and_their_ids_unique() -> None:
    for path, tree in trees().items():
        ids = attributes(tree, "id")
        assert sorted(ids) == sorted(set(ids)), path
        assert all(i and not re.search(r"\s", i) for i in ids), path


@pytest.mark.slow
def test_every_link_and_anchor_leads_somewhere() -> None:
    pages = trees()
    anchors = {path: set(attributes(tree, "id")) for path, tree in pages.items()}
    followed = 0
    for path, tree in pages.items():
        for href in [*attributes(tree, "href"), *attributes(tree, "src")]:
            parts = urlsplit(href)
            if parts.scheme:
                # The terms of other vocabularies are named as these name them.
                known = {"https", "http"} if path == "ontology.html" else {"https"}
                assert parts.scheme in known, (path, href)
                continue
            target = resolved(path, unquote(parts.path))
            assert target in site() or target in FILES, (path, href)
            assert not parts.fragment or parts.fragment in anchors[target], (path, href)
            followed += 1
        for name in ("aria-labelledby", "for"):
            assert set(attributes(tree, name)) <= anchors[path], path
    assert followed > 20


def resolved(path: str, href: str) -> str:
    if not href:
        return path
    parts = path.split("/")[:-1]
    for part in href.split("/"):
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


@pytest.mark.slow
def test_nothing_on_a_page_is_run_but_its_own_script() -> None:
    for path in trees():
        runs_nothing_else(path)


def runs_nothing_else(path: str) -> None:
    tree = tree_of(path)
    scripts = tree.xpath("//*[local-name()='script'][not(@type)]")
    assert [s.get("src", "").rpartition("/")[2] for s in scripts] == ["site.js"], path
    assert not tree.xpath("//*[local-name()='img']"), path
    assert not tree.xpath("//@style | //@onerror | //*[local-name()='style']"), path


@pytest.mark.slow
def test_what_a_document_says_stays_text() -> None:
    runs_nothing_else("doc/S/RES/9001.html")
    (main,) = tree_of("doc/S/RES/9001.html").xpath("//*[local-name()='main']")
    assert "".join(main.itertext()).count(HOSTILE) == 7


def test_a_document_is_told_to_those_who_read_schema_org() -> None:
    (script,) = tree_of("doc/S/RES/9001.html").xpath("//*[@type='application/ld+json']")
    said = json.loads(script.text)
    assert said["@type"] == "Legislation"
    assert said["name"] == [{"@value": HOSTILE, "@language": "en"}]
    assert said["citation"] == [{"@id": DRAFT}]


def test_no_address_but_the_webs_is_a_link() -> None:
    page = tree_of("doc/S/RES/9001.html")
    assert "javascript:alert(1)" in "".join(page.itertext())
    assert not any(h.startswith("javascript") for h in attributes(page, "href"))


def test_a_page_is_the_same_twice() -> None:
    assert dict(pages_of(INVENTED, BASE, FILES, {TEXT: READ})) == site()


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("doc/S/RES/9001.html", "doc/S/2031/9101.html"),
        ("doc/S/2031/9101.html", "vote/S/RES/9001.html"),
        ("vote/S/RES/9001.html", "doc/S/RES/9001.html"),
    ],
)
def test_things_that_belong_together_are_linked(page: str, shown: str) -> None:
    hrefs = attributes(tree_of(page), "href")
    assert shown in {resolved(page, urlsplit(h).path) for h in hrefs}


def test_places_of_a_text_are_where_they_were_read() -> None:
    page = tree_of("source/abc.html")
    (text,) = page.xpath("//*[local-name()='pre']")
    shown = "".join(text.itertext())
    for name in ("c0-80", "c10-60", "c40-51", "c61-69"):
        assert page.xpath(f"//*[@id='{name}']"), name
    for link in text.xpath(".//*[local-name()='a']"):
        shown = shown.replace("".join(link.itertext()), "")
    assert shown == "\ufffd<b>&\n" + "x" * 74


def test_a_place_that_crosses_another_ends_with_it() -> None:
    page = Page(Site(Graph({}, BASE, {})), "source/abc")
    spans = [Span(0, 4, ()), Span(2, 6, ()), Span(6, 8, ())]
    assert shown_text(page, "abcdefgh", spans) == (
        "<span id=c0-4>ab<span id=c2-6>cd</span></span>ef<span id=c6-8>gh</span>"
    )


def held(day: str, members: str) -> dict[Iri, Said]:
    """Return a vote that the states named took part in, all of them in favour."""
    vote = Iri(f"{BASE}vote/S/2031/9102")
    ballots = {code: Iri(f"{vote}/{code}") for code in members.split()}
    cast: dict[Iri, Said] = {
        ballot: {
            **kind("Ballot"),
            CG["castBy"]: [Iri(f"{BASE}state/{code}")],
            CG["choice"]: [CG["InFavour"]],
        }
        for code, ballot in ballots.items()
    }
    said: Said = {
        **kind("Vote"),
        DCTERMS["date"]: [Literal(day, DATE)],
        CG["hasBallot"]: list(ballots.values()),
    }
    return {vote: said, **cast}


@pytest.mark.parametrize(
    ("members", "drawn"),
    [("FRA VCT", 15), ("FRA VCT AND", 0)],  # Andorra held no seat in 2020: another body voted
)
def test_the_chamber_is_drawn_where_its_members_voted(members: str, drawn: int) -> None:
    pages = dict(pages_of(held("2020-05-04", members), BASE, [], {}))
    assert pages["vote/S/2031/9102.html"].count(b"<g class=") == drawn


@pytest.mark.slow
def test_a_title_in_every_language_is_shown_in_one_at_a_time() -> None:
    titles: list[Term] = [Literal(f"T{tag}", language=tag) for tag in codes()]
    for given, shown in ((titles, "span"), (titles[:2], "bdi")):
        nodes: dict[Iri, Said] = {
            DRAFT: {CG["symbol"]: [Literal("S/2031/9101")], DCTERMS["title"]: given}
        }
        page = dict(pages_of(nodes, BASE, [], {}))["doc/S/2031/9101.html"].decode()
        assert f"<{shown} lang={codes()[0]}>T{codes()[0]}</{shown}>" in page
