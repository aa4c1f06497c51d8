"""Any SPARQL endpoint through SPARQLWrapper, with a deadline and a cap that hold."""

from __future__ import annotations

import json
import threading
import urllib.error
import urllib.request
from typing import Any

from ..errors import EndpointError
from ..rdf import Iri, Literal, Term
from ..rdf.terms import STRING
from .store import Answer

AGENT = "councilgraph/0.1 (+https://w3id.org/councilgraph/)"
LARGEST = 50_000_000
"""Bytes of an answer; a larger one is refused."""
LONGEST_GET = 2_000
"""Characters of a query that is sent by GET; a longer one is posted."""
_JSON = ("application/sparql-results+json", "application/json")
_GRAPHS = ("application/n-triples", "text/turtle", "text/plain")


class Remote:
    """A SPARQL 1.1 Protocol endpoint; ``timeout`` is wall-clock seconds for a whole answer."""

    def __init__(self, endpoint: str, timeout: float = 30.0) -> None:
        if not endpoint.startswith(("http://", "https://")):
            raise EndpointError(f"{endpoint}: not an http address of a SPARQL endpoint")
        self.endpoint, self.timeout = endpoint, timeout

    def ask(self, query: str) -> Answer:
        """Return the endpoint's answer to a query.

        Raises:
            EndpointError: it refused, failed, did not answer in time, sent too much, or sent
                something that is no SPARQL result.
        """
        box: list[Answer | Exception] = []
        worker = threading.Thread(target=self._run, args=(query, box), daemon=True)
        worker.start()
        worker.join(self.timeout)
        if not box:
            raise EndpointError(f"{self.endpoint}: no whole answer within {self.timeout:g} s")
        if isinstance(box[0], Exception):
            raise box[0]
        return box[0]

    def _run(self, query: str, box: list[Answer | Exception]) -> None:
        try:
            box.append(self._fetch(query))
        except EndpointError as error:
            box.append(error)
        except urllib.error.HTTPError as error:
            detail = error.read(300).decode("utf-8", "replace").strip().splitlines()
            said = f": {detail[0]}" if detail else ""
            box.append(EndpointError(f"{self.endpoint}: answered {error.code}{said}"))
        except (OSError, ValueError) as error:
            box.append(EndpointError(f"{self.endpoint}: {error}"))

    def _fetch(self, query: str) -> Answer:
        from SPARQLWrapper import POST, SPARQLWrapper
        from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

        wrapper = SPARQLWrapper(self.endpoint, agent=AGENT)
        wrapper.setQuery(query)
        graph = wrapper.queryType in ("CONSTRUCT", "DESCRIBE")
        accept = _GRAPHS[0] if graph else _JSON[0]
        wrapper.setReturnFormat("json")
        if len(query) > LONGEST_GET:
            wrapper.setMethod(POST)
        try:
            request = wrapper._createRequest()  # noqa: SLF001
        except SPARQLWrapperException as error:
            raise EndpointError(f"{self.endpoint}: {error}") from error
        request.remove_header("Accept")
        request.add_header("Accept", accept)
        opener = urllib.request.build_opener(_NoRedirect)
        with opener.open(request, timeout=self.timeout) as response:
            kind = response.headers.get_content_type()
            body = response.read(LARGEST + 1)
        if len(body) > LARGEST:
            raise EndpointError(f"{self.endpoint}: the answer is larger than {LARGEST} bytes")
        return self._graph(kind, body) if graph else self._table(kind, body)

    def _table(self, kind: str, body: bytes) -> Answer:
        if kind not in _JSON:
            raise EndpointError(f"{self.endpoint}: answered {kind}; expected {_JSON[0]}")
        try:
            found = json.loads(body)
            if "boolean" in found:
                return Answer(truth=bool(found["boolean"]))
            names = tuple(found["head"]["vars"])
            rows = tuple(
                tuple(_term(row[n]) if n in row else None for n in names)
                for row in found["results"]["bindings"]
            )
        except (ValueError, KeyError, TypeError) as error:
            raise EndpointError(f"{self.endpoint}: not a SPARQL result: {error!r}") from error
        return Answer(names, rows)

    def _graph(self, kind: str, body: bytes) -> Answer:
        import pyoxigraph as ox

        from .store import _own

        if kind not in _GRAPHS:
            raise EndpointError(f"{self.endpoint}: answered {kind}; expected {_GRAPHS[0]}")
        try:
            quads = list(ox.parse(body, format=ox.RdfFormat.TURTLE))
        except SyntaxError as error:
            raise EndpointError(f"{self.endpoint}: not RDF: {error.msg}") from error
        return Answer(triples=tuple(
            (Iri(q.subject.value), Iri(q.predicate.value), _own(q.object)) for q in quads
        ))  # fmt: skip


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Refuse to be sent elsewhere: the answer must come from the place that was asked."""

    def redirect_request(
        self, req: Any, _fp: Any, _code: int, _msg: str, _headers: Any, newurl: str
    ) -> None:
        raise EndpointError(f"{req.full_url}: redirects to {newurl}; ask there if you trust it")


def _term(cell: dict[str, str]) -> Term:
    if cell["type"] == "uri":
        return Iri(cell["value"])
    if cell["type"] == "bnode":
        return Iri(f"_:{cell['value']}")
    if tag := cell.get("xml:lang"):
        return Literal(cell["value"], language=tag)
    return Literal(cell["value"], cell.get("datatype", STRING))
