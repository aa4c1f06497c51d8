"""Things and their descriptions over HTTP."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from councilgraph.rdf import Literal, parse_triples, read_triples
from councilgraph.rdf.namespaces import CG
from councilgraph.serve.plainpage import description

pytestmark = pytest.mark.slow

OUT = Path(__file__).parents[2] / "out"
BASE = "https://w3id.org/councilgraph/"
THINGS = (
    "doc/S/RES/2553", "doc/S/2020/1158", "doc/S/RES/2553/preamble/2/citation/1", "doc/S/RES/1325",
    "vote/S/RES/2553", "vote/S/RES/2553/FRA", "state/TZA", "seat/2020/VCT", "concept/verb/recalls",
    "instrument/un-charter", "ontology", "doc/S/2020/1166/zh",
)  # fmt: skip


def paths() -> list[str]:
    """Return the path of every IRI below the base in what the sample's publication says."""
    found: set[str] = set()
    files = [*OUT.rglob("*.ttl")]
    assert files
    for file in files:
        for triple in read_triples(file):
            iris = (term for term in triple if isinstance(term, str) and term.startswith(BASE))
            found |= {iri.removeprefix(BASE).partition("#")[0] for iri in iris}
    return sorted(found)


@pytest.mark.parametrize("thing", THINGS)
def test_an_iri_gives_the_bytes_of_its_file(thing: str, client: TestClient) -> None:
    at_the_thing = client.get(f"/{thing}", headers={"accept": "text/turtle"})
    at_the_file = client.get(f"/{thing}.ttl")
    assert at_the_file.status_code == 200
    assert at_the_thing.content == at_the_file.content
    assert parse_triples(at_the_file.content, "ttl", thing)


@pytest.mark.parametrize("suffix", [".ttl", ".nt", ".rdf", ".jsonld"])
def test_every_syntax_says_the_same(suffix: str, client: TestClient) -> None:
    syntax = {".rdf": "rdfxml"}.get(suffix, suffix[1:])
    for thing in ("doc/S/RES/2553", "vote/S/RES/2553"):
        told = client.get(f"/{thing}{suffix}").content
        turtle = client.get(f"/{thing}.ttl").content
        assert set(parse_triples(told, syntax, thing)) == set(parse_triples(turtle, "ttl", thing))


def test_every_iri_of_the_data_is_answered(asking: TestClient) -> None:
    known = paths()
    assert len(known) > 2500
    # The things of a table are answered alike: of those one in twenty is asked for.
    read = [path for path in known if path.startswith(("doc/", "vote/", "source/"))]
    for path in (*read, *sorted({*known} - {*read})[::20]):
        for accept in ("text/turtle", "text/html"):
            answer = asking.get(f"/{path}", headers={"accept": accept})
            assert answer.status_code in (200, 303), (path, answer.status_code)
            if answer.status_code == 303:
                found = asking.get(answer.headers["location"])
                assert found.status_code == 200, path
                if accept == "text/turtle":
                    assert found.content == answer.content, path


def test_a_description_tells_parts_and_nothing_else(client: TestClient) -> None:
    vote = parse_triples(client.get("/vote/S/RES/2553.ttl").content, "ttl", "vote")
    subjects = {s for s, _, _ in vote}
    assert f"{BASE}vote/S/RES/2553/FRA" in subjects
    assert all(s.startswith(f"{BASE}vote/S/RES/2553") for s in subjects)


def test_a_thing_of_which_nothing_is_said_shows_what_refers_to_it(client: TestClient) -> None:
    said = parse_triples(client.get("/doc/S/RES/1325.ttl").content, "ttl", "1325")
    assert said
    assert {o for _, _, o in said} == {f"{BASE}doc/S/RES/1325"}


def test_the_page_made_for_a_thing_escapes_and_links(client: TestClient) -> None:
    said = parse_triples(client.get("/vote/S/RES/2553/FRA.ttl").content, "ttl", "FRA")
    said.append((said[0][0], CG["writtenAs"], Literal("<script>")))
    page = description("vote/S/RES/2553/FRA", said, BASE).decode()
    assert 'href="/state/' in page
    assert "<script>" not in page


