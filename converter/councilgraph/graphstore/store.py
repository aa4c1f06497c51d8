"""A store: graphs are put into it by the Graph Store protocol, and counted by its endpoint."""

from __future__ import annotations

import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import TypeVar

from ..errors import EndpointError
from ..linkcheck import patiently
from ..query import AGENT, Cell, Login, Remote, Wire, is_http
from ..rdf import Literal
from .graphs import Graph

LARGEST_BODY = 8_000_000
"""Characters of statements that one request carries at most, unless there are blank nodes in them,
which must come together."""
_LARGEST_ANSWER = 1_000_000
_TOLD_AT_ONCE = 100
"""Graphs whose statements one query counts."""

Notice = Callable[[str], None]
T = TypeVar("T")


class GraphStore:
    """A SPARQL endpoint and the Graph Store that belongs to it.

    ``logins`` are for the one and the other. What fails and may pass is done again after a wait, of
    which ``say`` is told.

    Raises:
        EndpointError: an address is not one of HTTP.
    """

    def __init__(
        self,
        endpoint: str,
        graph_store: str,
        timeout: float,
        logins: tuple[Login | None, Login | None] = (None, None),
        *,
        sleep: Callable[[float], None] = time.sleep,
        say: Notice = lambda _: None,
    ) -> None:
        if not is_http(graph_store):
            raise EndpointError(f"{graph_store}: not an http address of a Graph Store")
        self.address = graph_store
        self._remote = Remote(endpoint, timeout, logins[0])
        self._wire = Wire(graph_store, timeout, logins[1])
        self._sleep, self._say = sleep, say

    def put(self, graph: Graph) -> None:
        """Put a graph in place of what is there under its name.

        A large one goes in parts, which is safe to begin anew: the first replaces everything.

        Raises:
            EndpointError: the store would not take it.
        """
        for number, body in enumerate(bodies(graph.lines, LARGEST_BODY)):
            method = "POST" if number else "PUT"
            self._again(partial(self._send, graph.name, body, method))

    def counts(self, names: Iterable[str]) -> dict[str, int]:
        """Return how many statements each graph has; one that is not there has none.

        Raises:
            EndpointError: the endpoint did not tell.
        """
        waiting = iter(names)
        found: dict[str, int] = {}
        while some := tuple(islice(waiting, _TOLD_AT_ONCE)):
            found |= dict.fromkeys(some, 0) | self._counted(some)
        return found

    def seen(self, statement: str) -> int:
        """Return how often a query that names no graph sees a statement, a line of N-Triples.

        Raises:
            EndpointError: the endpoint did not tell.
        """
        # Not ASK, which Virtuoso 7 answers with a table.
        query = f"SELECT (COUNT(*) AS ?n) {{ {statement.strip()} }}"
        rows = self._again(lambda: self._remote.ask(query)).rows
        return sum(self._number(*row) for row in rows)

    def _counted(self, names: Sequence[str]) -> dict[str, int]:
        values = " ".join(f"<{name}>" for name in names)
        query = (
            f"SELECT ?g (COUNT(*) AS ?n) {{ VALUES ?g {{ {values} }} GRAPH ?g {{ ?s ?p ?o }} }} "
            "GROUP BY ?g"
        )
        answer = self._again(lambda: self._remote.ask(query))
        return {str(row[0]): self._number(*row[1:]) for row in answer.rows}

    def _number(self, *cells: Cell) -> int:
        if len(cells) == 1 and isinstance(cells[0], Literal) and cells[0].value.isdecimal():
            return int(cells[0].value)
        raise EndpointError(f"{self._remote.endpoint}: answered no number; expected a count")

    def _send(self, name: str, body: bytes, method: str) -> None:
        joint = "&" if "?" in self.address else "?"
        url = f"{self.address}{joint}{urllib.parse.urlencode({'graph': name})}"
        headers = {"Content-Type": "application/n-triples; charset=utf-8", "User-Agent": AGENT}
        request = urllib.request.Request(url, body, headers, method=method)  # noqa: S310 - http
        self._wire.send(request, _LARGEST_ANSWER)

    def _again(self, ask: Callable[[], T]) -> T:
        return patiently(ask, self._sleep, self._say)


def bodies(lines: Sequence[str], largest: int) -> Iterator[bytes]:
    r"""Yield statements as bodies of requests, at least one.

    >>> list(bodies(["<urn:a> <urn:b> 1 .\n", "<urn:a> <urn:b> 2 .\n"], 30))
    [b'<urn:a> <urn:b> 1 .\n', b'<urn:a> <urn:b> 2 .\n']
    >>> list(bodies(["<urn:a> <urn:b> _:c .\n", "_:c <urn:b> 2 .\n"], 30))
    [b'<urn:a> <urn:b> _:c .\n_:c <urn:b> 2 .\n']
    """
    whole = any(" _:" in f" {line}" for line in lines)
    part: list[str] = []
    size = 0
    for line in lines:
        if part and size + len(line) > largest and not whole:
            yield "".join(part).encode()
            part, size = [], 0
        part.append(line)
        size += len(line)
    yield "".join(part).encode()
