"""The W3C's tests of SPARQL 1.1 services, read from their manifests and asked of our server.

What needs an update does not apply to a read-only service: there the refusal is looked at.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

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


def protocol(client: TestClient) -> Iterator[Outcome]:
    """Yield how the tests of the protocol go."""
    graph = manifest("protocol/manifest.ttl")
    for test in entries(graph):
        asked = requests_of(graph, test)
        paths = [r.path.replace("/sparql/", "/sparql", 1) for r in asked]
        good = str(test).rpartition("#")[2].startswith("update_")
        if good:
            status = client.request(
                asked[0].method, paths[0], headers=asked[0].headers, content=asked[0].body
            ).status_code
            result = INAPPLICABLE if status == 403 else FAILED
            yield Outcome(str(test), result, f"read-only: an update is answered {status}")
            continue
        faults = [f for r, p in zip(asked, paths, strict=True) if (f := fault(client, r, p))]
        yield Outcome(str(test), FAILED if faults else PASSED, "; ".join(faults))


def graph_store(client: TestClient) -> Iterator[Outcome]:
    """Yield how the reads of the Graph Store Protocol go, the first write of each test given."""
    for name in ("direct", "indirect"):
        graph = manifest(f"graph-store-protocol/manifest-{name}.ttl")
        for test in entries(graph):
            yield _graph_store(client, str(test), requests_of(graph, test))


def _graph_store(client: TestClient, test: str, asked: list[Request]) -> Outcome:
    paths = [re.sub("^/gsp/", "/graphs/gsp/", r.path) for r in asked]
    paths = [path.replace("/gsp?", "/graphs?") for path in paths]
    faults, written, left_out = [], 0, False
    for request, path in zip(asked, paths, strict=True):
        if request.writes:
            written += 1
            status = client.request(request.method, path, content=request.body).status_code
            faults += [] if status == 405 else [f"a write is answered {status}"]
        elif written > 1 or "$LOCATION$" in path or asked[0].method == "POST":
            left_out = True
        else:
            faults += [f for f in [fault(client, request, path)] if f]
    left_out = left_out or written > 1 or all(r.writes for r in asked)
    result = FAILED if faults else INAPPLICABLE if left_out else PASSED
    reason = "read-only: writes are answered 405; what is read before the second one is right"
    return Outcome(test, result, "; ".join(faults) or (reason if left_out else ""))


def results(client: TestClient) -> Iterator[Outcome]:
    """Yield how the tests of result formats go."""
    for folder in ("csv-tsv-res", "json-res"):
        graph = manifest(f"{folder}/manifest.ttl")
        for test in entries(graph):
            action, expected = graph.value(test, MF.action), graph.value(test, MF.result)
            query = _local(graph.value(action, QT.query)).read_text("utf-8")
            file, data = _local(expected), _local(graph.value(action, QT.data))
            syntax = {".srj": "json"}.get(file.suffix, file.suffix[1:])
            fields = {"query": query, "default-graph-uri": f"{BASE}{folder}/{data.name}",
                      "format": syntax}  # fmt: skip
            answer = client.get("/sparql", params=fields)
            same = answer.status_code == 200 and meaning(answer.text, syntax) == meaning(
                file.read_text("utf-8"), syntax)  # fmt: skip
            yield Outcome(str(test), PASSED if same else FAILED)


def _local(node: Node | None) -> Path:
    return Path(str(node).removeprefix("file://"))


def meaning(text: str, syntax: str) -> object:
    """Return what a result says: rows and columns in any order, a number's spellings as one."""
    if syntax == "csv":
        head, *lines = csv.reader(io.StringIO(text))
        return sorted(sorted(zip(head, map(_value, row), strict=True)) for row in lines)
    found = ox.parse_query_results(text, format=SYNTAXES[syntax])
    if isinstance(found, ox.QueryBoolean):
        return bool(found)
    assert isinstance(found, ox.QuerySolutions)
    names = [v.value for v in found.variables]
    return sorted(sorted((n, _term(row[n])) for n in names) for row in found)


