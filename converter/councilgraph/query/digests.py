"""Digests of large files, remembered so that one that has not changed is not read again.

A file is known by its path and by what git's index goes by, too: size, inode, device, and when its
content and its inode last changed. Who writes a file cannot set the latter (``st_ctime_ns``), so a
change that keeps size and date is seen. What changed within ``SETTLED`` of being read may change
again in the same tick of the clock: its digest is not remembered (git's "racily clean" entries).
What is remembered is lost without harm, and a file of it that is damaged is as if there were none.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
import time
from pathlib import Path

LEAST = 1_000_000
"""Bytes of a file whose digest is worth remembering."""
SETTLED = 2_000_000_000
"""Nanoseconds a file must have been left alone; the coarsest clock of a file system is FAT's."""


class Digests:
    """The digests of files, of which ``place`` remembers those of large ones."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._known = _read(place)
        self._new: dict[str, tuple[list[int], str]] = {}

    def of(self, file: Path) -> str:
        """Return the SHA-256 of a file, in hexadecimal digits.

        Raises:
            OSError: the file cannot be read.
        """
        name, state, now = str(file.absolute()), _state(file), time.time_ns()
        if self._known.get(name, ())[:1] == (state,):
            return self._known[name][1]
        with file.open("rb") as opened:
            digest = hashlib.file_digest(opened, "sha256").hexdigest()
        settled = now - max(file.stat().st_ctime_ns, file.stat().st_mtime_ns) > SETTLED
        if settled and file.stat().st_size >= LEAST and _state(file) == state:
            self._new[name] = (state, digest)
        return digest

    def keep(self) -> None:
        """Write what was learnt beside what is known of files that are still there."""
        if not self._new:
            return
        known = {n: found for n, found in self._known.items() if Path(n).exists()} | self._new
        with contextlib.suppress(OSError):
            self._place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, new = tempfile.mkstemp(prefix="new-", dir=self._place.parent)
            with os.fdopen(handle, "w", encoding="utf-8") as opened:
                json.dump(known, opened)
            Path(new).replace(self._place)


def _state(file: Path) -> list[int]:
    found = file.stat()
    return [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino, found.st_dev]


def _read(place: Path) -> dict[str, tuple[list[int], str]]:
    try:
        return {n: (list(s), str(d)) for n, (s, d) in json.loads(place.read_text("utf-8")).items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
