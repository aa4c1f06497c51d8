"""The endpoint's description of itself (SPARQL 1.1 Service Description), or its form."""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.responses import Response

from ..errors import UsageError
from ..publish.service import described
from ..query.library import named as named_question
from ..rdf import Iri, write
from .answers import found
from .dataset import Dataset
from .forms import EXAMPLE, query_form
from .negotiate import GRAPHS, HTML, choose, listing, named
from .plainpage import page, say
from .problems import problem

_HOST = re.compile(r"[A-Za-z0-9.-]+(?::[0-9]+)?|\[[0-9A-Fa-f:.]+\](?::[0-9]+)?")


def service_description(request: Request, dataset: Dataset) -> Response:
    """Return the description of the service, to people as a form to ask with."""
    offers = (*GRAPHS, HTML)
    syntax = request.query_params.get("format")
    offer = choose(request.headers.get("accept"), offers) if syntax is None else named(
        syntax, offers)  # fmt: skip
    if offer is None:
        return problem(406 if syntax is None else 400, f"there is {listing(offers)}", request)
    if offer == HTML:
        root = request.scope.get("root_path", "")
        try:
            example = _example(request, dataset)
        except UsageError as error:
            return problem(404, str(error).replace("; --list shows them all", ""), request)
        body = page("SPARQL", query_form(example, root), root, say("sparql"))
    else:
        endpoint = Iri(asked_at(request) or dataset.base + "sparql")
        body = write(described(endpoint, dataset.base), offer.name, dataset.base).encode()
    answer = found(request, body, offer)
    answer.headers["Vary"] += ", Host"
    return answer


def _example(request: Request, dataset: Dataset) -> str:
    """Return the query to begin with: that of the named question that a request names."""
    name = request.query_params.get("example")
    return EXAMPLE if name is None else named_question(name).bound({}, dataset.base)


def asked_at(request: Request) -> str:
    """Return the address that a request came to, if its host is one."""
    host = request.headers.get("host", "")
    return f"{request.url.scheme}://{host}{request.url.path}" if _HOST.fullmatch(host) else ""