def _term(term: object) -> str:
    if isinstance(term, ox.Literal):
        # Oxigraph stores what is derived from integers as integers.
        datatype = term.datatype.value.replace("negativeInteger", "integer")
        return f"{_value(term.value)} {datatype} {term.language}"
    return "_:" if isinstance(term, ox.BlankNode) else str(term)


def _value(text: str) -> str:
    """Return a number by its value: Oxigraph stores values, so that 1.0e6 comes back as 1000000."""
    try:
        return repr(float(text))
    except ValueError:
        return "_:" if text.startswith("_:") else text


def service(client: TestClient) -> Iterator[Outcome]:
    """Yield how the tests of the service description go."""
    sd = Namespace("http://www.w3.org/ns/sparql-service-description#")
    answer = client.get("/sparql", headers={"accept": "text/turtle"})
    said = Graph().parse(data=answer.text)
    endpoint = URIRef(f"{client.base_url}/sparql")
    services = list(said.subjects(RDF.type, sd.Service))
    held = {
        "returns-rdf": answer.status_code == 200 and len(said) > 0,
        "has-endpoint-triple": [*said.objects(None, sd.endpoint)] == [endpoint],
        "conforms-to-schema": len(services) == 1
        and all((services[0], p, None) in said for p in (sd.endpoint, sd.supportedLanguage))
        and all(isinstance(o, URIRef) for o in said.objects(services[0], None)),
    }
    for test in entries(manifest("service-description/manifest.ttl")):
        name = str(test).rpartition("#")[2]
        yield Outcome(str(test), PASSED if held[name] else FAILED)


def published(place: Path) -> Path:
    """Write a publication that holds what the tests need, and return its folder."""
    files = {"dump/tests.nq": "".join(sorted(_quads())), "default.ttl": _default()}
    for name, text in files.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(text, "utf-8")
    listed = {
        name: {"bytes": len(text.encode()), "sha256": hashlib.sha256(text.encode()).hexdigest()}
        for name, text in files.items()
    }
    said = {"tool": "tests", "base": BASE, "modified": "2012-11-20", "files": listed}
    (place / "manifest.json").write_text(json.dumps(said), "utf-8")
    return place


def _quads() -> Iterator[str]:
    graph = manifest("protocol/manifest.ttl")
    for data in graph.objects(None, UT.graphData):
        yield from _graph(_local(graph.value(data, UT.graph)), str(graph.value(data, LABEL)))
    for folder in ("csv-tsv-res", "json-res"):
        for file in (SUITE / folder).glob("data*.ttl"):
            yield from _graph(file, f"{BASE}{folder}/{file.name}")
    for name, body in _first_writes().items():
        if name:
            yield from _lines(ox.parse(body, format=ox.RdfFormat.TURTLE), name)


def _graph(file: Path, name: str) -> Iterator[str]:
    syntax = {".nt": ox.RdfFormat.N_TRIPLES, ".ttl": ox.RdfFormat.TURTLE}[file.suffix]
    return _lines(ox.parse(path=str(file), format=syntax), name)


def _lines(quads: Iterator[ox.Quad], name: str) -> Iterator[str]:
    return (f"{q.subject} {q.predicate} {q.object} <{name}> .\n" for q in quads)


def _first_writes() -> dict[str, bytes]:
    """Return what the tests of the Graph Store Protocol put first into each graph."""
    found: dict[str, bytes] = {}
    for kind in ("direct", "indirect"):
        graph = manifest(f"graph-store-protocol/manifest-{kind}.ttl")
        for test in entries(graph):
            asked = requests_of(graph, test)
            first = asked[0]
            if first.method == "PUT" and not any(r.method == "DELETE" for r in asked):
                name = graph_of(first.path)
                known = found.setdefault(name, first.body)
                assert Graph().parse(data=known).isomorphic(Graph().parse(data=first.body)), name
    return found


def graph_of(path: str) -> str:
    """Return the graph that a path of the tests names, empty for the default graph."""
    if path.endswith("?default"):
        return ""
    if "?graph=" in path:
        return unquote(path.partition("=")[2])
    return BASE + path.removeprefix("/")


def _default() -> str:
    return _first_writes()[""].decode()
