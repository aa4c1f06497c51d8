"""Where stores take graphs, told by where they answer queries."""

from __future__ import annotations

import re
import urllib.parse

from ..errors import UsageError

_PLACES = (
    (r"/query", "/store", "Oxigraph"),
    (r"/sparql(-auth)?/?", "/sparql-graph-crud-auth", "Virtuoso"),
    (r"(?P<above>/.+)/(sparql|query)", r"\g<above>/data", "Apache Jena Fuseki"),
    (
        r"(?P<above>.*/repositories/[^/]+)",
        r"\g<above>/rdf-graphs/service",
        "GraphDB and others of RDF4J's REST API",
    ),
)
"""The path of an endpoint, that of its Graph Store as shipped, and whose they are."""


def graph_store_of(endpoint: str) -> str:
    """Return the address of the Graph Store that belongs to an endpoint.

    >>> graph_store_of("http://localhost:7878/query")
    'http://localhost:7878/store'
    >>> graph_store_of("http://localhost:3030/council/sparql")
    'http://localhost:3030/council/data'
    >>> graph_store_of("http://localhost:7200/repositories/council")
    'http://localhost:7200/repositories/council/rdf-graphs/service'

    Raises:
        UsageError: no store is known that answers at such an address.
    """
    parts = urllib.parse.urlsplit(endpoint)
    for path, place, _ in _PLACES:
        if found := re.fullmatch(path, parts.path):
            return parts._replace(path=found.expand(place), query="", fragment="").geturl()
    raise UsageError(
        f"{endpoint}: where this store takes graphs is not known; expected --graph-store URL"
    )
