"""The W3C's tests of SPARQL 1.1 services, read from their manifests and asked of our server.

What needs an update does not apply to a read-only service: there the refusal is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node
from starlette.testclient import TestClient

SUITE = Path(__file__).parents[3] / "shared" / "w3c" / "sparql" / "sparql11"
BASE = "http://www.example/"

HT, CNT = Namespace("http://www.w3.org/2011/http#"), Namespace("http://www.w3.org/2011/content#")
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
LABEL = URIRef("http://www.w3.org/2000/01/rdf-schema#label")

PASSED, FAILED, INAPPLICABLE = "passed", "failed", "inapplicable"
BOOLEAN = ("application/sparql-results+json", "application/sparql-results+xml")
TABULAR = (*BOOLEAN, "text/csv", "text/tab-separated-values")
RDF_TYPES = ("text/turtle", "application/n-triples", "application/rdf+xml")
FORMATS = {"boolean": BOOLEAN, "tabular": TABULAR, "RDF": RDF_TYPES}
SYNTAXES = {
    "json": ox.QueryResultsFormat.JSON,
    "tsv": ox.QueryResultsFormat.TSV,
    "xml": ox.QueryResultsFormat.XML,
}


@dataclass(frozen=True)
class Request:
    """A request of a test and what its answer must be."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    statuses: tuple[str, ...]
    boolean: bool | None
    kind: str
    graph: bytes

    @property
    def writes(self) -> bool:
        """Tell whether this would change the data."""
        form = self.headers.get("content-type", "")
        return (
            self.method in ("PUT", "DELETE", "PATCH") or self.body.startswith(b"update=")
            or "sparql-update" in form or (self.path.startswith("/gsp") and self.method == "POST")
        )  # fmt: skip


@dataclass(frozen=True)
class Outcome:
    """How a test went, and why."""

    test: str
    result: str
    reason: str = ""


def manifest(name: str) -> Graph:
    """Return a manifest."""
    file = SUITE / name
    return Graph().parse(file, format="turtle", publicID=file.as_uri())


def entries(graph: Graph) -> Iterator[Node]:
    """Yield the tests of a manifest in its order."""
    found = [heads for subject in graph.subjects(RDF.type, MF.Manifest)
             for heads in graph.objects(subject, MF.entries)]  # fmt: skip
    assert found
    for head in found:
        yield from Collection(graph, head)


def requests_of(graph: Graph, test: Node) -> list[Request]:
    """Return the requests of a test."""
    action = graph.value(test, MF.action)
    head = graph.value(action, HT.requests)
    assert head
    return [_request(graph, node) for node in Collection(graph, head)]


def _request(graph: Graph, node: Node) -> Request:
    response = graph.value(node, HT.resp)
    boolean = graph.value(response, MF.expectedBoolean)
    return Request(
        method=str(graph.value(node, HT.methodName)),
        path=str(graph.value(node, HT.absolutePath)),
        headers=_headers(graph, node),
        body=_body(graph, node),
        statuses=tuple(
            str(s).rpartition("#")[2] for s in graph.objects(response, MF.expectedStatus)
        ),
        boolean=boolean.toPython() if isinstance(boolean, Literal) else None,
        kind=str(graph.value(response, MF.expectedFormat) or ""),
        graph=_body(graph, response),
    )


def _headers(graph: Graph, node: Node) -> dict[str, str]:
    head = graph.value(node, HT.headers)
    rows = Collection(graph, head) if head else ()
    return {
        str(graph.value(row, HT.fieldName)).lower(): str(graph.value(row, HT.fieldValue))
        for row in rows
    }


def _body(graph: Graph, node: Node | None) -> bytes:
    content = graph.value(node, HT.body)
    encoding = graph.value(content, CNT.characterEncoding)
    return str(graph.value(content, CNT.chars)).encode(str(encoding)) if content else b""


STATUSES = {"OK": 200, "Created": 201, "NoContent": 204, "NotFound": 404}


def fault(client: TestClient, asked: Request, path: str) -> str:
    """Return what is wrong with the answer to a request, empty if nothing is."""
    answer = client.request(asked.method, path, headers=asked.headers, content=asked.body)
    status = answer.status_code
    wanted = [STATUSES.get(s) or int(s.removeprefix("StatusCode")[0]) for s in asked.statuses]
    if status not in wanted and status // 100 not in wanted:
        return f"status {status}, expected {asked.statuses}"
    kind = answer.headers.get("content-type", "").partition(";")[0]
    if asked.kind and kind not in FORMATS[asked.kind]:
        return f"{kind} is not {asked.kind}"
    if asked.boolean is not None and truth(answer.text, kind) is not asked.boolean:
        return f"not {asked.boolean}"
    if asked.graph and asked.method == "GET":
        mine, theirs = Graph().parse(data=answer.text), Graph().parse(data=asked.graph)
        if not mine.isomorphic(theirs):
            return "another graph"
    return ""


def truth(text: str, kind: str) -> bool:
    """Return the answer to an ASK."""
    found = ox.parse_query_results(text, format=ox.QueryResultsFormat.from_media_type(kind))
    assert isinstance(found, ox.QueryBoolean)
    return bool(found)


def local(node: Node | None) -> Path:
    """Return the file that an IRI of a manifest names."""
    return Path(str(node).removeprefix("file://"))
