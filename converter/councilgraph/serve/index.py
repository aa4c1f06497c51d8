"""What a dataset says, by path: which file describes a thing, and what refers to the others.

One SQLite file, built from the Turtle files at start and only read afterwards.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from ..rdf import Iri
from ..rdf.namespaces import DCTERMS, RDF
from . import search

_TYPE, _DATE = RDF["type"], DCTERMS["date"]
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE described (path TEXT, file TEXT, PRIMARY KEY (path, file)) WITHOUT ROWID;
CREATE TABLE kind (path TEXT, class TEXT, PRIMARY KEY (path, class)) WITHOUT ROWID;
CREATE TABLE dated (day TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE mentioned (path TEXT, subject TEXT, predicate TEXT,
    PRIMARY KEY (path, subject, predicate)) WITHOUT ROWID;
"""
_END = "\U0010ffff"


def build(target: Path, place: Path, files: Iterable[str], base: str) -> None:
    """Write the index of Turtle files below a folder into a new file.

    Raises:
        SyntaxError: a file is not Turtle.
        OSError: a file cannot be read.
    """
    connection = sqlite3.connect(target)
    with connection:
        connection.executescript(_TABLES + search.TABLES)
        for file in files:
            _add(connection, place, file, base)
        connection.execute("DELETE FROM mentioned WHERE path IN (SELECT path FROM described)")
    connection.close()


def _add(connection: sqlite3.Connection, place: Path, file: str, base: str) -> None:
    described: set[str] = set()
    kinds: set[tuple[str, str]] = set()
    mentioned: set[tuple[str, str, str]] = set()
    days: set[str] = set()
    texts: dict[tuple[str, str, ox.Literal], None] = {}
    for quad in ox.parse(path=str(place / file), format=ox.RdfFormat.TURTLE):
        subject, predicate, value = quad.subject, quad.predicate.value, quad.object
        if not isinstance(subject, ox.NamedNode):
            continue
        if subject.value.startswith(base):
            path = path_of(subject.value, base)
            described.add(path)
            if predicate == _TYPE and isinstance(value, ox.NamedNode):
                kinds.add((path, value.value))
            if predicate in search.RANKS and isinstance(value, ox.Literal):
                texts[subject.value.removeprefix(base), predicate, value] = None
        if predicate == _DATE and _DAY.fullmatch(value.value):
            days.add(value.value)
        if isinstance(value, ox.NamedNode) and value.value.startswith(base):
            mentioned.add((path_of(value.value, base), subject.value, predicate))
    rows = ((path, file) for path in described)
    connection.executemany("INSERT OR IGNORE INTO described VALUES (?, ?)", rows)
    connection.executemany("INSERT OR IGNORE INTO kind VALUES (?, ?)", kinds)
    connection.executemany("INSERT OR IGNORE INTO dated VALUES (?)", ((day,) for day in days))
    search.add(connection, texts)
    others = (m for m in mentioned if m[0] not in described)
    connection.executemany("INSERT OR IGNORE INTO mentioned VALUES (?, ?, ?)", others)


def path_of(iri: str, base: str) -> str:
    """Return the path below the base at which an IRI is looked up: without its fragment.

    >>> path_of("https://w3id.org/councilgraph/ontology#Vote", "https://w3id.org/councilgraph/")
    'ontology'
    """
    return iri.removeprefix(base).partition("#")[0]


class Index:
    """An index that was built."""

    def __init__(self, file: Path) -> None:
        address = f"{file.resolve().as_uri()}?mode=ro&immutable=1"
        self._connection = sqlite3.connect(address, uri=True, check_same_thread=False)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def __contains__(self, path: str) -> bool:
        return any(
            self._rows(f"SELECT 1 FROM {table} WHERE path = ? LIMIT 1", path)  # noqa: S608 - ours
            for table in ("described", "mentioned")
        )

    def files(self, path: str) -> list[str]:
        """Return the files that say something of a thing or of its parts."""
        query = "SELECT DISTINCT file FROM described WHERE path = ? OR path > ? AND path < ?"
        return sorted(file for (file,) in self._rows(query, path, f"{path}/", f"{path}/{_END}"))

    def kinds(self, path: str) -> list[str]:
        """Return the classes of a thing."""
        return [kind for (kind,) in self._rows("SELECT class FROM kind WHERE path = ?", path)]

    def mentions(self, path: str, base: str) -> Iterator[tuple[Iri, Iri, Iri]]:
        """Yield the triples that refer to a thing of which nothing is said."""
        query = "SELECT subject, predicate FROM mentioned WHERE path = ?"
        for subject, predicate in self._rows(query, path):
            yield Iri(subject), Iri(predicate), Iri(base + path)

    def newest(self) -> str | None:
        """Return the date of the newest document."""
        ((day,),) = self._rows("SELECT max(day) FROM dated")
        return day if isinstance(day, str) else None

    def paths(self) -> Iterator[str]:
        """Yield the path of everything described or mentioned."""
        query = "SELECT path FROM described UNION SELECT path FROM mentioned"
        return (path for (path,) in self._rows(query))

    def _rows(self, query: str, *values: str) -> list[tuple[Any, ...]]:
        return self._connection.execute(query, values).fetchall()
