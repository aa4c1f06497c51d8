"""Put graphs into a store, leave out what is there already, and hold its counts against ours."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from .graphs import Graph, Graphs
from .journal import Journal
from .store import GraphStore

MOST, LARGEST = 100, 16_000_000
"""Graphs of a batch, and characters of their statements, unless one alone has more."""

Watch = Callable[[Iterator[Graph]], Iterable[Graph]]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A graph of which the endpoint counts another number of statements than were sent."""

    graph: str
    sent: int
    found: int


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many graphs and statements there are, how many of them were sent now, and what is wrong.

    ``seen`` is how often a query that names no graph sees one of the statements: once where the
    default graph is the union of all.
    """

    graphs: int
    statements: int
    graphs_sent: int
    statements_sent: int
    disagreements: tuple[Disagreement, ...]
    seen: int


def load(
    graphs: Graphs,
    store: GraphStore,
    journal: Journal,
    *,
    anew: bool = False,
    watch: Watch = lambda graphs: graphs,
) -> Loaded:
    """Load graphs in batches, each counted when it is sent.

    What the journal says was sent and the endpoint counts right is left as it is, unless all is
    wanted ``anew``; ``watch`` sees every graph go by.

    Raises:
        Refused: the data cannot be read.
        EndpointError: the store failed; what it took is in the journal.
        OSError: the journal cannot be written.
    """
    number, statements, sent, statements_sent = 0, 0, 0, 0
    wrong: list[Disagreement] = []
    sample = ""
    for batch in _batches(watch(graphs.read())):
        sample = sample or next(filter(_plain, (line for g in batch for line in g.lines)), "")
        waiting = batch if anew else _missing(batch, store, journal)
        for graph in waiting:
            store.put(graph)
            journal.note(graph.name, graph.sha256)
        wrong += _disagreements(waiting, store, journal)
        number, statements = number + len(batch), statements + _size(batch)
        sent, statements_sent = sent + len(waiting), statements_sent + _size(waiting)
    seen = store.seen(sample) if sample else 1
    return Loaded(number, statements, sent, statements_sent, tuple(wrong), seen)


def _plain(statement: str) -> bool:
    """Tell whether a statement has IRIs alone, which mean the same to every store."""
    return statement.startswith("<") and statement.endswith("> .\n") and '"' not in statement


def _missing(batch: list[Graph], store: GraphStore, journal: Journal) -> list[Graph]:
    """Return the graphs that were not sent, were sent otherwise, or are not there any more."""
    known = {g.name: len(g.lines) for g in batch if journal.has(g.name, g.sha256)}
    there = store.counts(known)
    return [g for g in batch if g.name not in known or there[g.name] != known[g.name]]


def _disagreements(
    sent: list[Graph], store: GraphStore, journal: Journal
) -> Iterator[Disagreement]:
    there = store.counts(g.name for g in sent)
    for graph in sent:
        if there[graph.name] != len(graph.lines):
            journal.note(graph.name, "")
            yield Disagreement(graph.name, len(graph.lines), there[graph.name])


def _batches(graphs: Iterable[Graph]) -> Iterator[list[Graph]]:
    batch: list[Graph] = []
    size = 0
    for graph in graphs:
        length = sum(map(len, graph.lines))
        if batch and (len(batch) >= MOST or size + length > LARGEST):
            yield batch
            batch, size = [], 0
        batch.append(graph)
        size += length
    if batch:
        yield batch


def _size(graphs: list[Graph]) -> int:
    return sum(len(g.lines) for g in graphs)
