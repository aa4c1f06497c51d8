"""Tables as SQL that SQLite builds a database from, with full-text search.

A database file is not published itself: how SQLite lays out its pages differs from version to
version, and what is published has the same bytes wherever it is made.

``search`` is an FTS5 index of the paragraphs' texts by trigrams, which needs no words to be told
apart and so serves Chinese as well as English: any run of three characters or more is found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..rdf.namespaces import LICENCE
from .cells import Row, Table

_TYPES = {"integer": "INTEGER", "gYear": "INTEGER"}
_SEARCH = """\
CREATE VIRTUAL TABLE search USING fts5(
    text, content='paragraphs', content_rowid='rowid', tokenize='trigram');
INSERT INTO search(search) VALUES ('rebuild');
"""


def sql_of(tables: Iterable[tuple[Table, list[Row]]]) -> str:
    """Return the statements that build one table a table, an index of paragraphs, and ``about``.

    SQLite 3.34 or newer runs them: ``sqlite3 councilgraph.sqlite < councilgraph.sql``.
    """
    known = {table.name: (table, rows) for table, rows in tables}
    about = {"title": "councilgraph", "license": LICENCE}
    about |= {name: table.title for name, (table, _) in known.items()}
    lines = ["BEGIN;", "CREATE TABLE about (key TEXT, value TEXT);"]
    lines += [_insert("about", item) for item in about.items()]
    for table, rows in known.values():
        lines += _statements(table, rows)
    return "\n".join(lines) + "\n" + (_SEARCH if "paragraphs" in known else "") + "COMMIT;\n"


def _statements(table: Table, rows: Iterable[Row]) -> Iterator[str]:
    columns = ", ".join(f"{c.name} {_TYPES.get(c.datatype, 'TEXT')}" for c in table.columns)
    yield f"CREATE TABLE {table.name} ({columns});"
    for row in rows:
        yield _insert(table.name, row)


def _insert(table: str, cells: Iterable[str]) -> str:
    return f"INSERT INTO {table} VALUES ({_values(cells)});"  # noqa: S608 - quoted by _values


def _values(cells: Iterable[str]) -> str:
    """Return cells as SQL: strings, which columns of numbers take as such; NULL where empty.

    >>> _values(["Côte d'Ivoire", ""])
    "'Côte d''Ivoire',NULL"
    """
    return ",".join("'" + c.replace("'", "''") + "'" if c else "NULL" for c in cells)
