"""A process that answers queries from a read-only store, one at a time, and may be killed.

It is started anew (never forked: a store's threads do not survive that), reads one task a line on
standard input and writes one reply: a line that says how it went, and as many bytes as that says.
What a query can do to it stays in it: memory is capped, the network is out of reach.
"""

from __future__ import annotations

import json
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from html import escape
from typing import Any

import pyoxigraph as ox

from ..errors import CouncilgraphError
from ..processes import isolate
from ..query.results import render
from ..query.store import Answer, TooMany, answer_of, fault_of
from ..rdf import Iri, write
from ..rdf.oxigraph import from_oxigraph
from .markup import cell, table

MOST_ROWS, MOST_BYTES = 10_000, 10_000_000
"""Of an answer; what has more is refused, never cut."""

_FAILURES = (CouncilgraphError, TooMany, SyntaxError, ValueError, OSError, LookupError, MemoryError,
             RecursionError)  # fmt: skip
_STACK = 64 << 20


@dataclass(frozen=True, slots=True)
class Task:
    """A query and how its answer is wanted, or a graph to read.

    ``default`` and ``named`` are the graphs that the protocol names (None: it names none), ``form``
    is the form of the query, empty where ``graph`` is to be read: an IRI, or empty for the default
    graph.
    """

    query: str
    syntax: str
    base: str
    form: str = ""
    default: list[str] | None = None
    named: list[str] | None = None
    graph: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """How a task went: a status of HTTP, what to say where it is an error, the answer's bytes."""

    status: int
    detail: str = ""
    body: bytes = b""


def encoded(task: Task) -> bytes:
    """Return a task as a line."""
    return json.dumps(asdict(task)).encode() + b"\n"


def main(place: str) -> None:
    """Answer tasks from the store in a folder until there are no more."""
    store = ox.Store.read_only(place)
    sys.stdout.buffer.write(b"ready\n")
    sys.stdout.buffer.flush()
    for line in sys.stdin.buffer:
        reply = answer(store, Task(**json.loads(line)))
        head = {"status": reply.status, "detail": reply.detail, "bytes": len(reply.body)}
        sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + reply.body)
        sys.stdout.buffer.flush()


def answer(store: ox.Store, task: Task) -> Reply:
    """Return the reply to a task: complete, or an error."""
    try:
        body = _queried(store, task) if task.form else _graph(store, task)
    except _FAILURES as error:
        return _failure(error)
    if len(body) > MOST_BYTES:
        return Reply(413, f"the answer has {len(body):,} bytes; expected at most {MOST_BYTES:,}")
    return Reply(200, body=body)


def _failure(error: Exception) -> Reply:
    match error:
        case TooMany():
            found = Reply(413, f"the answer has more than {MOST_ROWS:,} rows; expected LIMIT and "
                          "OFFSET with ORDER BY, or the dump")  # fmt: skip
        case SyntaxError():
            found = Reply(400, f"not a SPARQL query: {fault_of(error)}")
        case LookupError():
            found = Reply(404, f"there is no graph {error}")
        case MemoryError() | RecursionError():
            found = Reply(503, "the query needs more memory than it may have")
        case _:
            found = Reply(400, f"the query cannot be answered: {error}")
    return found


def _queried(store: ox.Store, task: Task) -> bytes:
    chosen: dict[str, Any] = {}
    if task.default is not None or task.named is not None:
        chosen["default_graph"] = [ox.NamedNode(g) for g in task.default or ()]
        chosen["named_graphs"] = [ox.NamedNode(g) for g in task.named or ()]
    result = store.query(task.query, base_iri=task.base, **chosen)
    found = answer_of(result, MOST_ROWS)
    if task.syntax == "html":
        return _page(found, task.base).encode()
    if found.triples is not None:
        return write(found.triples, task.syntax, task.base).encode()
    return render(found, task.syntax).encode()


def _page(found: Answer, base: str) -> str:
    """Return an answer as HTML."""
    if found.truth is not None:
        return f"<p>{'yes' if found.truth else 'no'}</p>"
    names = found.variables if found.triples is None else ("subject", "predicate", "object")
    rows = found.rows if found.triples is None else found.triples
    return table([escape(n) for n in names], ([cell(term, base) for term in row] for row in rows))


def _graph(store: ox.Store, task: Task) -> bytes:
    """Return a graph, its triples sorted: the store's own order is of no meaning."""
    name = ox.NamedNode(task.graph) if task.graph else ox.DefaultGraph()
    if task.graph and not store.contains_named_graph(name):
        raise LookupError(f"<{task.graph}>")
    triples = sorted(
        (
            (Iri(str(from_oxigraph(q.subject))), Iri(q.predicate.value), from_oxigraph(q.object))
            for q in store.quads_for_pattern(None, None, None, name)
        ),
        key=lambda t: (t[0], t[1], str(t[2])),
    )
    return write(triples, task.syntax, task.base).encode()


def _with_stack(work: Callable[[], None]) -> None:
    """Do work in a thread whose stack bears what the guard lets pass."""
    threading.stack_size(_STACK)
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends its workers
    isolate()
    _with_stack(lambda: main(sys.argv[1]))
