"""Whatever a request holds, it is answered or refused with a reason."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from councilgraph.serve.conditional import unchanged
from councilgraph.serve.language import choose_language
from councilgraph.serve.negotiate import DESCRIPTIONS, choose, named, suffixed
from councilgraph.serve.protocol import (
    FORM,
    Wrong,
    fields_of,
    question_by_get,
    question_by_post,
)
from councilgraph.serve.resolve import Missing, resolve
from councilgraph.serve.search import excerpt
from councilgraph.serve.words import expression, words

pytestmark = pytest.mark.slow

HEADERS = st.text() | st.lists(
    st.sampled_from(["text/turtle", "*/*", ";", "q=", "0.5", ",", " ", '"', "W/", "zh", "-", "en"])
).map("".join)
QUERIES = st.text() | st.lists(
    st.sampled_from([
        "SELECT", "ASK", "{", "}", "?s", "SERVICE", "<", ">", "'", '"""', "#", "\n", "\\", "(",
        "urn:x", "VALUES", "update=", "query=", "&", "%", "%ff", "%00", "=", "+",
        "default-graph-uri=",
    ])
).map("".join)  # fmt: skip


class Anything:
    """A dataset that has all things and no files, or the other way round."""

    def __init__(self, *, files: bool) -> None:
        self.files = files

    def has_file(self, path: str) -> bool:
        return self.files and bool(path)

    def has_thing(self, path: str) -> bool:
        return not self.files and path is not None


@given(HEADERS)
def test_any_header(text: str) -> None:
    assert choose(text, DESCRIPTIONS) in (None, *DESCRIPTIONS)
    assert choose_language(text, ("en", "zh")) in (None, "en", "zh")
    unchanged({"if-none-match": text}, '"a"', 0)
    unchanged({"if-modified-since": text}, '"a"', 0)
    assert named(text, DESCRIPTIONS) in (None, *DESCRIPTIONS)


@given(st.text(), HEADERS, st.none() | st.text(), st.booleans())
def test_any_path(path: str, accept: str, wanted: str | None, files: bool) -> None:
    found = resolve(path, accept, wanted, Anything(files=files))
    assert not (files and path and isinstance(found, Missing))
    stem, offer = suffixed(path)
    assert stem + (offer.suffix if offer else "") == path


@given(QUERIES, HEADERS)
def test_any_question(text: str, kind: str) -> None:
    for ask in (
        lambda: question_by_get([("query", text)]),
        lambda: question_by_get(fields_of(text.encode())),
        lambda: question_by_post([], kind, text.encode()),
        lambda: question_by_post(fields_of(text.encode()), FORM, text.encode()),
    ):
        refused = _refusal(ask)
        assert refused is None or (400 <= refused.status < 500 and refused.detail)


def _refusal(ask: Callable[[], object]) -> Wrong | None:
    try:
        ask()
    except Wrong as wrong:
        return wrong
    return None


@given(st.text(), st.text())
def test_any_search(text: str, query: str) -> None:
    list(words(text))
    assert re.fullmatch(r'(?:\(?"[^"]+"(?: \*)?\)?(?: (?:AND|OR) )?)*', expression(query))
    piece, marks = excerpt(text, query)
    assert piece in text
    assert all(0 <= a < b <= len(piece) for a, b in marks)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(codec="utf-8"), max_size=50), st.text(max_size=20))
def test_any_request_is_answered(client: TestClient, path: str, query: str) -> None:
    for address in (f"/{quote(path)}", "/search"):
        assert client.get(address, params={"q": query.encode("utf-8", "replace")}).status_code < 500
