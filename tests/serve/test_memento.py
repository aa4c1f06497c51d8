"""The past of a dataset over HTTP (RFC 7089): three releases of invented documents."""

from __future__ import annotations

import re
from pathlib import Path

import httpx2
import pytest
from past_releases import DATES, ONE, PATH, THREE, TWO
from released import WORDS
from starlette.testclient import TestClient

from councilgraph.errors import Refused
from councilgraph.serve.app import application

pytestmark = pytest.mark.slow

BASE = "https://w3id.org/councilgraph/"
HOST = "http://testserver"


def asked(past: TestClient, path: str, date: str, accept: str = "*/*") -> httpx2.Response:
    return past.get(path, headers={"Accept-Datetime": date, "Accept": accept})


def links(answer: httpx2.Response) -> dict[str, str]:
    """Return the addresses of a Link header by their relations."""
    found = re.findall(r'<([^>]*)>; rel="([^"]*)"', answer.headers["link"])
    return {relation: target for target, relation in found}


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        ("Mon, 01 Jan 1990 00:00:00 GMT", ONE),
        (DATES[ONE], ONE),
        (DATES[TWO], TWO),
        ("Wed, 31 Dec 2031 23:59:59 GMT", TWO),
        ("Fri, 01 Jan 2100 00:00:00 GMT", TWO),  # it is gone since: its last state
    ],
)
def test_a_thing_leads_to_its_state_at_a_date(past: TestClient, date: str, moment: str) -> None:
    answer = asked(past, f"/{PATH}", date, "text/turtle")
    assert answer.status_code == 302
    assert answer.headers["location"] == f"/memento/{moment}/{PATH}.ttl"
    assert {v.strip() for v in answer.headers["vary"].split(",")} == {"Accept-Datetime", "Accept"}
    assert "memento-datetime" not in answer.headers
    found = links(answer)
    assert found["original timegate"] == f"{HOST}/{PATH}"
    assert found["timemap"] == f"{HOST}/timemap/{PATH}"


def test_the_old_state_and_the_new_say_what_they_said(past: TestClient) -> None:
    texts = []
    for moment in (ONE, TWO):
        answer = past.get(f"/memento/{moment}/{PATH}.ttl")
        assert answer.status_code == 200
        assert answer.headers["memento-datetime"] == DATES[moment]
        assert answer.headers["content-type"] == "text/turtle; charset=utf-8"
        assert "immutable" in answer.headers["cache-control"]
        found = links(answer)
        assert found["original timegate"] == f"{HOST}/{PATH}.ttl"
        assert found["first memento"] == f"{HOST}/memento/{ONE}/{PATH}.ttl"
        assert found["last memento"] == f"{HOST}/memento/{TWO}/{PATH}.ttl"
        texts.append(answer.text)
    assert WORDS[0] in texts[0]
    assert WORDS[0] not in texts[1]
    assert WORDS[1] in texts[1]


@pytest.mark.parametrize(
    ("path", "accept", "place"),
    [
        (PATH, "text/html", f"{PATH}.html"),
        (PATH, "application/rdf+xml", f"{PATH}.rdf"),
        (f"{PATH}.nt", "*/*", f"{PATH}.nt"),
        (f"{PATH}.nt.gz", "*/*", f"{PATH}.nt.gz"),
        (f"{PATH}/paragraph/1", "text/turtle", f"{PATH}.ttl"),
        (f"{PATH}/paragraph/1", "text/html", f"{PATH}.html#paragraph-1"),
        ("", "text/html", "index.html"),
        ("void.ttl", "*/*", "void.ttl"),
    ],
)
def test_every_form_has_its_past(
    past: TestClient, path: str, accept: str, place: str
) -> None:
    answer = asked(past, f"/{path}", DATES[ONE], accept)
    assert answer.headers["location"] == f"/memento/{ONE}/{place}"
    state = past.get(answer.headers["location"].partition("#")[0])
    assert state.status_code == 200
    assert state.headers["memento-datetime"] == DATES[ONE]


def test_a_vote_of_the_past_stands_with_its_document(past: TestClient) -> None:
    path = "vote/S/2021/9100/FRA"
    answer = asked(past, f"/{path}", DATES[THREE], "text/turtle")
    assert answer.headers["location"] == f"/memento/{THREE}/doc/S/2021/9100.ttl"
    assert f"<{BASE}{path}>" in past.get(answer.headers["location"]).text


def test_the_time_map_lists_the_states_of_a_thing(past: TestClient) -> None:
    answer = past.get(f"/timemap/{PATH}.ttl")
    assert answer.headers["content-type"] == "application/link-format"
    rows = answer.text.rstrip("\n").split(",\n")
    span = f'from="{DATES[ONE]}"; until="{DATES[TWO]}"'
    assert rows == [
        f'<{HOST}/{PATH}.ttl>; rel="original timegate"',
        f'<{HOST}/timemap/{PATH}.ttl>; rel="self"; type="application/link-format"; {span}',
        f'<{HOST}/memento/{ONE}/{PATH}.ttl>; rel="first memento"; datetime="{DATES[ONE]}"',
        f'<{HOST}/memento/{TWO}/{PATH}.ttl>; rel="last memento"; datetime="{DATES[TWO]}"',
    ]


