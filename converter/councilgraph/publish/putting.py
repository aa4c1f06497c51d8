"""Files of a version that is built: written, read back, known by their hashes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ..errors import EnvironmentFault

_AT_ONCE = 1 << 16
"""How many bytes are written at once, or more."""


@dataclass(frozen=True, slots=True)
class File:
    """A file of a version: its path in it, size and hash, when it was written in nanoseconds."""

    path: str
    size: int
    sha256: str
    mtime: int


def put(new: Path, path: str, *data: bytes) -> File:
    """Write a file of a version that is built, and return what it is; its folder is made.

    Raises:
        EnvironmentFault: what was written does not read back.
        OSError: the disk is full or the folder cannot be written.
    """
    return put_all(new, path, data)


def put_all(new: Path, path: str, parts: Iterable[bytes]) -> File:
    """Write a file that comes in parts, as ``put`` does."""
    place = new / path
    found = hashlib.sha256()
    with _opened(place) as file:
        for part in _together(parts):
            file.write(part)
            found.update(part)
    if _digest(place) != found.hexdigest():
        raise EnvironmentFault(f"{path}: the disk gives back other bytes than were written")
    status = place.stat()
    return File(path, status.st_size, found.hexdigest(), status.st_mtime_ns)


def _together(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Yield parts in larger ones, for there may be very many small ones."""
    some: list[bytes] = []
    size = 0
    for part in parts:
        some.append(part)
        size += len(part)
        if size >= _AT_ONCE:
            yield b"".join(some)
            some, size = [], 0
    yield b"".join(some)


def _opened(place: Path) -> BinaryIO:
    """Return a file that is new: most are, in a folder that is there."""
    try:
        return place.open("xb")
    except FileNotFoundError:
        place.parent.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        place.unlink()  # never written to: it may be a link to a file of versions before
    return place.open("xb")


def _digest(place: Path) -> str:
    with place.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
