"""An EARL report (Evaluation and Report Language 1.0 Schema) of what came of tests."""

from __future__ import annotations

from collections.abc import Iterable

from w3c import Outcome

from councilgraph.identifiers import BASE
from councilgraph.rdf import Iri, Literal, Triple, write
from councilgraph.rdf.namespaces import DCTERMS, RDF, VOCABULARIES, Namespace

EARL = Namespace(VOCABULARIES["earl"])
REPORT = Iri(f"{BASE}conformance/earl")
SUBJECT = Iri(f"{REPORT}#councilgraph")


def report(outcomes: Iterable[Outcome]) -> str:
    """Return the report as Turtle; the same bytes for the same outcomes."""
    said: list[Triple] = [
        (REPORT, DCTERMS["title"], Literal("SPARQL 1.1 services: the W3C's tests", language="en")),
        (SUBJECT, RDF["type"], EARL["Software"]),
        (SUBJECT, RDF["type"], EARL["TestSubject"]),
        (SUBJECT, DCTERMS["title"], Literal("councilgraph serve", language="en")),
    ]
    for outcome in outcomes:
        folder, name = outcome.test.split("/")[-2], outcome.test.rpartition("#")[2]
        assertion = Iri(f"{REPORT}#{folder}-{name}")
        result = Iri(f"{assertion}-result")
        said += [
            (assertion, RDF["type"], EARL["Assertion"]),
            (assertion, EARL["assertedBy"], SUBJECT),
            (assertion, EARL["subject"], SUBJECT),
            (assertion, EARL["test"], Iri(outcome.test)),
            (assertion, EARL["mode"], EARL["automatic"]),
            (assertion, EARL["result"], result),
            (result, RDF["type"], EARL["TestResult"]),
            (result, EARL["outcome"], EARL[outcome.result]),
        ]
        if outcome.reason:
            said.append((result, DCTERMS["description"], Literal(outcome.reason, language="en")))
    return write(said, "ttl")
