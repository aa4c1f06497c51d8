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
from councilgraph.rdf import Triple, canonical_quads, write
from councilgraph.rdf.namespaces import CG
from councilgraph.validate import validate
from kept import triples
from validation import pyshacl_alone

NAME = "urn:document:"


def converted(files: list[Path]) -> list[tuple[Triple, ...]]:
    """Return what documents say, converted on all cores."""
    inputs, _ = find([str(f) for f in files])
    return [o.value for o in convert_each(inputs, triples) if o.value]


def ours(files: list[Path]) -> int:
    """Make the graph and return how many statements it has."""
    parts = converted(files)
    whole = [t for part in parts for t in part]
    validate(whole)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        for number, part in enumerate(parts):
            (place / f"{number}.ttl").write_text(write(part, "ttl"), "utf-8")
        quads = canonical_quads((f"{NAME}{n}", part) for n, part in enumerate(parts))
        (place / "dump.nq").write_text(quads, "utf-8")
        index(place, ((str(s), str(o)) for s, p, o in whole if p == CG["text"]))
    return len(whole)


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
