"""The runs of units whose pieces of dumps are kept: those of the version before, those of the next.

The runs of the next version are planned first, and made where nothing is kept of them.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator

from .records import Records
from .schema import execute_all

Planned = tuple[str, str, int, int, str]
"""A run: its key, the name of its last unit, the place of its first, how many units it has, and
under which name its pieces are kept, nothing where they are to be made."""

_PLANNED = """
DROP TABLE IF EXISTS temp.planned;
CREATE TEMP TABLE planned (
    run INTEGER PRIMARY KEY, key TEXT, last TEXT, start INTEGER, number INTEGER, pieces TEXT);
"""


class Runs(Records):
    """The runs of one dataset."""

    def pieces(self, key: str) -> str:
        """Return under which name the pieces of a run are kept, nothing where they are not."""
        row = self._base.execute("SELECT pieces FROM run WHERE key = ?", (key,)).fetchone()
        return row[0] if row else ""

    def plan(self, runs: Iterable[Planned]) -> None:
        """Take the runs of the next version, in place of others that were planned."""
        execute_all(self._base, _PLANNED)
        self._base.executemany(
            "INSERT INTO planned (key, last, start, number, pieces) VALUES (?, ?, ?, ?, ?)", runs
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

    def planned(self) -> Iterator[tuple[int, str, str]]:
        """Yield the number, the name of the last unit and that of the pieces of planned runs."""
        run = 0
        while row := self._base.execute(
            "SELECT run, last, pieces FROM planned WHERE run > ? ORDER BY run LIMIT 1", (run,)
        ).fetchone():
            run = row[0]
            yield row

    def keep_pieces(self, run: int, pieces: str) -> None:
        """Note under which name the pieces of a planned run are kept."""
        self._base.execute("UPDATE planned SET pieces = ? WHERE run = ?", (pieces, run))

    def keep_runs(self) -> None:
        """Take the planned runs for those that are kept."""
        self._base.execute("DELETE FROM run")
        self._base.execute("INSERT OR REPLACE INTO run SELECT key, pieces FROM planned")
