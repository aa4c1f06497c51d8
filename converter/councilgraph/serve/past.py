"""Which content each file had in each release: an index of a history, in one SQLite file.

A row says from which release on a file has a content, or is gone. It is written when the server
starts, and grows when there is a new release.
"""

from __future__ import annotations

import sqlite3
import threading
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ..formats import RDF_FORMATS
from ..releases import RELEASES, History, Release
from ..releases.history import PIECE
from .negotiate import HTML
from .resolve import Description, File, Missing, See, Unacceptable, resolve

LARGE = 1_000_000
"""Bytes on the disk, packed, from which on a content is sent in pieces."""
_TURTLE, _PACKED = RDF_FORMATS["ttl"].suffix, ".gz"
_TABLE = """
CREATE TABLE state (path TEXT, moment TEXT, sha256 TEXT, PRIMARY KEY (path, moment)) WITHOUT ROWID
"""


class Past:
    """A history, by path and date.

    Raises:
        Refused: the folder is no history.
        EnvironmentFault: it is damaged.
    """

    def __init__(self, place: Path, file: Path) -> None:
        self.history = History(place)
        self._connection = sqlite3.connect(file, check_same_thread=False)
        self._connection.execute(_TABLE)
        self._one = threading.Lock()
        self._stamp = -1
        self.releases: tuple[Release, ...] = ()
        self.renew()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    @property
    def stale(self) -> bool:
        """Tell whether there may be a new release."""
        return self._now() != self._stamp

    def _now(self) -> int:
        try:
            return (self.history.place / RELEASES).stat().st_mtime_ns
        except FileNotFoundError:
            return 0  # nothing was released yet

    def renew(self) -> None:
        """Take in the releases made since.

        Raises:
            EnvironmentFault: one is damaged.
        """
        with self._one:
            stamp, releases = self._now(), self.history.releases()
            before = self.history.files(self.releases[-1] if self.releases else None)
            for release in releases[len(self.releases) :]:
                after = self.history.files(release)
                differing = (p for p in after.keys() | before.keys()
                             if after.get(p) != before.get(p))  # fmt: skip
                rows = ((path, release.moment, after.get(path)) for path in differing)
                with self._connection:
                    self._connection.executemany("INSERT INTO state VALUES (?, ?, ?)", rows)
                before = after
            self.releases, self._stamp = releases, stamp

    def states(self, file: str) -> list[tuple[str, str | None]]:
        """Return from which moments on a file has which content, None where it is gone."""
        query = "SELECT moment, sha256 FROM state WHERE path = ? ORDER BY moment"
        return self._connection.execute(query, (file,)).fetchall()

    def state(self, file: str, moment: str) -> tuple[str, str] | None:
        """Return the content that a file has at a moment, and since when."""
        query = (
            "SELECT moment, sha256 FROM state WHERE path = ? AND moment <= ? "
            "ORDER BY moment DESC LIMIT 1"
        )
        found = self._connection.execute(query, (file, moment)).fetchone()
        return (found[0], found[1]) if found and found[1] else None

    def at(self, moment: str) -> Then:
        """Return the dataset as it was at a moment."""
        return Then(self, moment)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a thing is told of: a file of a release, an anchor in it."""

    file: str
    fragment: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """The bytes of a file of a release; ``packed`` ones are to be unpacked for it."""

    history: History
    sha256: str
    packed: bool

    @property
    def large(self) -> bool:
        """Tell whether it is too large to be held in memory."""
        return self.history.object_path(self.sha256).stat().st_size > LARGE

    def read(self) -> bytes:
        """Return it whole.

        Raises:
            EnvironmentFault: the history is damaged.
        """
        return b"".join(self.pieces())

    def pieces(self) -> Iterator[bytes]:
        """Yield it piece by piece.

        Raises:
            EnvironmentFault: the history is damaged, which may be known at the end alone.
        """
        if not self.packed:
            yield from self.history.chunks(self.sha256)
            return
        unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        for piece in self.history.chunks(self.sha256):
            rest = piece
            while rest:
                yield unpacker.decompress(rest, PIECE)
                rest = unpacker.unconsumed_tail
        yield unpacker.flush()


@dataclass(frozen=True, slots=True)
class Then:
    """The dataset as it was at a moment: what ``resolve`` asks, and the bytes of files."""

    past: Past
    moment: str

    def stored(self, path: str) -> str | None:
        """Return the file in which a file is kept: itself, or itself packed."""
        names = (path, path + _PACKED)
        return next((n for n in names if self.past.state(n, self.moment)), None)

    def has_file(self, path: str) -> bool:
        """Tell whether there was such a file, or one that holds it packed."""
        return self.stored(path) is not None

    def has_thing(self, path: str) -> bool:
        """Tell whether a file described a thing, or what it is a part of."""
        return self.has_file(path + HTML.suffix) or bool(self._whole(path, _TURTLE))

    def content(self, path: str) -> Content:
        """Return the content of a file that there was."""
        name = self.stored(path)
        assert name is not None
        state = self.past.state(name, self.moment)
        assert state is not None
        return Content(self.past.history, state[1], packed=name != path)

    def since(self, path: str) -> str:
        """Return the moment from which on a file has the content that it has here."""
        state = self.past.state(self.stored(path) or path, self.moment)
        return state[0] if state else self.moment

    def find(
        self, path: str, accept: str | None, wanted: str | None
    ) -> Place | Unacceptable | None:
        """Return where a path is told of, in the syntax that ``resolve`` finds wanted."""
        found = resolve(path, accept, wanted, self)
        if isinstance(found, Missing | Unacceptable):
            return None if isinstance(found, Missing) else found
        place = found.found if isinstance(found, See) else found
        if isinstance(place, File):
            return Place(place.path, found.fragment if isinstance(found, See) else "")
        return self._described(place)

    def _described(self, wanted: Description) -> Place | None:
        stem = self._whole(wanted.thing, wanted.offer.suffix)
        return Place(stem + wanted.offer.suffix) if stem else None

    def _whole(self, path: str, suffix: str) -> str:
        """Return the thing whose file of a suffix tells of a path; votes stand with documents."""
        own = path.replace("vote/", "doc/", 1) if path.startswith("vote/") else path
        parts = PurePosixPath(own)
        above = (p.as_posix() for p in (parts, *parts.parents))
        return next((p for p in above if p != "." and self.has_file(p + suffix)), "")
