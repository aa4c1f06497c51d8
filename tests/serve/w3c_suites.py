"""The suites of the W3C: how each of their tests goes."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

import pyoxigraph as ox
from rdflib import RDF, Graph, Namespace, URIRef
from starlette.testclient import TestClient
from w3c import (
    BASE,
    FAILED,
    INAPPLICABLE,
    MF,
    PASSED,
    QT,
    Outcome,
    Request,
    entries,
    fault,
    local,
    manifest,
    requests_of,
)

SYNTAXES = {
    "json": ox.QueryResultsFormat.JSON,
    "tsv": ox.QueryResultsFormat.TSV,
    "xml": ox.QueryResultsFormat.XML,
}


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
            query = local(graph.value(action, QT.query)).read_text("utf-8")
            file, data = local(expected), local(graph.value(action, QT.data))
            syntax = {".srj": "json"}.get(file.suffix, file.suffix[1:])
            fields = {"query": query, "default-graph-uri": f"{BASE}{folder}/{data.name}",
                      "format": syntax}  # fmt: skip
            answer = client.get("/sparql", params=fields)
            same = answer.status_code == 200 and meaning(answer.text, syntax) == meaning(
                file.read_text("utf-8"), syntax)  # fmt: skip
            yield Outcome(str(test), PASSED if same else FAILED)


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


def description(client: TestClient) -> Iterator[Outcome]:
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