def test_a_file_that_never_changed_has_one_state(past: TestClient) -> None:
    rows = past.get("/timemap/ontology/core.ttl").text
    assert rows.count('rel="first last memento"') == rows.count("memento/") == 1
    late = past.get(f"/memento/{THREE}/ontology/core.ttl")
    assert late.status_code == 200, "every release has it"


def test_time_map_and_gate_take_an_iri_of_the_dataset(past: TestClient) -> None:
    assert past.get(f"/timemap/{BASE}{PATH}.ttl").text == past.get(f"/timemap/{PATH}.ttl").text
    gate = past.get(f"/timegate/{BASE}{PATH}", headers={"Accept": "text/turtle"})
    assert gate.headers["location"] == f"/memento/{TWO}/{PATH}.ttl", "without a date, the last"


def test_the_present_tells_the_way_to_the_past(past: TestClient) -> None:
    answer = past.get("/void.ttl")
    assert answer.status_code == 200
    assert "Accept-Datetime" in answer.headers["vary"]
    assert links(answer)["original timegate"] == f"{HOST}/void.ttl"
    assert links(answer)["timemap"] == f"{HOST}/timemap/void.ttl"
    assert "memento-datetime" in answer.headers["access-control-expose-headers"].lower()


def test_a_date_between_two_releases_leads_to_the_earlier(past: TestClient) -> None:
    answer = past.get(f"/memento/20310612120000/{PATH}.html")
    assert answer.status_code == 302
    assert answer.headers["location"] == f"/memento/{TWO}/{PATH}.html"


@pytest.mark.parametrize("path", [f"{PATH}.nt", f"{PATH}.nt.gz", f"{PATH}.html"])
def test_what_is_large_is_sent_in_pieces(
    past: TestClient, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = past.get(f"/memento/{ONE}/{path}")
    assert "content-length" in whole.headers
    monkeypatch.setattr("councilgraph.serve.past.LARGE", 100)
    monkeypatch.setattr("councilgraph.serve.past.PIECE", 1000)
    monkeypatch.setattr("councilgraph.releases.history.PIECE", 100)
    pieces = past.get(f"/memento/{ONE}/{path}")
    assert "content-length" not in pieces.headers
    assert pieces.content == whole.content
    assert pieces.headers["etag"] == whole.headers["etag"]


def test_a_state_is_not_sent_twice(past: TestClient) -> None:
    first = past.get(f"/memento/{ONE}/{PATH}.ttl")
    again = past.get(f"/memento/{ONE}/{PATH}.ttl", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = past.get(f"/memento/{TWO}/{PATH}.ttl", headers={"If-None-Match": first.headers["etag"]})
    assert other.status_code == 200


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        (f"/{PATH}", {"Accept-Datetime": "yesterday"}, 400),
        (f"/{PATH}", {"Accept-Datetime": "Thu, 32 Jun 2031 00:00:00 GMT"}, 400),
        (f"/{PATH}", {"Accept-Datetime": "Fri, 31 Dec 9999 23:59:59 -2359"}, 400),
        (f"/{PATH}", {"Accept-Datetime": DATES[ONE], "Accept": "image/png"}, 406),
        (f"/{PATH}?format=png", {"Accept-Datetime": DATES[ONE]}, 400),
        ("/doc/S/RES/9999", {"Accept-Datetime": DATES[ONE]}, 404),
        (f"/memento/19900101000000/{PATH}.ttl", {}, 404),
        (f"/memento/{THREE}/{PATH}.ttl", {}, 404),
        (f"/memento/2031/{PATH}.ttl", {}, 404),
        ("/memento/٢٠٣١٠٦١٢٠٠٠٠٠٠/void.ttl", {}, 404),
        (f"/memento/{ONE}/../../history.json", {}, 404),
        (f"/memento/{ONE}/%2e%2e/history.json", {}, 404),
        ("/timemap/doc/S/RES/9999", {}, 404),
        ("/releases/%2e%2e%2fhistory.json", {}, 404),
        ("/releases/19900101000000", {}, 404),
        ("/releases/.lock", {}, 404),
    ],
)
def test_what_cannot_be_answered_is_said(
    past: TestClient, path: str, headers: dict[str, str], status: int
) -> None:
    answer = past.get(path, headers=headers)
    assert answer.status_code == status
    assert "expected" in answer.text or "there " in answer.text or "no state" in answer.text


def test_without_a_history_there_is_only_the_present(client: TestClient) -> None:
    answer = client.get("/void.ttl", headers={"Accept-Datetime": DATES[ONE]})
    assert answer.status_code == 200
    assert "timegate" not in answer.headers.get("link", "")
    assert client.get("/releases/").status_code == 404


def test_a_folder_that_is_no_history_is_refused(tmp_path: Path) -> None:
    out = Path(__file__).parents[2] / "out"
    with pytest.raises(Refused, match=r"no history\.json"):
        application(out, tmp_path, history=tmp_path)
