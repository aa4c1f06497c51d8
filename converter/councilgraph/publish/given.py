"""The sources of a publication and the units that they make, kept as tables while it is made.

So the memory that they take does not grow with their number.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import islice
from typing import Any

from .grouping import GONE, NEW, ORDER, group
from .runs import Runs
from .schema import execute_all
from .units import Member, Told, Unit

COLUMNS = "key, name, graph, language, sha256, letter, main, documents, rank, text"
"""The columns that tell of a source what a member does."""
_KEPT = """
DROP TABLE IF EXISTS temp.kept;
CREATE TEMP TABLE kept (name TEXT PRIMARY KEY) WITHOUT ROWID
"""
_AT_ONCE = 1000
"""How many names are listed at once."""
_NONE_GIVEN = "DELETE FROM given; DELETE FROM grouped;"


class Units(Sequence[Unit]):
    """Units in the order of their names, each read when it is asked for."""

    def __init__(self, base: sqlite3.Connection) -> None:
        """``base`` has the tables of sources that are grouped, see ``grouping``."""
        self._base = base
        self._number: int = base.execute("SELECT count(*) FROM grouped").fetchone()[0]

    def __len__(self) -> int:
        return self._number

    def __getitem__(self, place: Any) -> Any:
        """Return the unit at a place."""
        name, key, unit = self._base.execute(
            "SELECT name, key, unit FROM grouped WHERE place = ?", (range(len(self))[place],)
        ).fetchone()
        members = self._base.execute(
            f"SELECT {COLUMNS} FROM given WHERE unit = ? ORDER BY {ORDER}", (unit,)  # noqa: S608 - ours
        )
        return Unit(name, tuple(map(member_at, members)), key)

    def name(self, place: int) -> str:
        """Return the name of the unit at a place."""
        found: str = self._base.execute(
            "SELECT name FROM grouped WHERE place = ?", (place,)
        ).fetchone()[0]
        return found

    def told(self) -> Iterator[Told]:
        """Yield the names and the keys of all units, and what ends with each."""
        yield from self._base.execute("SELECT name, key, ends FROM grouped ORDER BY place")

    def keys(self) -> Iterator[str]:
        """Yield the keys of all units."""
        return (key for _, key, _ in self.told())

    def named(self, name: str) -> Unit:
        """Return the unit of a name that there is."""
        found = self._base.execute("SELECT place FROM grouped WHERE name = ?", (name,)).fetchone()
        unit: Unit = self[found[0]]
        return unit


class Given(Runs):
    """What is published: sources, and which unit each belongs to."""

    def give(self, members: Iterable[Member]) -> Units:
        """Take the sources of a publication, in place of those before, and return their units."""
        self.give_none()
        return self.give_more((member, None) for member in members)

    def give_none(self) -> None:
        """Take the sources of a publication to be none, until more are given."""
        execute_all(self._base, _NONE_GIVEN + GONE)

    def give_more(self, members: Iterable[tuple[Member, bytes | None]]) -> Units:
        """Take further sources of a publication, and return the units of all.

        Each is told with the path of its file, by which it is known again if it was noted as read.
        """
        self._base.executemany(
            f"INSERT INTO given (source, unit, {COLUMNS}) VALUES "  # noqa: S608 - ours
            f"((SELECT id FROM source WHERE path = ?), {NEW}, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            ((path, *row_of(member)) for member, path in members),
        )
        return self.grouped()

    def take_out(self, where: str, *values: object) -> list[str]:
        """Take sources out, of which a condition in SQL tells, and return their names."""
        gone = self._base.execute(
            "DELETE FROM given "  # noqa: S608 - ours
            f"WHERE {where} RETURNING sha256, graph, documents, unit, name", values
        ).fetchall()
        self._base.executemany("INSERT INTO gone VALUES (?, ?, ?, ?)", (row[:4] for row in gone))
        return [row[4] for row in gone]

    def leave(self, doubted: Iterable[tuple[str, str]]) -> list[str]:
        """Take out sources, by what they are the sources of, and return their names in order."""
        return sorted(name for told in doubted
                      for name in self.take_out("sha256 = ? AND graph = ?", *told))  # fmt: skip

    def grouped(self) -> Units:
        """Return the units of the sources that were given."""
        group(self._base)
        return Units(self._base)

    def inputs(self) -> Iterator[tuple[str, str, str, str, bool]]:
        """Yield the name, the hash, the graph and the language of each source, in this order.

        The last tells whether its text is published.
        """
        for *said, text in self._base.execute(
            "SELECT DISTINCT name, sha256, graph, language, text FROM given ORDER BY 1, 2, 3, 4, 5"
        ):
            name, sha256, graph, language = said
            yield name, sha256, graph, language, bool(text)

    def number_given(self) -> int:
        """Return how many sources there are."""
        found: int = self._base.execute("SELECT count(*) FROM given").fetchone()[0]
        return found

    def keys_given(self) -> set[str]:
        """Return the keys of the sources."""
        return {row[0] for row in self._base.execute("SELECT key FROM given")}

    def sorted_keys(self) -> Iterator[list[str]]:
        """Yield the keys of the sources, which tell all of them, in order, some at once."""
        rows = self._base.execute("SELECT key FROM given ORDER BY key")
        while some := rows.fetchmany(_AT_ONCE):
            yield [key for (key,) in some]

    def units_gone(self) -> list[str]:
        """Return the names of the units that were there, and that no sources make any more."""
        return [row[0] for row in self._base.execute(
            "SELECT name FROM unit WHERE name NOT IN (SELECT name FROM grouped) ORDER BY name"
        )]  # fmt: skip

    def units_changed(self, quads: Iterable[str]) -> array[int]:
        """Return the places of units that were not there, or of other sources.

        So it is with those whose ``quads`` are not kept any more, which are told by the unit's key.
        """
        self.list_kept(quads)
        return array("L", (row[0] for row in self._base.execute(
            "SELECT g.place FROM grouped g LEFT JOIN unit u ON u.name = g.name "
            "WHERE u.key IS NOT g.key OR g.key NOT IN (SELECT name FROM kept) ORDER BY g.place"
        )))  # fmt: skip

    def list_kept(self, names: Iterable[str]) -> None:
        """List the names of what is kept of some kind, in place of those before."""
        execute_all(self._base, _KEPT)
        names = iter(names)
        while some := list(islice(names, _AT_ONCE)):
            self._base.execute("INSERT OR IGNORE INTO kept SELECT value FROM json_each(?)",
                               (json.dumps(some),))  # fmt: skip


def units_of(members: Iterable[Member]) -> list[Unit]:
    """Return the units of sources, in the order of their names."""
    with closing(Given()) as given:
        return list(given.give(members))


def row_of(member: Member) -> tuple[Any, ...]:
    """Return what a member tells of a source, column by column."""
    m = member
    return (m.key, m.name, m.graph, m.language, m.sha256, *m.first, json.dumps(m.documents),
            m.rank, m.text)  # fmt: skip


def member_at(row: Sequence[Any]) -> Member:
    """Return the member that columns tell.

    >>> one = Member("key", "name", "graph", "en", "hash", (True, False), ("doc/S/RES/1",))
    >>> member_at(row_of(one)) == one
    True
    """
    key, name, graph, language, sha256, letter, main, documents, rank, text = row
    return Member(key, name, graph, language, sha256, (bool(letter), bool(main)),
                  tuple(json.loads(documents)), rank, bool(text))  # fmt: skip
