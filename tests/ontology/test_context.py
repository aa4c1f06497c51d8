"""The JSON-LD context says of each property what the ontology says, and reads what is written.

`make golden` rewrites `ontology/context.jsonld` from core.ttl and the table of prefixes; the
writer of JSON-LD keeps a context of its own, of the names in use, which must agree.
"""

from __future__ import annotations

import json
import warnings
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import rdflib

from councilgraph import resources
from councilgraph.rdf import Literal, parse_triples, read_triples, write
from councilgraph.rdf.namespaces import CG, RDFS, VOCABULARIES

CASES = sorted((Path(__file__).parents[1] / "documents").glob("*/expected.ttl"))
OWL, SCHEMA = "http://www.w3.org/2002/07/owl#", "http://schema.org/"
RANGES = (RDFS["range"], SCHEMA + "rangeIncludes")
NOT_NEEDED = {"xsd:string", "xsd:integer", "xsd:nonNegativeInteger", "xsd:boolean"}
"""What JSON says by itself, or the values of a property say one by one."""
OTHERS = {
    "dcterms:date": {"@type": "xsd:date"},
    "dcterms:format": {"@id": "dcterms:format"},
    "dcterms:language": {"@type": "xsd:language"},
    "dcterms:title": {"@container": "@language"},
    "rdfs:comment": {"@container": "@language"},
}
"""Properties of other vocabularies, as the records use them."""


@cache
def core() -> rdflib.Graph:
    return rdflib.Graph().parse(resources.path("ontology/core.ttl"))


def short(iri: str) -> str:
    for prefix, start in VOCABULARIES.items():
        if iri.startswith(start):
            return f"{prefix}:{iri.removeprefix(start)}"
    return iri


def definition(term: rdflib.URIRef) -> dict[str, str]:
    """Return how the context defines a property: by the only range that the ontology gives."""
    graph = core()
    kinds = set(graph.objects(term, rdflib.RDF.type))
    ranges = {short(str(o)) for p in RANGES for o in graph.objects(term, rdflib.URIRef(p))}
    data = {r for r in ranges if r.startswith("xsd:") or r == "rdf:langString"}
    if data == ranges == {"rdf:langString"}:
        return {"@container": "@language"}
    if rdflib.OWL.ObjectProperty in kinds or (ranges and not data):
        return {"@type": "@id"}
    if data == ranges and len(data) == 1 and not data & NOT_NEEDED:
        return {"@type": next(iter(data))}
    return {"@id": short(str(term))}


def expected() -> dict[str, Any]:
    kinds = [f"{OWL}{kind}Property" for kind in ("Object", "Datatype", "Annotation")]
    terms = {
        t
        for kind in kinds
        for t in core().subjects(rdflib.RDF.type, rdflib.URIRef(kind))
        if isinstance(t, rdflib.URIRef) and t.startswith(CG)
    }
    assert terms
    defined = OTHERS | {short(str(t)): definition(t) for t in terms}
    prefixes = {p: VOCABULARIES[p] for p in ("cg", "dcterms", "rdf", "rdfs", "xsd")}
    return {"@version": 1.1, **prefixes, **dict(sorted(defined.items()))}


def context(request: pytest.FixtureRequest) -> dict[str, Any]:
    file = resources.path("ontology") / "context.jsonld"
    if request.config.getoption("--update-golden"):
        lines = [f"  {json.dumps(k)}: {json.dumps(v)}" for k, v in expected().items()]
        file.write_text('{"@context": {\n' + ",\n".join(lines) + "\n}}\n", "utf-8")
    found: dict[str, Any] = json.loads(file.read_text("utf-8"))["@context"]
    return found


def test_the_context_is_that_of_the_ontology(request: pytest.FixtureRequest) -> None:
    assert list(context(request).items()) == list(expected().items())


def test_the_context_agrees_with_what_is_written(request: pytest.FixtureRequest) -> None:
    published, seen = context(request), set()
    assert CASES
    for file in CASES:
        own = json.loads(write(read_triples(file), "jsonld"))["@context"]
        for name, said in own.items():
            if isinstance(said, dict) and name in published:
                seen.add(name)
                assert published[name] in (said, {"@id": name}), name
    assert len(seen) > 20


@pytest.mark.parametrize("file", CASES, ids=lambda f: f.parent.name)
def test_documents_read_with_it_are_the_same_graph(
    file: Path, request: pytest.FixtureRequest
) -> None:
    triples, published = read_triples(file), context(request)
    document = json.loads(write(triples, "jsonld"))
    # The document's own context stays for the names that the published one leaves open.
    own = {n: d for n, d in document["@context"].items() if published.get(n) in (None, {"@id": n})}
    document["@context"] = published | own
    text = json.dumps(document)
    assert set(parse_triples(text.encode(), "jsonld", file.name)) == set(triples)


def test_two_libraries_read_it_alike(request: pytest.FixtureRequest) -> None:
    node = {
        "@id": "urn:a", "cg:year": "2031", "cg:cites": "urn:b", "dcterms:date": "2031-05-03",
        "cg:text": {"en": "words", "ru": ["слова", "слово"]}, "cg:inFavour": 15,
        "cg:permanent": True, "cg:symbol": "S/2031/900",
    }  # fmt: skip
    text = json.dumps({"@context": context(request), **node})
    with warnings.catch_warnings():
        # rdflib 7 warns of what it calls itself when it reads JSON-LD.
        warnings.simplefilter("ignore", DeprecationWarning)
        theirs = rdflib.Graph().parse(data=text, format="json-ld")
    own = parse_triples(text.encode(), "jsonld", "node")
    assert {(str(s), str(p), str(o)) for s, p, o in theirs} == {
        (s, p, o.value if isinstance(o, Literal) else o) for s, p, o in own
    }
    assert len(own) == len(theirs) == 9
