"""The folder that keeps releases, read: which there are, and the bytes of their files."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import json
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..errors import EnvironmentFault, Refused, UsageError

MARK = "history.json"
FORMAT = "councilgraph history 1"
OBJECTS, RELEASES = "objects", "releases"
LATEST = "latest"
"""What the newest release may be called."""

PIECE = 65_536
"""Bytes of a content that are read at once where it is not read whole."""

_MOMENT = "%Y%m%d%H%M%S"
_DIGITS = re.compile("[0-9]{14}")
_HEX = re.compile("[0-9a-f]{4,64}")


@dataclass(frozen=True, slots=True)
class Counts:
    """What changed in one document or table: its path, in which way, how many facts and places."""

    path: str
    document: bool
    kind: str
    added: int
    changed: int
    gone: int
    places: int


@dataclass(frozen=True, slots=True)
class Release:
    """What was published once.

    ``moment`` is its date in 14 digits, ``name`` the hash of its manifest, ``previous`` the moment
    of the release before, empty for the first.
    """

    moment: str
    name: str
    previous: str
    documents: int
    changes: tuple[Counts, ...]

    @property
    def date(self) -> str:
        """Return its date as XML Schema writes it.

        >>> Release("20201203000000", "", "", 0, ()).date
        '2020-12-03T00:00:00Z'
        """
        return f"{self.when:%Y-%m-%dT%H:%M:%SZ}"

    @property
    def when(self) -> dt.datetime:
        """Return its date."""
        return dt.datetime.strptime(self.moment, _MOMENT).replace(tzinfo=dt.UTC)

    def total(self, kind: str) -> int:
        """Return how many facts of documents were added, changed or gone in it."""
        return sum(getattr(c, kind) for c in self.changes if c.document)


def moment_of(when: dt.datetime) -> str:
    """Return a date in 14 digits.

    >>> moment_of(dt.datetime(2020, 12, 3))
    '20201203000000'
    """
    return f"{when.year:04}{when:%m%d%H%M%S}"  # %Y alone pads no year


class History:
    """A folder of releases.

    Raises:
        Refused: the folder is none.
    """

    def __init__(self, place: Path) -> None:
        self.place = place
        self.base = str(_mark(place)["base"])
        self._read = lru_cache(maxsize=None)(self._record)

    def releases(self) -> tuple[Release, ...]:
        """Return every release, the oldest first.

        Raises:
            EnvironmentFault: one cannot be read.
        """
        found = sorted(p.stem for p in (self.place / RELEASES).glob("*.json"))
        return tuple(self._read(moment) for moment in found if _DIGITS.fullmatch(moment))

    def find(self, name: str) -> Release:
        """Return the release of a date in 14 digits, of a name or its beginning, or the latest.

        Raises:
            UsageError: there is none, or more than one.
        """
        every = self.releases()
        if name == LATEST and every:
            return every[-1]
        found = [r for r in every if r.moment == name]
        if not found and _HEX.fullmatch(name):
            found = [r for r in every if r.name.startswith(name)]
        if len(found) != 1:
            said = f"is that of {len(found)} releases" if found else "is no release's"
            raise UsageError(
                f"{name} {said}; expected the 14 digits of a date, the beginning of one name, or "
                f"{LATEST}; councilgraph releases {self.place} lists them"
            )
        return found[0]

    def before(self, release: Release) -> Release | None:
        """Return the release before another, None for the first."""
        return self._read(release.previous) if release.previous else None

    def files(self, release: Release | None) -> dict[str, str]:
        """Return the hash of every file of a release by its path; of none, nothing.

        Raises:
            EnvironmentFault: the manifest is damaged.
        """
        if release is None:
            return {}
        return sums_of(self.object(release.name))

    def object(self, sha256: str) -> bytes:
        """Return the content of a hash.

        Raises:
            EnvironmentFault: it is not there, or is not what it was.
        """
        return b"".join(self.chunks(sha256))

    def chunks(self, sha256: str) -> Iterator[bytes]:
        """Yield the content of a hash in pieces, for what is too large to be held at once.

        Raises:
            EnvironmentFault: it is not there, or turns out at its end not to be what it was.
        """
        found = hashlib.sha256()
        try:
            with gzip.open(self.object_path(sha256)) as file:
                while piece := file.read(PIECE):
                    found.update(piece)
                    yield piece
        except (OSError, EOFError, zlib.error) as error:
            raise EnvironmentFault(f"{self.place}: object {sha256} cannot be read: {error}") from (
                error)  # fmt: skip
        if found.hexdigest() != sha256:
            raise EnvironmentFault(f"{self.place}: object {sha256} has changed on the disk")

    def object_path(self, sha256: str) -> Path:
        """Return the file that a content is kept in."""
        return self.place / OBJECTS / sha256[:2] / f"{sha256[2:]}.gz"

    def _record(self, moment: str) -> Release:
        file = self.place / RELEASES / f"{moment}.json"
        try:
            said: dict[str, Any] = json.loads(file.read_text("utf-8"))
            changes = tuple(Counts(**c) for c in said["changes"])
            previous = said["previous"] or ""
            return Release(moment, said["name"], previous, said["documents"], changes)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise EnvironmentFault(f"{file} cannot be read: {error}") from error


def sums_of(manifest: bytes) -> dict[str, str]:
    """Return the hash of every file that a manifest lists by its path.

    Raises:
        EnvironmentFault: it is no manifest.
    """
    try:
        listed: Mapping[str, Mapping[str, str]] = json.loads(manifest)["files"]
        return {path: file["sha256"] for path, file in listed.items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise EnvironmentFault(f"a manifest of a release cannot be read: {error}") from error


def _mark(place: Path) -> dict[str, Any]:
    expected = "a folder that councilgraph publish --history made"
    try:
        found: dict[str, Any] = json.loads((place / MARK).read_text("utf-8"))
        known = found["format"] == FORMAT and isinstance(found["base"], str)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Refused(str(place), f"no {MARK} of ours in it", expected=expected) from error
    if not known:
        raise Refused(str(place), f"its {MARK} is of another format", expected=expected)
    return found