def test_a_part_of_a_thing_is_shown_on_its_page(client: TestClient) -> None:
    answer = client.get("/doc/S/RES/2553/paragraph/20/a", headers={"accept": "text/html"})
    assert answer.status_code == 303
    page, _, anchor = answer.headers["location"].partition("#")
    assert page == "/doc/S/RES/2553.html"
    assert f"id={anchor}" in client.get(page).text


def test_a_validator_spares_the_body(client: TestClient) -> None:
    for path in ("/doc/S/RES/2553.ttl", "/doc/S/RES/2553.nt"):
        first = client.get(path)
        etag, modified = first.headers["etag"], first.headers["last-modified"]
        for name, value in (
            ("if-none-match", etag), ("if-none-match", f'"x", W/{etag}'), ("if-none-match", "*"),
            ("if-modified-since", modified),
        ):  # fmt: skip
            again = client.get(path, headers={name: value})
            assert (again.status_code, again.content) == (304, b""), (path, name, value)
            assert again.headers["etag"] == etag
        for name, value in (
            ("if-none-match", '"other"'), ("if-modified-since", "yesterday"),
            ("if-modified-since", "Thu, 01 Jan 1970 00:00:00 GMT"),
        ):  # fmt: skip
            assert client.get(path, headers={name: value}).status_code == 200


def test_the_date_is_of_the_data_not_of_the_clock(client: TestClient) -> None:
    dated = client.get("/doc/S/RES/2553.ttl").headers["last-modified"]
    assert dated == "Thu, 03 Dec 2020 00:00:00 GMT"


def test_a_part_of_a_file_can_be_had(client: TestClient) -> None:
    answer = client.get("/dump/councilgraph.nq.gz", headers={"range": "bytes=0-9"})
    assert answer.status_code == 206
    assert answer.content == (OUT / "dump" / "councilgraph.nq.gz").read_bytes()[:10]


def test_links_lead_to_the_descriptions(client: TestClient) -> None:
    link = client.get("/doc/S/RES/2553", headers={"accept": "text/html"}).headers["link"]
    assert f'<{BASE}doc/S/RES/2553>; rel="cite-as"' in link
    assert '</doc/S/RES/2553.ttl>; rel="describedby"; type="text/turtle"' in link
    assert 'rel="license"' in link
    assert f'<{BASE}ontology#Resolution>; rel="type"' in link
    for target in re.findall(r"<(/[^>]+)>", link):
        assert client.get(target).status_code == 200


def test_every_answer_has_the_headers_that_protect(client: TestClient) -> None:
    for path in ("/", "/nothing", "/doc/S/RES/2553.ttl", "/doc/S/RES/2553.html"):
        headers = client.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["access-control-allow-origin"] == "*"
        assert "set-cookie" not in headers


def test_a_preflight_is_answered(client: TestClient) -> None:
    answer = client.options("/doc/S/RES/2553", headers={"origin": "http://other.example"})
    assert (answer.status_code, answer.content) == (204, b"")
    assert "GET" in answer.headers["access-control-allow-methods"]


def test_the_data_are_read_only(client: TestClient) -> None:
    for method in ("PUT", "DELETE", "PATCH", "POST"):
        answer = client.request(method, "/doc/S/RES/2553")
        assert answer.status_code == 405
        assert "GET" in answer.headers["allow"]


def test_head_is_get_without_the_body(client: TestClient) -> None:
    head, get = client.head("/doc/S/RES/2553.ttl"), client.get("/doc/S/RES/2553.ttl")
    assert head.status_code == 200
    assert head.headers == get.headers


@pytest.mark.parametrize(("headers", "path", "status"), [
    ({"accept": "a" * 9000}, "/", 431),
    ({f"x-{n}": "a" * 1000 for n in range(20)}, "/", 431),
    ({"content-length": "100000000"}, "/", 413),
    ({}, "/" + "a" * 40_000, 414),
    ({"host": "evil.example"}, "/doc/S/RES/2553.ttl", 200),
])  # fmt: skip
def test_a_request_over_a_limit_is_refused(
    headers: dict[str, str], path: str, status: int, client: TestClient
) -> None:
    answer = client.get(path, headers=headers)
    assert answer.status_code == status
    assert "evil" not in answer.text + str(answer.headers)
