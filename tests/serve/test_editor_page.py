"""The page to ask in SPARQL with, as it is without scripts, and what scripts complete from."""

from __future__ import annotations

from html import escape
from pathlib import Path
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from councilgraph.query.library import library
from councilgraph.serve import bundle

pytestmark = pytest.mark.slow

PAGE = {"accept": "text/html"}
SPONSORS = (
    "PREFIX cg: <https://w3id.org/councilgraph/ontology#>\n"
    "SELECT ?symbol (COUNT(?state) AS ?n) { ?d cg:sponsor ?state ; cg:symbol ?symbol } "
    "GROUP BY ?symbol"
)


@pytest.fixture(autouse=True)
def nothing_built(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(bundle, "_PLACE", tmp_path)


def test_the_form_stands_alone(asking: TestClient) -> None:
    page = asking.get("/sparql", headers=PAGE).text
    assert '<textarea id="query" dir="ltr" name="query"' in page
    assert '<option value="csv">' in page
    assert "/editor/" not in page
    assert page.count("<script") == 1
    assert all(f'href="/sparql?example={name}"' in page for name in library())


def test_every_example_is_opened(asking: TestClient) -> None:
    assert library()
    for name in library():
        page = asking.get(f"/sparql?example={name}", headers=PAGE)
        assert page.status_code == 200
        assert escape(library()[name].bound({})) in page.text
    answer = asking.get("/sparql?example=votez", headers=PAGE)
    assert answer.status_code == 404
    assert "did you mean votes" in answer.text


def test_machines_are_told_of_the_service_as_before(asking: TestClient) -> None:
    for path in ("/sparql", "/sparql?example=votes"):
        answer = asking.get(path, headers={"accept": "text/turtle"})
        assert answer.headers["content-type"] == "text/turtle; charset=utf-8"
        assert "sd:Service" in answer.text


def test_an_answer_is_a_table_with_links_to_data(asking: TestClient) -> None:
    page = asking.get(f"/sparql?{urlencode({'query': SPONSORS, 'format': 'html'})}", headers=PAGE)
    assert page.status_code == 200
    assert '<th scope="col">symbol</th>' in page.text
    assert '<bdi dir="auto">S/2020/1158</bdi>' in page.text
    assert "&amp;format=csv" in page.text
    assert "GROUP BY ?symbol</textarea>" in page.text
    chosen = asking.get(f"/sparql?{urlencode({'query': SPONSORS, 'format': 'csv'})}", headers=PAGE)
    assert chosen.headers["content-type"] == "text/csv; charset=utf-8"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT ?x WHERE { ?x ?y }", "not a SPARQL query"),
        ("DELETE WHERE { ?s ?p ?o }", "read-only"),
    ],
)
def test_what_is_wrong_stands_above_the_query(query: str, said: str, asking: TestClient) -> None:
    answer = asking.get(f"/sparql?{urlencode({'query': query})}", headers=PAGE)
    assert answer.status_code in {400, 403}
    assert said in answer.text.partition("<form")[0]
    assert f"{query}</textarea>" in answer.text
    data = asking.get(f"/sparql?{urlencode({'query': query})}")
    assert data.headers["content-type"] == "text/plain; charset=utf-8"
    assert "<form" not in data.text


def test_a_query_is_escaped_wherever_it_stands(asking: TestClient) -> None:
    for query in ('ASK { ?s ?p "</textarea><script>" }', "</textarea><script>alert(1)</script>"):
        page = asking.get(f"/sparql?{urlencode({'query': query})}", headers=PAGE).text
        assert page.count("<script") == 1


def test_completion_knows_prefixes_terms_and_things(asking: TestClient) -> None:
    answer = asking.get("/editor/words.json")
    assert answer.headers["content-type"] == "application/json"
    words = answer.json()
    assert words["prefixes"]["cg"] == "https://w3id.org/councilgraph/ontology#"
    assert words["prefixes"]["state"] == "https://w3id.org/councilgraph/state/"
    (symbol,) = (t for t in words["terms"] if t["iri"].endswith("ontology#symbol"))
    assert set(symbol["names"]) == set(symbol["texts"]) == {"ar", "zh", "en", "fr", "ru", "es"}
    things = {t["iri"].removeprefix("https://w3id.org/councilgraph/"): t for t in words["things"]}
    assert things["state/FRA"]["names"]["ru"] == "Франция"
    assert things["concept/verb/recalls"]["kind"] == "Concept"
    again = asking.get("/editor/words.json", headers={"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304


def test_files_of_the_bundle_are_served_and_no_others(asking: TestClient, tmp_path: Path) -> None:
    (tmp_path / "editor.js").write_text("1;\n", "utf-8")
    (tmp_path / "secret").write_text("", "utf-8")
    answer = asking.get("/editor/editor.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.text == "1;\n"
    for path in ("/editor/editor.css", "/editor/secret", "/editor/..%2f__init__.py"):
        assert asking.get(path).status_code == 404, path
    assert '<script type="module" src="/editor/editor.js">' in asking.get(
        "/sparql", headers=PAGE).text  # fmt: skip
