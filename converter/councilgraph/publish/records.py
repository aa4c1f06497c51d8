"""What a publication is, file by file: what was written, by whom.

One publication is one transaction, which ends when the new version stands in its place: a build
that fails or is killed leaves the records of the version before.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from .putting import File
from .schema import opened, opened_beside

_PAGE = "substr(file.path, -5) = '.html'"
_PAGES = f"""
SELECT file.path, d.date FROM file
LEFT JOIN described d ON d.path = substr(file.path, 1, length(file.path) - 5)
WHERE {_PAGE} ORDER BY file.path
"""  # noqa: S608 - ours


class Records:
    """The tables of one dataset; changes are there for others when they are committed.

    ``moved`` tells whether files came or went since, ``left`` which paths owners have left.
    """

    def __init__(self, place: Path | None = None, *, reading: bool = False) -> None:
        """``place`` is the file, none where the ledger is of this publication alone.

        When ``reading`` one has the tables of the last publication, beside who writes the next.
        """
        self._base = opened_beside(place) if place and reading else opened(place)
        self.moved = False
        self.left: set[str] = set()
        self._noting = False

    def commit(self) -> None:
        """End the publication: what was noted is so."""
        self._base.execute("COMMIT")

    def close(self) -> None:
        """Close the database; what was not committed is forgotten."""
        self._base.close()

    def wrote(self, owner: str, files: Iterable[File]) -> None:
        """Note the files of an owner, a unit or what is made of several, in place of its others."""
        found = [(f.path, owner, f.size, f.sha256, f.mtime) for f in files]
        rows = self._base.execute("SELECT path FROM file WHERE owner = ?", (owner,)).fetchall()
        now, before = {row[0] for row in found}, {row[0] for row in rows}
        self.moved |= now != before
        self.left |= before - now
        self._base.execute("DELETE FROM file WHERE owner = ?", (owner,))
        self._base.executemany("INSERT INTO file VALUES (?, ?, ?, ?, ?)", found)
        if self._noting:
            self._base.executemany("INSERT OR IGNORE INTO changed VALUES (?)",
                                   ((path,) for path in now | before))  # fmt: skip

    def note_changes(self) -> None:
        """Note from now on the paths of files that come, change or go."""
        self._noting = True
        self._base.execute("DROP TABLE IF EXISTS temp.changed")
        self._base.execute("CREATE TEMP TABLE changed (path TEXT PRIMARY KEY) WITHOUT ROWID")

    def number_changed(self) -> int:
        """Return of how many files changes were noted."""
        found: int = self._base.execute("SELECT count(*) FROM changed").fetchone()[0]
        return found

    def changed(self, row: str) -> Iterator[tuple[str, str | None]]:
        """Yield the files of which changes were noted, each with its row as ``listed`` does.

        Those that are no more have none.
        """
        yield from self._base.execute(
            "SELECT c.path, CASE WHEN f.path IS NOT NULL "
            "THEN printf(?, json_quote(f.path), f.size, f.sha256) END "
            "FROM changed c LEFT JOIN file f ON f.path = c.path ORDER BY c.path", (row,)
        )  # fmt: skip

    def lose(self, paths: Iterable[str]) -> None:
        """Forget all files of those who own one of these."""
        owners = {row[0] for path in paths for row in self._base.execute(
            "SELECT owner FROM file WHERE path = ?", (path,)
        )}  # fmt: skip
        for owner in owners:
            self.wrote(owner, ())

    def disown(self, some: Iterable[str] | None = None) -> None:
        """Forget the files of units and of things that are there no more.

        Pages of things that are described now, or that nobody points at any more, belong to nobody.
        ``some`` are those of which it may be so, by default all.
        """
        among = "SELECT owner FROM file" if some is None else "SELECT value FROM json_each(?)"
        owners = self._base.execute(
            "SELECT DISTINCT owner FROM file WHERE NOT owner LIKE ':%' "  # noqa: S608 - ours
            f"AND owner IN ({among}) AND owner NOT IN (SELECT name FROM grouped) "
            "AND (NOT EXISTS (SELECT 1 FROM pointed WHERE page = owner) "
            "OR EXISTS (SELECT 1 FROM described WHERE path = owner))",
            () if some is None else (json.dumps(sorted(some)),),
        ).fetchall()
        for (owner,) in owners:
            self.wrote(owner, ())

    def files(self, where: str = "1", *values: object) -> Iterator[File]:
        """Yield files, by path."""
        rows = self._base.execute(
            f"SELECT path, size, sha256, mtime FROM file WHERE {where} ORDER BY path", values  # noqa: S608 - ours
        )
        for path, size, sha256, mtime in rows:
            yield File(path, size, sha256, mtime)

    def number_left(self) -> int:
        """Return how many paths have no file any more that had one."""
        return sum(not self.has_file(path) for path in self.left)

    def gone(self) -> list[str]:
        """Return the paths of files that are no more, of this publication and the one before."""
        now = sorted(path for path in self.left if not self.has_file(path))
        before = self.state("gone") or []
        self.state("gone", now)
        assert isinstance(before, list)
        return [*now, *(path for path in before if not self.has_file(path))]

    def statuses(self, *, backwards: bool = False) -> Iterator[tuple[str, int, int]]:
        """Yield the path, the size and the time of each file, by path."""
        order = "DESC" if backwards else "ASC"
        yield from self._base.execute(f"SELECT path, size, mtime FROM file ORDER BY path {order}")  # noqa: S608 - ours

    def listed(self, row: str, many: int) -> Iterator[list[str]]:
        """Yield files, by path, as text in JSON, of path, size and hash (``%s %d %s``).

        So many are yielded at once.
        """
        found = self._base.execute(
            "SELECT printf(?, json_quote(path), size, sha256) FROM file ORDER BY path", (row,)
        )
        while some := found.fetchmany(many):
            yield [text for (text,) in some]

    def number_of_pages(self) -> int:
        """Return how many pages there are."""
        found: int = self._base.execute(
            f"SELECT count(*) FROM file WHERE {_PAGE}"  # noqa: S608 - ours
        ).fetchone()[0]
        return found

    def pages(self) -> Iterator[tuple[str, str | None]]:
        """Yield the path of each page, and the day of what it is of, if there is one; by path."""
        yield from self._base.execute(_PAGES)

    def owns(self, owner: str) -> bool:
        """Tell whether an owner has files."""
        row = self._base.execute("SELECT 1 FROM file WHERE owner = ? LIMIT 1", (owner,)).fetchone()
        return row is not None

    def number_of_files(self) -> int:
        """Return how many files there are."""
        found: int = self._base.execute("SELECT count(*) FROM file").fetchone()[0]
        return found

    def has_file(self, path: str) -> bool:
        """Tell whether there is a file of a path."""
        row = self._base.execute("SELECT 1 FROM file WHERE path = ?", (path,)).fetchone()
        return row is not None

    def state(self, name: str, value: object = None) -> object:
        """Return a value of the publication as a whole; note a new one first, where given."""
        if value is not None:
            self._base.execute(
                "INSERT OR REPLACE INTO state VALUES (?, ?)", (name, json.dumps(value))
            )
        row = self._base.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
        return json.loads(row[0]) if row else None
