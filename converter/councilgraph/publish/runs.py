"""The runs of units and of quads whose pieces of dumps are kept, and the bundles that they make.

What the next version is made of is planned first, and made where nothing is kept of it.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable

from .records import Records
from .schema import execute_all

Planned = tuple[str, str, int, int, str]
"""A run: its key and that of its bundle, the place of its first unit, how many units it has, and
under which name its pieces are kept, nothing where they are to be made."""

_PLANNED = """
DROP TABLE IF EXISTS temp.planned;
DROP TABLE IF EXISTS temp.held;
CREATE TEMP TABLE planned (
    run INTEGER PRIMARY KEY, key TEXT, bundle TEXT, start INTEGER, number INTEGER, pieces TEXT);
CREATE INDEX temp.planned_bundle ON planned (bundle);
CREATE TEMP TABLE held (key TEXT PRIMARY KEY) WITHOUT ROWID;
"""
_KEPT = "SELECT pieces FROM run UNION SELECT pieces FROM bundle"


class Runs(Records):
    """The runs of one dataset, and their bundles."""

    def plan_anew(self) -> None:
        """Take nothing to be planned."""
        execute_all(self._base, _PLANNED)

    def pieces(self, key: str) -> str:
        """Return under which name the pieces of a run are kept, nothing where they are not."""
        row = self._base.execute("SELECT pieces FROM run WHERE key = ?", (key,)).fetchone()
        return row[0] if row else ""

    def pieces_together(self, key: str) -> str:
        """Return under which name the pieces of a bundle are kept, nothing where they are not."""
        row = self._base.execute("SELECT pieces FROM bundle WHERE key = ?", (key,)).fetchone()
        return row[0] if row else ""

    def hold(self, key: str) -> None:
        """Take a bundle and its runs for what is kept, as they are."""
        self._base.execute("INSERT OR IGNORE INTO held VALUES (?)", (key,))

    def plan(self, runs: Iterable[Planned]) -> None:
        """Plan runs."""
        self._base.executemany(
            "INSERT INTO planned (key, bundle, start, number, pieces) VALUES (?, ?, ?, ?, ?)", runs
        )

    def unmade(self) -> array[int]:
        """Return the numbers of the planned runs whose pieces are to be made."""
        rows = self._base.execute("SELECT run FROM planned WHERE pieces = '' ORDER BY run")
        return array("L", (row[0] for row in rows))

    def places_of(self, run: int) -> tuple[int, int]:
        """Return the place of the first unit of a planned run, and how many it has."""
        found: tuple[int, int] = self._base.execute(
            "SELECT start, number FROM planned WHERE run = ?", (run,)
        ).fetchone()
        return found

    def made(self, run: int, pieces: str) -> None:
        """Note under which name the pieces of a planned run are kept."""
        self._base.execute("UPDATE planned SET pieces = ? WHERE run = ?", (pieces, run))

    def planned(self, bundle: str) -> list[tuple[str, str]]:
        """Return the planned runs of a bundle: their keys, and the names of their pieces."""
        return self._base.execute(
            "SELECT key, pieces FROM planned WHERE bundle = ? ORDER BY run", (bundle,)
        ).fetchall()

    def bundled(self, key: str, runs: Iterable[tuple[str, str]], pieces: str) -> None:
        """Keep a bundle: its runs, each with the name of its pieces, and that of all together."""
        self._base.execute("INSERT OR REPLACE INTO bundle VALUES (?, ?)", (key, pieces))
        self._base.executemany("INSERT OR REPLACE INTO run VALUES (?, ?, ?)",
                               ((*run, key) for run in runs))  # fmt: skip
        self.hold(key)

    def keep_held(self) -> None:
        """Forget the bundles, and the runs of bundles, that are not held."""
        self._base.execute("DELETE FROM bundle WHERE key NOT IN (SELECT key FROM held)")
        self._base.execute("DELETE FROM run WHERE bundle NOT IN (SELECT key FROM held)")

    def number_of_pieces(self) -> int:
        """Return under how many names pieces are kept."""
        found: int = self._base.execute(f"SELECT count(*) FROM ({_KEPT})").fetchone()[0]  # noqa: S608 - ours
        return found

    def names_of_pieces(self) -> set[str]:
        """Return the names under which pieces are kept."""
        return {row[0] for row in self._base.execute(_KEPT)}
