"""Documents to a judged, written and indexed graph: ours, and the same graph the plain way.

The plain way is given what our converter says of the documents, since no shorter converter says as
much. With rdflib, pyshacl and SQLite it then does what ours does: judge by all shapes, write Turtle
a document and sorted N-Quads, index the words of paragraphs.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import rdflib

from councilgraph.identifiers import BASE
from councilgraph.pipeline.inputs import find
from councilgraph.pipeline.pool import convert_each
from councilgraph.pipeline.sharing import Sharing
from councilgraph.publish import Contribution, Member, member_of, units_of
from councilgraph.publish.units import LEADING
from councilgraph.rdf import Iri, Triple, write
from councilgraph.rdf.namespaces import CG
from kept import NAME, Told, Writing, Written, judged
from said import triples
from validation import pyshacl_alone

T = TypeVar("T")

TOGETHER = 8
"""Documents that are converted, and units that are judged, as one piece of work."""


def converted(files: list[Path]) -> list[tuple[Triple, ...]]:
    """Return what documents say, converted on all cores."""
    inputs, _ = find([str(f) for f in files])
    return [o.value for o in convert_each(inputs, triples) if o.value]


def ours(files: list[Path]) -> int:
    """Make the graph and return how many statements it has.

    As in a publication, each process writes what it converts, and then judges together the
    documents that shapes read together; while they judge, what was written is brought together.
    """
    inputs, _ = find([str(f) for f in files])
    with (tempfile.TemporaryDirectory() as folder, Sharing() as processes,
          ThreadPoolExecutor(1) as beside):  # fmt: skip
        place = Path(folder)
        writing = Writing(place, LEADING | {CG["symbol"]})
        made = list(processes.each(writing, list(batched(inputs))))
        brought = beside.submit(_brought_together, place, made)
        told = {one.sha256: one for each in made for one in each.documents}
        units = units_of([_member(one) for one in told.values()])
        together = [tuple(told[m.key].said for unit in some for m in unit.members)
                    for some in batched(units)]  # fmt: skip
        for _ in processes.each(judged, together):
            pass  # both ways judge, and neither tells what it found
        brought.result()
    return sum(each.triples for each in made)


def batched(items: Sequence[T]) -> Iterator[tuple[T, ...]]:
    """Yield items in pieces of work."""
    for start in range(0, len(items), TOGETHER):
        yield tuple(items[start : start + TOGETHER])


def _member(told: Told) -> Member:
    graph = Iri(NAME + told.sha256)
    one = Contribution(told.name, graph, "", told.sha256, told.leading)
    return member_of(one, told.sha256, BASE)


def _brought_together(place: Path, made: list[Written]) -> None:
    lines = sorted(line for each in made for line in each.quads.splitlines(keepends=True))
    (place / "dump.nq").write_bytes(b"".join(lines))
    index(place, (row for each in made for row in each.words))


def plainly(files: list[Path]) -> int:
    """Make the same graph with rdflib and pyshacl, and return how many statements it has."""
    parts = converted(files)
    whole = [t for part in parts for t in part]
    pyshacl_alone(whole)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        dataset = rdflib.Dataset()
        words: list[tuple[str, str]] = []
        for number, part in enumerate(parts):
            graph = dataset.graph(rdflib.URIRef(f"{NAME}{number}"))
            graph.parse(data=write(part, "nt"), format="nt")
            graph.serialize(place / f"{number}.ttl", format="turtle")
            found = graph.subject_objects(rdflib.URIRef(CG["text"]))
            words += [(str(s), str(o)) for s, o in found]
        lines = dataset.serialize(format="nquads").splitlines(keepends=True)
        (place / "dump.nq").write_text("".join(sorted(lines)), "utf-8")
        index(place, words)
    return len(whole)


def index(place: Path, words: Iterable[tuple[str, str]]) -> None:
    """Write a full-text index of paragraphs."""
    with sqlite3.connect(place / "search.sqlite") as store:
        store.execute("CREATE VIRTUAL TABLE text USING fts5 (paragraph UNINDEXED, words)")
        store.executemany("INSERT INTO text VALUES (?, ?)", words)
