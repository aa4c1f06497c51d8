"""Search in six languages: what is typed, and what must come first."""

from __future__ import annotations

import json
import time

import pytest
from starlette.testclient import TestClient

from councilgraph.languages import codes
from councilgraph.serve.search import excerpt
from councilgraph.serve.words import expression, folded, words

pytestmark = pytest.mark.slow

COUNCIL = "organ/security-council"
FIRST = (
    ("S/RES/2553", "doc/S/RES/2553"),
    ("s/res/25", "doc/S/RES/2553"),
    ("2553", "doc/S/RES/2553"),
    ("٢٥٥٣", "doc/S/RES/2553"),
    ("security council", COUNCIL),
    ("Conseil de sécurité", COUNCIL),
    ("conseil de secur", COUNCIL),
    ("Consejo de Seguridad", COUNCIL),
    ("Совет Безопасности", COUNCIL),
    ("安全理事会", COUNCIL),
    ("安理会", COUNCIL),
    ("مجلس الأمن", COUNCIL),
    ("مجلس الامن", COUNCIL),
    ("tanz", "state/TZA"),
    ("Танзан", "state/TZA"),
    ("坦桑", "state/TZA"),
    ("تنزان", "state/TZA"),
    ("cote d'ivoire", "state/CIV"),
    ("armed violence", "doc/S/RES/2553/preamble/24"),
    ("nothing of the kind", ""),
    ("", ""),
    ('" OR * NEAR(', ""),
)


@pytest.mark.parametrize(("typed", "path"), FIRST)
def test_a_search_finds(typed: str, path: str, client: TestClient) -> None:
    answer = client.get("/search", params={"q": typed})
    assert answer.status_code == 200
    results = answer.json()["results"]
    assert (results[0]["path"] if results else "") == path
    for hit in results:
        assert all(0 <= start < end <= len(hit["text"]) for start, end in hit["marks"])


def test_a_language_narrows_a_search(client: TestClient) -> None:
    for language in codes():
        found = client.get("/search", params={"q": "2553", "lang": language}).json()
        assert {r["language"] for r in found["results"]} <= {"", language}
    assert client.get("/search", params={"q": "a", "lang": "xx"}).status_code == 400


def test_a_search_says_if_there_is_more(client: TestClient) -> None:
    found = client.get("/search", params={"q": "s"}).json()
    assert found["more"]
    assert len(found["results"]) == 50
    assert not client.get("/search", params={"q": "tanz"}).json()["more"]


def test_a_page_of_hits_marks_and_escapes(client: TestClient) -> None:
    page = client.get("/search?q=tanz", headers={"accept": "text/html"}).text
    assert "<mark>Tanz</mark>ania" in page
    page = client.get("/search", params={"q": '"><script>'}, headers={"accept": "text/html"}).text
    assert "<script>" not in page


@pytest.mark.parametrize("query", ["a" * 201, " ".join(["a"] * 20), "a\0b"])
def test_a_search_is_short(query: str, client: TestClient) -> None:
    assert client.get("/search", params={"q": query}).status_code == 400


def test_a_word_with_its_article_is_found_without_it() -> None:
    for joined in ("الأمن", "والأمن", "بالأمن", "للأمن"):
        assert folded("أمن") in list(words(joined))


def test_characters_without_spaces_are_found_by_any_two(client: TestClient) -> None:
    assert list(words("安理会")) == ["安理", "理会"]
    assert expression("安") == '"安" *'
    assert client.get("/search", params={"q": "理事"}).json()["results"]


def test_an_excerpt_holds_the_words_and_says_where() -> None:
    text = "x " * 200 + "résolution sur la paix " + "y " * 200
    piece, marks = excerpt(text, "resolution paix")
    assert [piece[a:b] for a, b in marks] == ["résolution", "paix"]
    assert len(piece) <= 160


@pytest.mark.parametrize("text", ["a" * 99, "安" * 99, "ال" * 99, "\u064b" * 99, "a\u0301" * 99])
def test_odd_text_is_searched_in_no_time(text: str) -> None:
    start = time.process_time()
    excerpt(text * 50, text)
    list(words(text * 50))
    assert time.process_time() - start < 1


def test_what_is_searched_is_in_the_data(client: TestClient) -> None:
    found = json.loads(client.get("/search", params={"q": "Seat", "lang": "en"}).text)
    for hit in found["results"]:
        address = "/" + hit["path"].partition("#")[0]
        assert client.get(address, headers={"accept": "text/turtle"}).status_code == 303
