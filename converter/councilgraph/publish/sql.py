"""Tables as SQL that SQLite builds a database from, with full-text search.

A database file is not published itself: how SQLite lays out its pages differs from version to
version, and what is published has the same bytes wherever it is made.

``search`` is an FTS5 index of the paragraphs' texts by trigrams, which needs no words to be told
apart and so serves Chinese as well as English: any run of three characters or more is found.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..rdf.namespaces import LICENCE
from .cells import Row, Table

_TYPES = {"integer": "INTEGER", "gYear": "INTEGER"}
_SEARCH = """\
CREATE VIRTUAL TABLE search USING fts5(
    text, content='paragraphs', content_rowid='rowid', tokenize='trigram');
INSERT INTO search(search) VALUES ('rebuild');
"""


def sql_opening(tables: Sequence[Table]) -> str:
    """Return the statements before those of the tables, which make ``about``.

    SQLite 3.34 or newer runs them: ``sqlite3 councilgraph.sqlite < councilgraph.sql``.
    """
    about = {"title": "councilgraph", "license": LICENCE}
    about |= {table.name: table.title for table in tables}
    lines = ["BEGIN;", "CREATE TABLE about (key TEXT, value TEXT);"]
    lines += [_insert("about", item) for item in about.items()]
    return "".join(f"{line}\n" for line in lines)


def sql_table(table: Table) -> str:
    """Return the statement that makes a table."""
    columns = ", ".join(f"{c.name} {_TYPES.get(c.datatype, 'TEXT')}" for c in table.columns)
    return f"CREATE TABLE {table.name} ({columns});\n"


def sql_rows(table: Table, rows: Iterable[Row]) -> str:
    """Return the statements that fill a table."""
    return "".join(f"{_insert(table.name, row)}\n" for row in rows)


def sql_closing(tables: Iterable[Table]) -> str:
    """Return the statements after those of the tables, which make the index of paragraphs."""
    return (_SEARCH if "paragraphs" in {t.name for t in tables} else "") + "COMMIT;\n"


def _insert(table: str, cells: Iterable[str]) -> str:
    return f"INSERT INTO {table} VALUES ({_values(cells)});"  # noqa: S608 - quoted by _values


def _values(cells: Iterable[str]) -> str:
    """Return cells as SQL: strings, which columns of numbers take as such; NULL where empty.

    >>> _values(["Côte d'Ivoire", ""])
    "'Côte d''Ivoire',NULL"
    """
    return ",".join("'" + c.replace("'", "''") + "'" if c else "NULL" for c in cells)
