"""Tables as an SQLite database with full-text search, the same bytes for the same rows.

``search`` is an FTS5 index of the paragraphs' texts by trigrams, which needs no words to be told
apart and so serves Chinese as well as English: any run of three characters or more is found.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from ..rdf.namespaces import LICENCE
from .cells import Row, Table

_TYPES = {"integer": "INTEGER", "boolean": "TEXT", "gYear": "INTEGER"}
_SEARCH = """
CREATE VIRTUAL TABLE search USING fts5(
    text, content='paragraphs', content_rowid='rowid', tokenize='trigram');
INSERT INTO search(search) VALUES ('rebuild');
INSERT INTO search(search) VALUES ('optimize');
"""
# SQLite, "Database File Format", section 1.3: how often the file was changed, at which change the
# version was noted, and which version of the library wrote it.
_CHANGES, _NOTED, _VERSION = slice(24, 28), slice(92, 96), slice(96, 100)
_FORMAT = 3_034_000
"""The first version of SQLite that knows trigrams."""


def sqlite_of(tables: Iterable[tuple[Table, list[Row]]]) -> bytes:
    """Return a database with one table a table, an index of paragraphs, and what it all is."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.execute("PRAGMA page_size = 4096")
        connection.execute("PRAGMA encoding = 'UTF-8'")
        connection.execute("CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT)")
        about = [("title", "councilgraph"), ("license", str(LICENCE))]
        names = set()
        for table, rows in tables:
            names.add(table.name)
            about.append((table.name, table.title))
            _write(connection, table, rows)
        connection.executemany("INSERT INTO about VALUES (?, ?)", about)
        if "paragraphs" in names:
            connection.executescript(_SEARCH)
        connection.execute("VACUUM")
        data = bytearray(connection.serialize())
    finally:
        connection.close()
    data[_CHANGES] = data[_NOTED] = (1).to_bytes(4)
    data[_VERSION] = _FORMAT.to_bytes(4)
    return bytes(data)


def _write(connection: sqlite3.Connection, table: Table, rows: Iterable[Row]) -> None:
    columns = ", ".join(f'"{c.name}" {_TYPES.get(c.datatype, "TEXT")}' for c in table.columns)
    connection.execute(f'CREATE TABLE "{table.name}" ({columns})')
    marks = ", ".join("?" * len(table.columns))
    cells = ([cell or None for cell in row] for row in rows)
    statement = f'INSERT INTO "{table.name}" VALUES ({marks})'  # noqa: S608 - names are our own
    connection.executemany(statement, cells)
