"""``councilgraph load``: a published dataset into a SPARQL store, by the Graph Store protocol."""

from __future__ import annotations

import argparse
import os
import time
import urllib.parse
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import Contradiction, EndpointError, UsageError
from .messages import Messages
from .progress import progress

if TYPE_CHECKING:
    from ..graphstore import GraphStore, Loaded

WHOLE = 300.0
"""Seconds for one request, unless told otherwise."""
_SHOWN = 5
"""Graphs whose counts disagree that are told one by one."""
_sleep = time.sleep


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the verb."""
    parser.add_argument(
        "place", metavar="DIR_OR_FILE", type=Path,
        help="a published dataset, or N-Quads (.nq, .nq.gz)",
    )  # fmt: skip
    parser.add_argument(
        "--endpoint", metavar="URL", required=True,
        help="where the store answers queries; a name and password are taken from "
        "COUNCILGRAPH_USER and COUNCILGRAPH_PASSWORD, or ~/.netrc",
    )  # fmt: skip
    parser.add_argument(
        "--graph-store", metavar="URL",
        help="where it takes graphs (default: known for Oxigraph, Virtuoso, Fuseki, GraphDB)",
    )  # fmt: skip
    parser.add_argument(
        "--anew", action="store_true", help="send everything, whatever was sent before"
    )
    parser.add_argument(
        "--state", metavar="FILE", type=Path,
        help="where it is kept what was sent (default: in the user's cache, by store)",
    )  # fmt: skip
    parser.add_argument(
        "--timeout", type=float, default=WHOLE, metavar="SECONDS",
        help="how long one request may take (default: 300)",
    )  # fmt: skip


def run(args: argparse.Namespace, messages: Messages) -> int:
    """Load, say what was, and return 0; 3 where the store counts otherwise."""
    from ..graphstore import Journal, graphs_of, journal_of, load

    if not 0 < args.timeout < float("inf"):
        raise UsageError(f"--timeout {args.timeout:g}; expected more than 0 seconds")
    store = _store(args, messages)
    graphs = graphs_of(args.place)
    journal = Journal(args.state or journal_of(store.address), store.address)
    start = time.monotonic()
    try:
        loaded = load(
            graphs, store, journal, anew=args.anew,
            watch=lambda found: progress(found, graphs.total, messages),
        )  # fmt: skip
    except EndpointError:
        messages.note("what was taken is known: the same command goes on from there")
        raise
    return _summary(loaded, time.monotonic() - start, args.endpoint, messages)


def _store(args: argparse.Namespace, messages: Messages) -> GraphStore:
    from ..graphstore import GraphStore, graph_store_of
    from ..query import is_http, login_of

    for address in filter(None, (args.endpoint, args.graph_store)):
        if not is_http(address):
            raise UsageError(f"{address!r} is no address; expected http:// or https://")
        if "@" in urllib.parse.urlsplit(address).netloc:
            raise UsageError(
                "a name or password in an address; expected COUNCILGRAPH_USER and "
                "COUNCILGRAPH_PASSWORD, or ~/.netrc"
            )
    target = args.graph_store or graph_store_of(args.endpoint)
    logins = login_of(args.endpoint, os.environ), login_of(target, os.environ)
    return GraphStore(
        args.endpoint, target, args.timeout, logins, sleep=_sleep, say=messages.note
    )  # fmt: skip


def _summary(loaded: Loaded, seconds: float, endpoint: str, messages: Messages) -> int:
    rate = loaded.statements_sent / seconds if seconds else 0
    kept = loaded.graphs - loaded.graphs_sent
    messages.note(
        f"{loaded.graphs_sent:,} graphs sent with {loaded.statements_sent:,} statements in "
        f"{seconds:.1f} s ({rate:,.0f}/s); {kept:,} were there"
    )
    for each in loaded.disagreements[:_SHOWN]:
        messages.say("error", f"{each.graph}: {each.sent:,} statements sent, {each.found:,} there")
    if loaded.disagreements:
        raise Contradiction(
            f"{endpoint}: counts disagree in {len(loaded.disagreements):,} of {loaded.graphs:,} "
            "graphs; expected those that were sent"
        )
    messages.note(f"{endpoint} counts the same: {loaded.statements:,} statements")
    if not loaded.seen:
        messages.note(
            "questions that name no graph do not see them; expected a default graph that is the "
            "union of all (oxigraph serve --union-default-graph, tdb2:unionDefaultGraph in Fuseki)"
        )
    if loaded.seen > 1:
        messages.note(
            f"one of them is seen {loaded.seen} times: other graphs there say the same, and "
            "questions that name no graph count it as often"
        )
    return 0
