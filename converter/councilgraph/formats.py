"""One row per syntax: its name, media type, suffix, standard IRI, and what it can hold."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RdfFormat:
    """An RDF syntax; ``oxigraph`` is the name of its constant in pyoxigraph."""

    name: str
    media_type: str
    suffix: str
    iri: str
    oxigraph: str
    datasets: bool = False


@dataclass(frozen=True, slots=True)
class ResultFormat:
    """A syntax for query results; ``graphs`` tells whether it is for CONSTRUCT and DESCRIBE."""

    name: str
    media_type: str
    suffix: str
    graphs: bool = False


_W3C = "http://www.w3.org/ns/formats/"

RDF_FORMATS: dict[str, RdfFormat] = {
    f.name: f
    for f in (
        RdfFormat("ttl", "text/turtle", ".ttl", _W3C + "Turtle", "TURTLE"),
        RdfFormat("nt", "application/n-triples", ".nt", _W3C + "N-Triples", "N_TRIPLES"),
        RdfFormat("nq", "application/n-quads", ".nq", _W3C + "N-Quads", "N_QUADS", datasets=True),
        RdfFormat("trig", "application/trig", ".trig", _W3C + "TriG", "TRIG", datasets=True),
        RdfFormat("jsonld", "application/ld+json", ".jsonld", _W3C + "JSON-LD", "JSON_LD"),
        RdfFormat("rdfxml", "application/rdf+xml", ".rdf", _W3C + "RDF_XML", "RDF_XML"),
    )
}
"""RDF syntaxes by the name that ``--to`` takes."""

RESULT_FORMATS: dict[str, ResultFormat] = {
    f.name: f
    for f in (
        ResultFormat("table", "text/plain", ".txt"),
        ResultFormat("csv", "text/csv", ".csv"),
        ResultFormat("tsv", "text/tab-separated-values", ".tsv"),
        ResultFormat("json", "application/sparql-results+json", ".json"),
        ResultFormat("xml", "application/sparql-results+xml", ".xml"),
        ResultFormat("ttl", "text/turtle", ".ttl", graphs=True),
    )
}
"""Result syntaxes by the name that ``--format`` takes."""


def rdf_format_of(file_name: str) -> RdfFormat | None:
    """Return the RDF syntax that a file's suffix stands for, or None.

    >>> rdf_format_of("dump.nq").name, rdf_format_of("letter.txt") is None
    ('nq', True)
    """
    return next((f for f in RDF_FORMATS.values() if file_name.endswith(f.suffix)), None)
