"""Any SPARQL endpoint through SPARQLWrapper, with a deadline and a cap that hold."""

from __future__ import annotations

import urllib.parse
from typing import TYPE_CHECKING

import pyoxigraph as ox

from .. import __version__
from ..errors import EndpointError
from .guard import check_query, form_of
from .store import TIMEOUT, Answer, answer_of
from .wire import Wire

if TYPE_CHECKING:
    from urllib.request import Request

    from .login import Login

AGENT = f"councilgraph/{__version__} (+https://w3id.org/councilgraph/)"
LARGEST = 50_000_000
"""Bytes of an answer; a larger one is refused."""
LONGEST_GET = 2_000
"""Bytes of a query that is sent by GET; a longer one is posted."""

_TABLES = ("application/sparql-results+json", "application/json")
_GRAPHS = ("application/n-triples", "text/turtle")


class Remote:
    """A SPARQL 1.1 Protocol endpoint; ``timeout`` is wall-clock seconds for a whole answer.

    ``login`` answers the endpoint when it asks who one is.

    Raises:
        EndpointError: the address is not one of HTTP.
    """

    def __init__(
        self, endpoint: str, timeout: float = TIMEOUT, login: Login | None = None
    ) -> None:
        if not is_http(endpoint):
            raise EndpointError(f"{endpoint}: not an http address of a SPARQL endpoint")
        self.endpoint, self.timeout = endpoint, timeout
        self._wire = Wire(endpoint, timeout, login)

    def ask(self, query: str, left: float | None = None) -> Answer:
        """Return the endpoint's answer to a query.

        ``left`` is what others of the same question have left of the timeout's seconds.

        Raises:
            UsageError: the query is none, or writes.
            EndpointError: it refused, failed, did not answer in time, sent too much, or sent
                something that is no SPARQL result.
        """
        check_query(query, federated=True)
        graph = form_of(query) in ("CONSTRUCT", "DESCRIBE")
        request = self._request(query, _GRAPHS if graph else _TABLES)
        kind, body = self._wire.send(request, LARGEST, left)
        return self._graph(kind, body) if graph else self._table(kind, body)

    def _request(self, query: str, accepted: tuple[str, ...]) -> Request:
        from SPARQLWrapper import POST, SPARQLWrapper
        from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

        wrapper = SPARQLWrapper(self.endpoint, agent=AGENT)
        wrapper.setQuery(query)
        wrapper.setOnlyConneg(True)
        # By GET it would put a second question mark into an address that has one.
        if len(query.encode()) > LONGEST_GET or "?" in self.endpoint:
            wrapper.setMethod(POST)
        try:
            request: Request = wrapper._createRequest()  # noqa: SLF001 - its query() has no deadline
        except SPARQLWrapperException as error:
            raise self._failed(str(error)) from error
        # Its list for graphs prefers RDF/XML; N-Triples is the form that can do no harm.
        request.remove_header("Accept")
        request.add_header("Accept", ", ".join(accepted))
        return request

    def _table(self, kind: str, body: bytes) -> Answer:
        self._expect(kind, _TABLES)
        try:
            return answer_of(ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON))
        except (SyntaxError, ValueError) as error:
            raise self._failed(f"not SPARQL results in JSON: {error}") from error

    def _graph(self, kind: str, body: bytes) -> Answer:
        from ..errors import Refused
        from ..formats import rdf_format_of_media_type
        from ..rdf import parse_triples

        self._expect(kind, _GRAPHS)
        syntax = rdf_format_of_media_type(kind)
        assert syntax
        try:
            return Answer(triples=tuple(parse_triples(body, syntax.name, "the answer")))
        except Refused as error:
            raise self._failed(str(error)) from error

    def _expect(self, kind: str, accepted: tuple[str, ...]) -> None:
        if kind not in accepted:
            raise self._failed(f"answered {kind}; expected {accepted[0]}")

    def _failed(self, how: str) -> EndpointError:
        return EndpointError(f"{self.endpoint}: {how}")


def is_http(address: str) -> bool:
    """Tell whether an address is one of HTTP, with a host.

    >>> is_http("http://localhost:7878/query"), is_http("localhost:7878")
    (True, False)
    """
    try:
        parts = urllib.parse.urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
