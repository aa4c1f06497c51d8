"""What the endpoint answers beside what the W3C asks: one row each."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass, field

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from councilgraph.rdf import parse_triples
from councilgraph.serve.protocol import Wrong, fields_of, question_by_get, question_by_post

FORM, QUERY = "application/x-www-form-urlencoded", "application/sparql-query"


@dataclass(frozen=True)
class Row:
    """Parts of a POST, the status of its refusal, a part of what is said."""

    name: str
    body: bytes
    status: int
    said: str = ""
    kind: str = QUERY
    address: str = ""


WRONG = (
    Row("not SPARQL", b"SELEC", 400, "expected one of SELECT"),
    Row("an update", b"INSERT DATA { <urn:a> <urn:b> <urn:c> }", 400, "read-only"),
    Row("LOAD", b"LOAD <http://127.0.0.1/>", 400, "read-only"),
    Row("an update in a form", b"update=CLEAR+ALL", 403, "read-only", FORM),
    Row("an update declared", b"CLEAR ALL", 403, "read-only", "application/sparql-update"),
    Row("SERVICE", b"SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", 400, "SERVICE"),
    Row("service silent", b"ASK { service silent ?x { ?s ?p ?o } }", 400, "SERVICE"),
    Row("service and a comment", b"ASK { SERVICE#\n<http://127.0.0.1/> {} }", 400, "SERVICE"),
    Row("too long", b"ASK {} #" + b"a" * 64_000, 413, "64000"),
    Row("too deep", b"ASK " + b"{" * 60 + b"}" * 60, 400, "50 levels"),
    Row("two queries", b"query=ASK+{}&query=ASK+{}", 400, "2 queries", FORM),
    Row("in address and body", b"ASK {}", 400, "2 queries", QUERY, "query=ASK+{}"),
    Row("none", b"", 400, "0 queries", FORM),
    Row("text", b"ASK {}", 415, "application/sparql-query", "text/plain"),
    Row("no type", b"ASK {}", 415, "application/sparql-query", ""),
    Row("another charset", "ASK {}".encode("utf-16"), 415, "utf-8", QUERY + "; charset=UTF-16"),
    Row("not UTF-8", b"ASK { ?s ?p '\xff' }", 400, "not UTF-8"),
    Row("not UTF-8, encoded", b"query=ASK+{+?s+?p+'%ff'+}", 400, "UTF-8", FORM),
    Row("NUL", b"ASK { ?s ?p '\0' }", 400, "NUL"),
    Row("NUL, encoded", b"query=ASK+{+?s+?p+'%00'+}", 400, "NUL", FORM),
    Row("no IRI", b"ASK {}", 400, "IRI", QUERY, "default-graph-uri=%3E%20%3C"),
    Row("a relative IRI", b"ASK {}", 400, "IRI", QUERY, "named-graph-uri=x"),
    Row("many fields", b"&".join([b"a=b"] * 100), 400, kind=FORM),
)


@pytest.mark.parametrize("row", WRONG, ids=lambda r: r.name)
def test_a_wrong_post_is_refused(row: Row) -> None:
    with pytest.raises(Wrong) as refused:
        question_by_post(fields_of(row.address.encode()), row.kind, row.body)
    assert refused.value.status == row.status
    assert row.said in refused.value.detail


def test_a_long_query_goes_by_post() -> None:
    query = "ASK {} #" + "a" * 9_000
    with pytest.raises(Wrong) as refused:
        question_by_get([("query", query)])
    assert refused.value.status == 414
    assert question_by_post([], QUERY, query.encode()).form == "ASK"


def test_words_in_strings_and_comments_are_no_keywords() -> None:
    query = "SELECT * { ?s ?p 'SERVICE; INSERT' } # LOAD"
    found = question_by_get([("query", query)])
    assert found is not None
    assert found.form == "SELECT"


@dataclass(frozen=True)
class Asked:
    """Parameters of a GET, and the status and type that it gets."""

    parameters: dict[str, str]
    status: int
    kind: str = "text/plain"
    headers: dict[str, str] = field(default_factory=dict)
    path: str = "/sparql"


ASK, ROWS = {"query": "ASK { ?s ?p ?o }"}, {"query": "SELECT ?s { ?s ?p ?o } LIMIT 1"}
GRAPH = {"query": "CONSTRUCT WHERE { ?s ?p ?o } LIMIT 1"}
LETTER = {"graph": "https://w3id.org/councilgraph/doc/S/2020/1166"}
ANSWERS = (
    Asked(ROWS, 200, "application/sparql-results+json"),
    Asked(ROWS, 200, "text/csv", {"accept": "text/csv"}),
    Asked({**ROWS, "format": "tsv"}, 200, "text/tab-separated-values"),
    Asked({**ROWS, "format": "xml"}, 200, "application/sparql-results+xml"),
    Asked(ROWS, 200, "text/html", {"accept": "text/html,*/*;q=0.8"}),
    Asked({**ROWS, "format": "ttl"}, 400),
    Asked(ROWS, 406, headers={"accept": "text/turtle"}),
    Asked(ASK, 200, "application/sparql-results+json"),
    Asked(ASK, 200, "text/html", {"accept": "text/html"}),
    Asked(GRAPH, 200, "text/turtle"),
    Asked(GRAPH, 200, "text/html", {"accept": "text/html"}),
    Asked({**GRAPH, "format": "jsonld"}, 200, "application/ld+json"),
    Asked({**GRAPH, "format": "rdf"}, 200, "application/rdf+xml"),
    Asked({"query": "SELECT ?x { ?s ?p ?o "}, 400),
    Asked({"query": "SELECT * { ?s ?p ?o }"}, 413),
    Asked({"query": "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }"}, 200,
          "application/sparql-results+json"),
    Asked({}, 200, "text/turtle"),
    Asked({}, 200, "text/html", {"accept": "text/html"}),
    Asked({"format": "nt"}, 200, "application/n-triples"),
    Asked({"default-graph-uri": "urn:x"}, 400),
    Asked(LETTER, 200, "text/turtle", path="/graphs"),
    Asked(LETTER, 200, "application/n-triples", {"accept": "application/n-triples"}, "/graphs"),
    Asked({}, 200, "text/turtle", path="/graphs/doc/S/2020/1166"),
    Asked({"graph": "urn:unknown"}, 404, path="/graphs"),
    Asked({"graph": "no iri"}, 400, path="/graphs"),
    Asked({}, 400, path="/graphs"),
    Asked({**LETTER, "default": ""}, 400, path="/graphs"),
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("row", ANSWERS, ids=lambda r: f"{r.path} {r.parameters} {r.headers}")
def test_a_get_is_answered(row: Asked, asking: TestClient) -> None:
    answer = asking.get(row.path, params=row.parameters, headers=row.headers)
    assert answer.status_code == row.status, answer.text
    assert answer.headers["content-type"].partition(";")[0] == row.kind
    assert answer.headers["vary"].startswith("Accept")


@pytest.mark.slow
@pytest.mark.parametrize("path", ["/sparql", "/graphs?default", "/graphs/doc/S/2020/1166"])
def test_nothing_can_be_written(path: str, asking: TestClient) -> None:
    for method in ("PUT", "DELETE", "PATCH", *(["POST"] if path != "/sparql" else [])):
        answer = asking.request(method, path, content="<urn:a> <urn:b> <urn:c> .")
        assert answer.status_code == 405
        assert "GET" in answer.headers["allow"]


@pytest.mark.slow
def test_a_graph_is_what_its_document_says(asking: TestClient) -> None:
    turtle = parse_triples(asking.get("/graphs", params=LETTER).content, "ttl", "graph")
    dump = asking.get("/dump/councilgraph.nq.gz").content
    quads = ox.parse(gzip.decompress(dump), format=ox.RdfFormat.N_QUADS)
    assert len(turtle) == sum(q.graph_name.value == LETTER["graph"] for q in quads)


@pytest.mark.slow
def test_the_default_graph_has_every_fact_once(asking: TestClient) -> None:
    query = "SELECT (COUNT(?b) AS ?n) { ?b a <https://w3id.org/councilgraph/ontology#Ballot> }"
    found = json.loads(asking.get("/sparql", params={"query": query}).text)
    assert found["results"]["bindings"][0]["n"]["value"] == "15"


@pytest.mark.slow
def test_the_page_of_an_answer_escapes_what_it_shows(asking: TestClient) -> None:
    query = "SELECT ('<script>alert(1)</script>' AS ?x) (<javascript:alert(1)> AS ?y) {}"
    page = asking.get("/sparql", params={"query": query}, headers={"accept": "text/html"}).text
    assert "<script>alert" not in page
    assert 'href="javascript' not in page
    assert "&lt;script&gt;" in page
