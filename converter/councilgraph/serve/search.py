"""Search over the names of things and the text of paragraphs, in every language at once."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from ..languages.fold import unfold
from ..rdf.namespaces import CG, DCTERMS, RDFS, SKOS
from .words import expression, folded, words

TABLES = """
CREATE VIRTUAL TABLE entry USING fts5(words, content='', tokenize='unicode61 remove_diacritics 0',
    prefix='2 3');
CREATE TABLE item (id INTEGER PRIMARY KEY, path TEXT, rank INTEGER, language TEXT, text TEXT);
"""
RANKS: dict[str, int] = {
    CG["symbol"]: 0,
    SKOS["prefLabel"]: 1,
    RDFS["label"]: 1,
    DCTERMS["title"]: 2,
    SKOS["altLabel"]: 2,
    CG["agendaItem"]: 3,
    CG["text"]: 4,
}
"""What is searched, by how near to the top it stands."""
MOST = 50
"""Things that a search gives; it says if there are more."""
_WIDTH = 160
_DEADLINE = 1.0
_STEPS = 1_000

_FIND = """
SELECT item.path, item.language, item.text FROM entry JOIN item ON item.id = entry.rowid
WHERE entry MATCH ? AND (? = '' OR item.language IN ('', ?))
ORDER BY item.rank, length(item.text), item.path, item.language LIMIT ?
"""


class TooBroad(Exception):
    """A search would take too long."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found: an excerpt of what was searched, and where in it the words are."""

    path: str
    language: str
    text: str
    marks: tuple[tuple[int, int], ...]


def add(connection: sqlite3.Connection, said: Iterable[tuple[str, str, ox.Literal]]) -> None:
    """Index what is said of things: path, predicate, text."""
    for path, predicate, literal in said:
        rank, language = RANKS[predicate], literal.language or ""
        cursor = connection.execute(
            "INSERT INTO item (path, rank, language, text) VALUES (?, ?, ?, ?)",
            (path, rank, language, literal.value),
        )
        connection.execute(
            "INSERT INTO entry (rowid, words) VALUES (?, ?)",
            (cursor.lastrowid, " ".join(words(literal.value))),
        )


class Search:
    """A search over an index that was built."""

    def __init__(self, file: Path) -> None:
        address = f"{file.resolve().as_uri()}?mode=ro&immutable=1"
        self._connection = sqlite3.connect(address, uri=True, check_same_thread=False)
        self._one = threading.Lock()

    def close(self) -> None:
        """Let go of the file."""
        with self._one:
            self._connection.close()

    def find(self, query: str, language: str = "", most: int = MOST) -> list[Hit]:
        """Return the things that a search finds, each once, best first.

        Raises:
            TooBroad: there are too many to be looked through in time.
        """
        wanted = expression(query)
        if not wanted:
            return []
        with self._one:
            end = time.monotonic() + _DEADLINE
            self._connection.set_progress_handler(lambda: time.monotonic() > end, _STEPS)
            try:
                rows = self._connection.execute(_FIND, (wanted, language, language, most * 8))
                found = rows.fetchall()
            except sqlite3.OperationalError as error:
                raise TooBroad(query) from error
        hits: dict[str, Hit] = {}
        for path, tag, text in found:
            if path not in hits and len(hits) < most:
                hits[path] = Hit(path, tag, *excerpt(text, query))
        return list(hits.values())


def excerpt(text: str, query: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return a piece of a text about the words of a query, and where they are in it.

    >>> excerpt("Réaffirmant sa résolution", "resol")
    ('Réaffirmant sa résolution', ((15, 20),))
    """
    twin, marks = folded(text), []
    for word in folded(query).split():
        at = twin.find(word)
        if at >= 0:
            marks.append((unfold(text, at), unfold(text, at + len(word))))
    start = max(0, min((m[0] for m in marks), default=0) - _WIDTH // 4)
    if start:
        space = text.find(" ", start, start + 20)
        start = space + 1 if space >= 0 else start
    piece = text[start : start + _WIDTH]
    inside = sorted((a - start, b - start) for a, b in marks if b - start <= len(piece))
    return piece, tuple(_apart(inside))


def _apart(marks: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return marks that do not overlap."""
    kept: list[tuple[int, int]] = []
    for start, end in marks:
        if end > start and (not kept or start >= kept[-1][1]):
            kept.append((start, end))
    return kept
