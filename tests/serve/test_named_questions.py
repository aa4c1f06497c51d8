"""The library's questions over HTTP: forms, data, code."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

import pytest
from starlette.testclient import TestClient

from councilgraph.pages.strings import languages
from councilgraph.query.library import library

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Row:
    """A path, the status and media type of its answer, a part of what is said."""

    path: str
    status: int = 200
    kind: str = "text/plain"
    said: str = ""
    accept: str = "*/*"


ROWS = (
    Row("/query", kind="text/html", said='href="/query/votes"'),
    Row("/query/votes", kind="text/html", said="<form"),
    Row("/query/votes", kind="text/csv", said="FRA", accept="text/csv"),
    Row("/query/votes.csv", kind="text/csv", said="France,FRA,in favour"),
    Row("/query/votes.csv?language=fr", kind="text/csv", said="pour"),
    Row("/query/votes?format=json", kind="application/sparql-results+json", said='"FRA"'),
    Row("/query/votes.rq", kind="application/sparql-query", said="SELECT"),
    Row("/query/sponsored-by.tsv?state=Fiji", kind="text/tab-separated-values"),
    Row("/query/votes.ttl", kind="text/turtle", said="sh:SPARQLSelectExecutable"),
    Row("/query/votes", 303, kind="text/turtle", said="sh:select", accept="text/turtle"),
    Row("/query/votes/document.ttl", kind="text/turtle", said="sh:Parameter"),
    Row("/query/prefixes", 303, kind="text/turtle", said="sh:declare", accept="text/turtle"),
    Row("/query/votes?format=exe", 400, said="expected one of"),
    Row("/query/votes", 406, said="there is", accept="image/png"),
    Row("/query/votes?x=1", 400, said="no parameter 'x'"),
    Row("/query/votes?language=en&language=fr", 400, said="given twice"),
    Row("/query/voting-record?state=Atlantis", 400, said="no state"),
    Row("/query/votez", 404, said="did you mean votes"),
    Row("/query/..%2fvotes", 404),
)  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=lambda r: f"{r.path} {r.accept}")
def test_a_question_is_answered(row: Row, asking: TestClient) -> None:
    answer = asking.get(row.path, headers={"accept": row.accept})
    assert answer.status_code == row.status
    assert answer.headers["content-type"].partition(";")[0] == row.kind
    assert row.said in answer.text


def test_every_question_has_its_page_and_data(asking: TestClient) -> None:
    assert library()
    for name in library():
        page = asking.get(f"/query/{name}", headers={"accept": "text/html"})
        assert page.status_code == 200, (name, page.text)
        rows = list(csv.reader(io.StringIO(asking.get(f"/query/{name}.csv").text)))
        assert page.text.count("<tr>") == len(rows), name


def test_values_are_escaped_in_form_and_code(asking: TestClient) -> None:
    typed = "\"><script>alert('1')</script>"
    page = asking.get(
        "/query/by-agenda-item", params={"item": typed}, headers={"accept": "text/html"}
    ).text
    assert "<script>" not in page
    assert "alert(&#x27;1&#x27;)" in page


@pytest.mark.parametrize("path", ["/query", "/query/votes", "/search?q=2553", "/sparql"])
def test_a_page_made_when_asked_for_speaks_six_languages(path: str, asking: TestClient) -> None:
    for language in languages():
        headers = {"accept": "text/html", "accept-language": language}
        answer = asking.get(path, headers=headers)
        assert f"<html lang={language}>" in answer.text
        assert answer.text.count(" checked") == 1
        assert f"id=ui-{language} " in answer.text or f"id=ui-{language}>" in answer.text
        assert answer.text.count("<span lang=zh>") == answer.text.count("<span lang=ar>") > 3
        assert "Accept-Language" in answer.headers["vary"]


def test_a_page_asks_for_names_in_its_own_language(asking: TestClient) -> None:
    headers = {"accept": "text/html", "accept-language": "fr"}
    page = asking.get("/query/votes", headers=headers).text
    assert "États-Unis d&#x27;Amérique" in page
    assert 'href="/query/votes.csv?language=fr"' in page
    page = asking.get("/query/votes?language=es", headers=headers).text
    assert "Estados Unidos" in page
    assert "France,FRA,in favour" in asking.get("/query/votes.csv", headers=headers).text
