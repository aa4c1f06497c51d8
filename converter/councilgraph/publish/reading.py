"""The sources that were read for a publication, as the system told of their files then.

What a source was found to be is kept beside, so that it need not be read again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .given import COLUMNS, Given, member_at, row_of
from .grouping import GONE, NEW
from .schema import execute_all
from .units import Member

Status = tuple[int, int, int, int]
"""What the system says of a file: its size, when it was changed, its inode, when that was."""

_SEEN = """
DROP TABLE IF EXISTS temp.seen;
CREATE TEMP TABLE seen (
    path BLOB PRIMARY KEY, size INTEGER, mtime INTEGER, inode INTEGER, ctime INTEGER,
    time INTEGER) WITHOUT ROWID;
"""
_READ = f"path, size, mtime, inode, ctime, seen, plain, notes, {COLUMNS}"
_EXCLUDED = ", ".join(f"excluded.{column}" for column in _READ.split(", "))
_NOTHING = "[]"
"""Notes, where nothing speaks against a source."""
_GIVEN_OF_OTHERS = "source IS NULL OR source NOT IN (SELECT id FROM source)"
"""What is given of something that was not read, or is not known any more."""
_AGAIN = f"""
INSERT INTO given (source, unit, {COLUMNS}) SELECT id, {NEW}, {COLUMNS} FROM source
WHERE notes = '{_NOTHING}' AND id NOT IN (SELECT source FROM given WHERE source IS NOT NULL)
ORDER BY id
"""  # noqa: S608 - ours


@dataclass(frozen=True, slots=True)
class Read:
    """A source as it was read: its path, its number, and its status at a time in nanoseconds.

    ``key`` tells under which name its conversion is kept. ``plain`` tells whether nothing was said
    of where it was fetched from; ``notes`` speak against it.
    """

    path: bytes
    number: int
    status: Status
    time: int
    key: str
    plain: bool
    notes: str

    @property
    def doubtful(self) -> bool:
        """Tell whether something speaks against it."""
        return self.notes != _NOTHING


class Reading(Given):
    """Which sources were read, and which are as they were."""

    def see_anew(self) -> None:
        """Forget which sources were seen."""
        execute_all(self._base, _SEEN)

    def see(self, path: bytes, status: Status, time: int) -> None:
        """Note the status of a source that is to be read, by its path as the system has it."""
        self._base.execute("INSERT OR REPLACE INTO seen VALUES (?, ?, ?, ?, ?, ?)",
                           (path, *status, time))  # fmt: skip

    def reads(self) -> Iterator[Read]:
        """Yield what was read, by path."""
        for path, number, size, mtime, inode, ctime, seen, key, plain, notes in self._base.execute(
            "SELECT path, id, size, mtime, inode, ctime, seen, key, plain, notes FROM source "
            "ORDER BY path"
        ):
            status = size, mtime, inode, ctime
            yield Read(path, number, status, seen, key, bool(plain), notes)

    def member(self, number: int) -> Member:
        """Return what a source is that was read, by its number."""
        row = self._base.execute(f"SELECT {COLUMNS} FROM source WHERE id = ?", (number,)).fetchone()  # noqa: S608 - ours
        return member_at(row)

    def number_read(self) -> int:
        """Return the highest number of a source that was read."""
        found: int = self._base.execute("SELECT coalesce(max(id), 0) FROM source").fetchone()[0]
        return found

    def give_known(self, known: bytearray) -> None:
        """Give the sources that are as they were, if nothing speaks against them.

        ``known`` tells of each by its number whether it is. What others were read as is forgotten.
        """
        execute_all(self._base, GONE)
        if not any(known):
            self.give_none()
            self.forget_read()
            return
        numbers = self._base.execute("SELECT id FROM source")
        unknown = [(number,) for (number,) in numbers if not known[number]]
        self._base.executemany("DELETE FROM source WHERE id = ?", unknown)
        self.take_out(_GIVEN_OF_OTHERS)
        self._base.execute(_AGAIN)

    def forget_read(self) -> None:
        """Forget all that was read."""
        self._base.execute("DELETE FROM source")

    def note_read(self, path: bytes, member: Member, notes: str, *, plain: bool) -> None:
        """Note what a source that was seen was read as, in place of what was noted of it."""
        self._base.execute(
            f"INSERT INTO source ({_READ}) SELECT path, size, mtime, inode, ctime, time, "  # noqa: S608 - ours
            "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM seen WHERE path = ? "
            f"ON CONFLICT DO UPDATE SET ({_READ}) = ({_EXCLUDED})",
            (plain, notes, *row_of(member), path),
        )
