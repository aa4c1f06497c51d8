"""Which representation answers which request: one row each."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from starlette.testclient import TestClient

from councilgraph.serve.language import choose_language
from councilgraph.serve.negotiate import DESCRIPTIONS, TABLES, choose

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Row:
    """What is accepted, and the name of what is chosen; empty where nothing is."""

    accept: str | None
    chosen: str


ROWS = (
    Row(None, "html"),
    Row("", "html"),
    Row("*/*", "html"),
    Row("text/*", "html"),
    Row("application/*", "jsonld"),
    Row("text/turtle", "ttl"),
    Row("TEXT/Turtle", "ttl"),
    Row("text/turtle;q=0.9, application/n-triples", "nt"),
    Row("text/turtle; q=0.9, */*; q=0.1", "ttl"),
    Row("text/turtle ; q = 0.2 , application/rdf+xml ; q=0.3", "rdfxml"),
    Row("text/html;q=0, */*", "ttl"),
    Row("text/*;q=0.3, text/html;q=0.1, */*;q=0.2", "ttl"),
    Row("text/turtle;q=0", ""),
    Row("text/turtle;q=2", ""),
    Row("text/turtle;q=0.1234, application/ld+json;q=0.001", "jsonld"),
    Row("application/json", "jsonld"),
    Row("application/ld+json, application/json", "jsonld"),
    Row("application/xml", "rdfxml"),
    Row("application/xhtml+xml", "html"),
    Row("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "html"),
    Row("image/png", ""),
    Row("x/y", ""),
    Row("nonsense", ""),
    Row("nonsense, text/turtle", "ttl"),
    Row(",,;q=1,text/turtle", "ttl"),
    Row("*/turtle", ""),
    Row(", ".join(f"a/b{n};q=0.{n}" for n in range(999)), ""),
)


@pytest.mark.parametrize("row", ROWS, ids=lambda r: str(r.accept)[:40])
def test_a_header_chooses(row: Row) -> None:
    found = choose(row.accept, DESCRIPTIONS)
    assert (found.name if found else "") == row.chosen


def test_json_is_a_table_where_tables_are_offered() -> None:
    found = choose("application/json", TABLES)
    assert found is not None
    assert found.name == "json"


@dataclass(frozen=True)
class Asked:
    """A request, the status it gets, and where it leads or what type it has."""

    path: str
    status: int
    found: str = ""
    accept: str = "text/turtle"


REQUESTS = (
    Asked("/doc/S/RES/2553", 303, "/doc/S/RES/2553.ttl"),
    Asked("/doc/S/RES/2553", 303, "/doc/S/RES/2553.jsonld", "application/ld+json"),
    Asked("/doc/S/RES/2553?format=nt", 303, "/doc/S/RES/2553.nt", "text/html"),
    Asked("/doc/S/RES/2553?format=rdf", 303, "/doc/S/RES/2553.rdf"),
    Asked("/doc/S/RES/2553", 406, accept="image/png"),
    Asked("/doc/S/RES/2553?format=../x", 400),
    Asked("/doc/S/RES/2553?format=", 400),
    Asked("/doc/S/RES/2553.ttl", 200, "text/turtle; charset=utf-8", "image/png"),
    Asked("/doc/S/RES/2553.jsonld", 200, "application/ld+json"),
    Asked("/doc/S/RES/2553.rdf", 200, "application/rdf+xml"),
    Asked("/doc/S/RES/2553.nt", 200, "application/n-triples"),
    Asked("/doc/S/RES/2553/preamble/2/citation/1", 303,
          "/doc/S/RES/2553/preamble/2/citation/1.ttl"),
    Asked("/doc/S/RES/2553/paragraph/20/a", 303, "/doc/S/RES/2553/paragraph/20/a.ttl"),
    Asked("/doc/S/RES/1325", 303, "/doc/S/RES/1325.ttl"),
    Asked("/doc/S/RES/2553/preamble/2/citation/1", 303,
          "/doc/S/RES/2553.html#preamble-2-citation-1", "text/html"),
    Asked("/vote/S/RES/2553/FRA", 303, "/vote/S/RES/2553.html#FRA", "text/html"),
    Asked("/", 200, "text/html; charset=utf-8", "text/html"),
    Asked("/vote/S/RES/2553", 303, "/vote/S/RES/2553.ttl"),
    Asked("/vote/S/RES/2553/FRA", 303, "/vote/S/RES/2553/FRA.ttl"),
    Asked("/state/TZA", 303, "/state/TZA.ttl"),
    Asked("/seat/2020/VCT", 303, "/seat/2020/VCT.ttl"),
    Asked("/organ/security-council", 303, "/organ/security-council.ttl"),
    Asked("/concept/verb/recalls", 303, "/concept/verb/recalls.ttl"),
    Asked("/instrument/un-charter/article/41", 303, "/instrument/un-charter/article/41.ttl"),
    Asked("/ontology", 303, "/ontology.ttl"),
    Asked("/dataset", 303, "/dataset.ttl"),
    Asked("/", 303, "/dataset.ttl"),
    Asked("/ontology/core.ttl", 200, "text/turtle; charset=utf-8"),
    Asked("/dump/councilgraph.nq.gz", 200, "application/gzip"),
    Asked("/manifest.json", 200, "application/json"),
    Asked("/doc/S/RES/unknown", 404),
    Asked("/doc/S/RES/2553/", 404),
    Asked("/doc", 404),
    Asked("/..%2f..%2fetc%2fpasswd", 404),
    Asked("/doc/%2e%2e/%2e%2e/%2e%2e/etc/passwd", 404),
    Asked("/%252e%252e/etc/passwd", 404),
    Asked("/doc/S/RES/2553%00.ttl", 404),
    Asked("/doc\\S\\RES\\2553.ttl", 404),
    Asked("//etc/passwd", 404),
)  # fmt: skip


@pytest.mark.parametrize("row", REQUESTS, ids=lambda r: f"{r.path} {r.accept}")
def test_a_request_is_answered(row: Asked, client: TestClient) -> None:
    response = client.get(row.path, headers={"accept": row.accept})
    assert response.status_code == row.status
    if row.status == 303:
        assert response.headers["location"] == row.found
        assert response.headers["vary"] == "Accept"
    elif row.status == 200:
        assert response.headers["content-type"] == row.found
    else:
        assert response.text.startswith(str(row.status))


LANGUAGES = (
    (None, None), ("fr", "fr"), ("pt", None), ("pt, en;q=0.5", "en"),
    ("zh-Hant-TW, en;q=0.9", "zh"),
    ("ar;q=0, en;q=0.1", "en"), ("*", None), ("en;q=0.8, ru;q=0.9", "ru"), ("en;q=x, es", "es"),
)  # fmt: skip


@pytest.mark.parametrize(("accept", "chosen"), LANGUAGES)
def test_a_language_is_chosen(accept: str | None, chosen: str | None) -> None:
    assert choose_language(accept, ("ar", "en", "es", "fr", "ru", "zh")) == chosen


def test_a_page_opens_in_the_language_that_is_wanted(client: TestClient) -> None:
    path = "/doc/S/RES/2553.html"
    english = client.get(path)
    assert english.text.count(" checked") == 1
    for asked, headers in (("", {"accept-language": "ar"}), ("?ui=ar", {}), ("?lang=ar", {})):
        arabic = client.get(path + asked, headers=headers)
        assert arabic.text.startswith("<!doctype html>\n<html lang=ar")
        assert arabic.text.count(" checked") == 1
        assert "id=ui-ar data-dir=rtl checked" in arabic.text
        assert arabic.headers["content-language"] == "ar"
        assert arabic.headers["etag"] != english.headers["etag"]
        assert client.get(path, headers={"accept-language": "ar", "if-none-match":
                                         arabic.headers["etag"]}).status_code == 304  # fmt: skip


def test_what_is_not_acceptable_lists_what_is(client: TestClient) -> None:
    response = client.get("/state/FRA", headers={"accept": "image/png"})
    assert all(offer.media_type in response.text for offer in DESCRIPTIONS)
