"""Questions to a graph: where to ask, the library of named queries, how answers are written."""

from __future__ import annotations

from pathlib import Path

from .description import described, query_iri
from .federation import federated, joined, service_of
from .library import NamedQuery, library, named
from .login import Login, login_of
from .parameters import Parameter
from .portable import with_constants
from .remote import AGENT, Remote, is_http
from .results import json_term, render
from .store import TIMEOUT, Answer, Cell, Embedded, Store
from .wire import NOT_MODIFIED, Reply, Wire
from .wording import Wording, wordings

__all__ = [
    "AGENT",
    "NOT_MODIFIED",
    "TIMEOUT",
    "Answer",
    "Cell",
    "Embedded",
    "Login",
    "NamedQuery",
    "Parameter",
    "Remote",
    "Reply",
    "Store",
    "Wire",
    "Wording",
    "described",
    "federated",
    "is_http",
    "joined",
    "json_term",
    "library",
    "login_of",
    "named",
    "query_iri",
    "render",
    "run",
    "service_of",
    "with_constants",
    "wordings",
]


def run(
    query: str,
    *,
    data: Path | None = None,
    endpoint: str | None = None,
    syntax: str = "table",
    timeout: float = TIMEOUT,
) -> str:
    """Return the answer to a SPARQL query in a result syntax.

    It is asked of ``endpoint``, or else of the RDF file or folder ``data`` together with the
    authority tables. ``timeout`` is in seconds of the wall clock.

    Raises:
        UsageError: the query or the syntax is wrong.
        EnvironmentFault: the endpoint failed, or there was no whole answer in time.
        Refused: the data cannot be read.
    """
    store: Store = Remote(endpoint, timeout) if endpoint else Embedded(data, timeout)
    return render(store.ask(query), syntax)
