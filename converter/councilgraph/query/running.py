"""A question asked of data or of an endpoint, and its answer in a result syntax."""

from __future__ import annotations

from pathlib import Path

from .remote import Remote
from .results import render
from .store import TIMEOUT, Embedded, Store


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
