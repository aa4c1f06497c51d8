"""One row per syntax: its name, media type, suffix, standard IRI, and what it can hold.

Media types are those registered with IANA; IRIs those of the W3C's list of unique URIs for file
formats (https://www.w3.org/ns/formats/). A row answers for a syntax everywhere: on the command
line, in content negotiation, in the catalogue, and to pyoxigraph, which is not imported here.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RdfFormat:
    """An RDF syntax.

    ``title`` is its name in prose, ``suffix`` the ending of its files with the full stop,
    ``oxigraph`` the name of its constant in ``pyoxigraph.RdfFormat``; ``datasets`` tells whether
    it can hold named graphs.
    """

    name: str
    title: str
    media_type: str
    suffix: str
    iri: str
    oxigraph: str
    datasets: bool = False


@dataclass(frozen=True, slots=True)
class ResultFormat:
    """A syntax for query results.

    ``graphs`` tells whether it is for CONSTRUCT and DESCRIBE; ``iri`` and ``oxigraph`` (a constant
    in ``pyoxigraph.QueryResultsFormat``, or in ``RdfFormat`` for graphs) are empty where the W3C
    defines no such syntax.
    """

    name: str
    title: str
    media_type: str
    suffix: str
    iri: str = ""
    oxigraph: str = ""
    graphs: bool = False


_W3C = "http://www.w3.org/ns/formats/"

RDF_FORMATS: dict[str, RdfFormat] = {
    f.name: f
    for f in (
        RdfFormat("ttl", "Turtle", "text/turtle", ".ttl", _W3C + "Turtle", "TURTLE"),
        RdfFormat(
            "nt", "N-Triples", "application/n-triples", ".nt", _W3C + "N-Triples", "N_TRIPLES"
        ),
        RdfFormat(
            "nq", "N-Quads", "application/n-quads", ".nq", _W3C + "N-Quads", "N_QUADS",
            datasets=True,
        ),
        RdfFormat(
            "trig", "TriG", "application/trig", ".trig", _W3C + "TriG", "TRIG", datasets=True
        ),
        RdfFormat(
            "jsonld", "JSON-LD", "application/ld+json", ".jsonld", _W3C + "JSON-LD", "JSON_LD",
            datasets=True,
        ),
        RdfFormat("rdfxml", "RDF/XML", "application/rdf+xml", ".rdf", _W3C + "RDF_XML", "RDF_XML"),
    )
}  # fmt: skip
"""RDF syntaxes by the name that ``--to`` takes."""

RESULT_FORMATS: dict[str, ResultFormat] = {
    f.name: f
    for f in (
        ResultFormat("table", "text table", "text/plain", ".txt"),
        ResultFormat("csv", "CSV", "text/csv", ".csv", _W3C + "SPARQL_Results_CSV", "CSV"),
        ResultFormat("sheet", "CSV for spreadsheets", "text/csv", ".csv"),
        ResultFormat(
            "tsv", "TSV", "text/tab-separated-values", ".tsv", _W3C + "SPARQL_Results_TSV", "TSV"
        ),
        ResultFormat(
            "json", "SPARQL results in JSON", "application/sparql-results+json", ".srj",
            _W3C + "SPARQL_Results_JSON", "JSON",
        ),
        ResultFormat(
            "xml", "SPARQL results in XML", "application/sparql-results+xml", ".srx",
            _W3C + "SPARQL_Results_XML", "XML",
        ),
        ResultFormat(
            "ttl", "Turtle", "text/turtle", ".ttl", _W3C + "Turtle", "TURTLE", graphs=True
        ),
    )
}  # fmt: skip
"""Result syntaxes by the name that ``--format`` takes."""

SERVED_TABLES = ("json", "xml", "csv", "tsv")
SERVED_GRAPHS = ("ttl", "jsonld", "nt", "rdfxml")
"""The names of the syntaxes in which the endpoint answers, the first where anything will do."""


def rdf_format_of(file_name: str) -> RdfFormat | None:
    """Return the RDF syntax that a file's suffix stands for, in either case, or None.

    >>> rdf_format_of("dump.nq").name, rdf_format_of("letter.txt") is None
    ('nq', True)
    """
    folded = file_name.casefold()
    return next((f for f in RDF_FORMATS.values() if folded.endswith(f.suffix)), None)


def rdf_format_of_media_type(media_type: str) -> RdfFormat | None:
    """Return the RDF syntax of a media type, its parameters and case aside, or None.

    >>> rdf_format_of_media_type("Text/Turtle; charset=utf-8").name
    'ttl'
    """
    essence = media_type.partition(";")[0].strip().casefold()
    return next((f for f in RDF_FORMATS.values() if f.media_type == essence), None)
