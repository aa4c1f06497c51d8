"""Documents to a judged, written and indexed graph: ours, and the same graph the plain way.

The plain way is given what our converter says of the documents, since no shorter converter says as
much. With rdflib, pyshacl and SQLite it then does what ours does: judge by all shapes, write Turtle
a document and sorted N-Quads, index the words of paragraphs.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterable
from pathlib import Path

import rdflib

from councilgraph.pipeline.inputs import find
from councilgraph.pipeline.pool import convert_each
from councilgraph.pipeline.sharing import Sharing
from councilgraph.publish import units_of
from councilgraph.rdf import Triple, write
from councilgraph.rdf.namespaces import CG
from kept import NAME, Judging, Writing, triples
from validation import pyshacl_alone

BATCH = 8
"""Units that are judged at a time."""


def converted(files: list[Path]) -> list[tuple[Triple, ...]]:
    """Return what documents say, converted on all cores."""
    inputs, _ = find([str(f) for f in files])
    return [o.value for o in convert_each(inputs, triples) if o.value]


def ours(files: list[Path]) -> int:
    """Make the graph and return how many statements it has.

    As in a publication, each process writes what it converts, and then judges together the
    documents that shapes read together.
    """
    inputs, _ = find([str(f) for f in files])
    with tempfile.TemporaryDirectory() as folder, Sharing() as processes:
        place = Path(folder)
        made = [o.value for o in convert_each(inputs, Writing(place)) if o.value]
        units = units_of([one.member for one in made])
        together = [tuple(m.key for u in units[n : n + BATCH] for m in u.members)
                    for n in range(0, len(units), BATCH)]  # fmt: skip
        for _ in processes.each(Judging(place), together):
            pass  # both ways judge, and neither tells what it found
        lines = sorted(line for one in made for line in one.quads.splitlines(keepends=True))
        (place / "dump.nq").write_text("".join(lines), "utf-8")
        index(place, (row for one in made for row in one.words))
    return sum(one.triples for one in made)


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
