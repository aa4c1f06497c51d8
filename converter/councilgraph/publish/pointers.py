"""Who points at what, from one unit to another, kept as tables.

What is pointed at by one property is a row, with how many documents and votes do so. So a page
that lists the first of them need not look at all.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from .schema import execute_all
from .surface import TOPICS, Pointer, Row, Surroundings, term_told
from .terms import Terms

LIMIT = 200
"""Of how many documents a page says more than that they point at something; as ``pages.uses``."""
_ANY = ""
"""Stands for all properties together."""
_WHOLE = ("castBy", "sponsor")
"""Local names of properties of which a page shows every statement."""
_ROW = ("q.term, q.predicate, p.owner || p.subject, p.owner, p.owner || p.part, p.kind, p.number, "
        "q.page")  # fmt: skip
_LAST = "SELECT DISTINCT owner FROM pointer WHERE pointed = q.id ORDER BY owner LIMIT 1 OFFSET ?"
# A blob comes after every text.
_END = (f"CASE WHEN q.owners <= ? OR substr(q.predicate, instr(q.predicate, '#') + 1) IN {_WHOLE} "
        f"THEN x'' ELSE ({_LAST}) END")  # fmt: skip
"""Up to whom a page lists those who point at a thing."""
# The order of joins is told, for else all units may be looked at.
_SHOWN = (
    f"SELECT u.id, {_ROW} FROM pointed q CROSS JOIN pointer p CROSS JOIN unit u "  # noqa: S608 - ours
    f"WHERE q.page IN ({{}}) {{}} AND p.pointed = q.id AND p.owner <= {_END} "
    "AND u.id = p.unit ORDER BY u.name, p.rowid"
)

_UNMADE = """
DROP TABLE IF EXISTS temp.unmade;
CREATE TEMP TABLE unmade (place INTEGER PRIMARY KEY, path TEXT);
"""
_IS_THING = "page <> ? AND NOT EXISTS (SELECT 1 FROM described WHERE path = page)"


class Pointers(Terms):
    """What the units of one dataset point at."""

    def point(self, unit: int, pointers: Sequence[Pointer]) -> None:
        """Put in what a unit points at."""
        owners: dict[tuple[str, str, str], set[str]] = {}
        told = {term: term_told(term) for term in {p.term for p in pointers}}
        for p in pointers:
            for predicate in (p.predicate, _ANY):
                owners.setdefault((p.page, told[p.term], predicate), set()).add(p.owner)
        ids = {what: self._pointed(what, len(of)) for what, of in owners.items()}
        self._base.executemany(
            "INSERT INTO pointer VALUES (?, ?, ?, ?, ?, ?, ?)",
            ((unit, ids[p.page, told[p.term], p.predicate], p.owner,
              p.subject.removeprefix(p.owner), p.part.removeprefix(p.owner), p.kind, p.number)
             for p in pointers),
        )  # fmt: skip

    def _pointed(self, what: tuple[str, str, str], owners: int) -> int:
        found = self._base.execute(
            "INSERT INTO pointed (page, term, predicate, owners) VALUES (?, ?, ?, ?) "
            "ON CONFLICT DO UPDATE SET owners = owners + excluded.owners RETURNING id",
            (*what, owners),
        ).fetchall()
        return int(found[0][0])

    def unpoint(self, unit: int) -> None:
        """Take out what a unit points at."""
        owners: dict[tuple[str, str, str], set[str]] = {}
        for page, term, predicate, owner in self._base.execute(
            "SELECT q.page, q.term, q.predicate, p.owner FROM pointer p "
            "JOIN pointed q ON q.id = p.pointed WHERE p.unit = ?", (unit,)
        ):  # fmt: skip
            for one in (predicate, _ANY):
                owners.setdefault((page, term, one), set()).add(owner)
        what = "WHERE page = ? AND term = ? AND predicate = ?"
        self._base.executemany(f"UPDATE pointed SET owners = owners - ? {what}",  # noqa: S608 - ours
                               ((len(of), *key) for key, of in owners.items()))  # fmt: skip
        self._base.execute("DELETE FROM pointer WHERE unit = ?", (unit,))
        self._base.executemany(f"DELETE FROM pointed {what} AND owners = 0", owners)  # noqa: S608 - ours

    def pointers_of(self, unit: int) -> dict[str, list[tuple[str, ...]]]:
        """Return what a unit points at, by the pages that show it."""
        found: dict[str, list[tuple[str, ...]]] = {}
        for *said, page in self._base.execute(
            f"SELECT {_ROW} FROM pointer p JOIN pointed q ON q.id = p.pointed "  # noqa: S608 - ours
            "WHERE p.unit = ? ORDER BY p.rowid", (unit,)
        ):  # fmt: skip
            found.setdefault(page, []).append(tuple(said))
        return found

    def at(self, page: str, terms: Iterable[str] | None = None) -> Surroundings:
        """Return who points at the things of a page that no unit describes, and their heads.

        ``terms`` are those of the things that are asked for, in JSON; by default all are.
        """
        units: dict[int, None] = {}
        rows = self._rows("SELECT ?", (page,), units, terms)
        return Surroundings(rows, self._heads(units), self._owners("SELECT ?", (page,)))

    def terms_at(self, page: str) -> list[str]:
        """Return what is pointed at on a page, in JSON."""
        rows = self._base.execute("SELECT DISTINCT term FROM pointed WHERE page = ?", (page,))
        return [row[0] for row in rows]

    def lists(self, page: str, term: str, owners: Iterable[tuple[str, str]]) -> bool:
        """Tell whether a page lists any of those who point at a thing, or only counts them.

        ``owners`` are documents and votes, each after the property by which it does.
        """
        listed = ("SELECT 1 FROM pointed q WHERE page = ? AND term = ? AND predicate = ? "  # noqa: S608 - ours
                  f"AND ? <= {_END}")  # fmt: skip
        return any(
            self._base.execute(listed, (page, term, *owner, LIMIT, LIMIT - 1)).fetchone()
            for owner in owners
        )

    def around(self, name: str) -> Surroundings:
        """Return who points at a unit's documents and votes, and the heads of what it points at."""
        pages = "SELECT path FROM described WHERE unit = (SELECT id FROM unit WHERE name = ?)"
        units: dict[int, None] = {}
        pointers = list(self._rows(pages, (name,), units))
        heads = [*self._heads(units), *(row[0] for row in self._base.execute(
            "SELECT h.said FROM unit u JOIN head h ON h.unit = u.id WHERE u.id IN ("
            "SELECT d.unit FROM pointer p JOIN pointed q ON q.id = p.pointed "
            "JOIN described d ON d.path = q.page WHERE p.unit = (SELECT id FROM unit "
            "WHERE name = ?)) ORDER BY +u.name", (name,)
        ))]  # fmt: skip
        return Surroundings(pointers, heads, self._owners(pages, (name,)))

    def _rows(
        self, pages: str, values: tuple[str, ...], units: dict[int, None],
        terms: Iterable[str] | None = None,
    ) -> Iterator[Row]:  # fmt: skip
        """Yield what pages show of who points at them; the units that do are noted."""
        some = "" if terms is None else "AND q.term IN (SELECT value FROM json_each(?))"
        asked = () if terms is None else (json.dumps(list(terms)),)
        asked_for = (*values, *asked, LIMIT, LIMIT - 1)
        for unit, *row in self._base.execute(_SHOWN.format(pages, some), asked_for):
            units[unit] = None
            yield tuple(row)

    def _heads(self, units: Iterable[int]) -> Iterator[str]:
        for unit in units:  # which are known when the first is asked for
            yield self.head(unit)

    def head(self, unit: int) -> str:
        """Return the heads of a unit, packed."""
        found: str = self._base.execute(
            "SELECT said FROM head WHERE unit = ?", (unit,)
        ).fetchone()[0]
        return found

    def _owners(self, pages: str, values: tuple[str, ...]) -> list[tuple[str, str, int]]:
        """Return how many point at what, where they are more than a page shows."""
        return self._base.execute(
            "SELECT term, predicate, owners FROM pointed "  # noqa: S608 - ours
            f"WHERE page IN ({pages}) AND owners > ? ORDER BY id", (*values, LIMIT)
        ).fetchall()  # fmt: skip

    def list_things(self, anew: Iterable[str] | None) -> int:
        """List the things that have pages, and return how many of these are to be made.

        Those are things that are pointed at and no unit describes. ``anew`` are the paths of pages
        to be made anew, by default all; others are listed as they were, and made where they have no
        files.
        """
        told = None if anew is None else json.dumps(list(anew))
        if told is None:
            self._base.execute("DELETE FROM thing")
            self._base.execute(
                f"INSERT INTO thing SELECT DISTINCT page FROM pointed WHERE {_IS_THING}", (TOPICS,)  # noqa: S608 - ours
            )
        else:
            self._base.execute(
                "DELETE FROM thing WHERE path IN (SELECT value FROM json_each(?))", (told,)
            )
            self._base.execute(
                "INSERT INTO thing SELECT DISTINCT page FROM pointed "  # noqa: S608 - ours
                f"WHERE page IN (SELECT value FROM json_each(?)) AND {_IS_THING}", (told, TOPICS),
            )  # fmt: skip
        execute_all(self._base, _UNMADE)
        self._base.execute(
            "INSERT INTO unmade (path) SELECT path FROM thing WHERE ?1 IS NULL "
            "OR path IN (SELECT value FROM json_each(?1)) "
            "OR NOT EXISTS (SELECT 1 FROM file WHERE owner = thing.path) ORDER BY path", (told,),
        )  # fmt: skip
        found: int = self._base.execute("SELECT count(*) FROM unmade").fetchone()[0]
        return found

    def things(self, first: str = "") -> Iterator[str]:
        """Yield the paths of the listed things, in order: all that begin as ``first`` tells."""
        yield from (row[0] for row in self._base.execute(
            "SELECT path FROM thing WHERE substr(path, 1, length(?1)) = ?1 ORDER BY path", (first,)
        ))  # fmt: skip

    def unmade_things(self, first: int, end: int) -> list[str]:
        """Return the paths of some of the listed things whose pages are to be made, in order."""
        return [row[0] for row in self._base.execute(
            "SELECT path FROM unmade WHERE place > ? AND place <= ? ORDER BY place", (first, end)
        )]  # fmt: skip
