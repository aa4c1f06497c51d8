"""The sources that were read for a publication, as the system told of their files then.

What a source was found to be is kept beside, so that it need not be read again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .given import COLUMNS, Given, member_at, row_of
from .schema import execute_all
from .units import Member

Status = tuple[int, int, int, int]
"""What the system says of a file: its size, when it was changed, its inode, when that was."""

_SEEN = """
DROP TABLE IF EXISTS temp.seen;
CREATE TEMP TABLE seen (
    place INTEGER PRIMARY KEY, path BLOB, size INTEGER, mtime INTEGER, inode INTEGER,
    ctime INTEGER, time INTEGER, beside INTEGER, known INTEGER);
CREATE INDEX temp.seen_path ON seen (path);
"""
_KNOWN = """
UPDATE seen SET known = 1 WHERE EXISTS (
    SELECT 1 FROM source s WHERE s.path = seen.path AND s.size = seen.size
    AND s.mtime = seen.mtime AND s.inode = seen.inode AND s.ctime = seen.ctime
    AND max(s.mtime, s.ctime) + ? < s.seen AND s.key IN (SELECT name FROM kept))
"""
_OF = "FROM seen n JOIN source s ON s.path = n.path WHERE n.known"


@dataclass(frozen=True, slots=True)
class Seen:
    """A source that may be read: its place among all, its path as the system has it, its status.

    ``time`` is when that was, in nanoseconds; ``beside`` tells whether something may be told of it
    in a file beside it.
    """

    place: int
    path: bytes
    status: Status
    time: int
    beside: bool


@dataclass(frozen=True, slots=True)
class Read:
    """A source as it was read: its place among all, what it is, and notes that speak against it.

    ``plain`` tells whether nothing was said of where it was fetched from.
    """

    place: int
    member: Member
    plain: bool
    notes: str


class Reading(Given):
    """Which sources were read, and which are as they were."""

    def see(self, sources: Iterable[Seen], kept: Iterable[str], tick: int) -> None:
        """Note the sources there are, in place of those before, and which are known.

        Those are known that have the same status as when they were read, if that was more than a
        ``tick`` after they were changed, and whose conversion is among what is ``kept``.
        """
        execute_all(self._base, _SEEN)
        self._base.executemany(
            "INSERT INTO seen VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)",
            ((s.place, s.path, *s.status, s.time, s.beside) for s in sources),
        )
        self.list_kept(kept)
        self._base.execute(_KNOWN, (tick,))

    def doubtful(self) -> Iterator[Read]:
        """Yield the known sources of which more is to be asked.

        These are such as something speaks against, and such as were or are told of beside.
        """
        return self._read("AND (n.beside OR NOT s.plain OR s.notes <> '[]')")

    def unknow(self, places: Iterable[int]) -> None:
        """Take sources not to be known."""
        self._base.executemany("UPDATE seen SET known = 0 WHERE place = ?",
                               ((place,) for place in places))  # fmt: skip

    def known(self) -> Iterator[int]:
        """Yield the places of the known sources."""
        rows = self._base.execute("SELECT place FROM seen WHERE known ORDER BY place")
        return (row[0] for row in rows)

    def give_known(self) -> None:
        """Give the known sources that nothing speaks against; forget what was read and is not."""
        self._base.execute(
            f"INSERT INTO given ({COLUMNS}) SELECT {COLUMNS} {_OF} "
            "AND s.notes = '[]' ORDER BY n.place"
        )
        self._base.execute(
            "DELETE FROM source WHERE path NOT IN (SELECT path FROM seen WHERE known)"
        )

    def forget_read(self) -> None:
        """Forget all that was read."""
        self._base.execute("DELETE FROM source")

    def note_read(self, path: bytes, member: Member, notes: str, *, plain: bool) -> None:
        """Note what a source that was seen was read as, in place of what was noted of it."""
        self._base.execute(
            "INSERT OR REPLACE INTO source SELECT path, size, mtime, inode, ctime, time, "
            "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM seen WHERE path = ? LIMIT 1",
            (plain, notes, *row_of(member), path),
        )

    def _read(self, where: str) -> Iterator[Read]:
        for place, plain, notes, *said in self._base.execute(
            f"SELECT n.place, plain, notes, {COLUMNS} {_OF} {where} ORDER BY n.place"
        ):
            yield Read(place, member_at(said), bool(plain), notes)
