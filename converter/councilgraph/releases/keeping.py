"""A publication added to a history: its files on the way to the dataset, then the release."""

from __future__ import annotations

import datetime as dt
import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from ..errors import EnvironmentFault, UsageError
from ..publish.files import write_whole
from ..publish.packing import gzipped
from ..publish.swap import MARK as MANIFEST
from ..publish.swap import sync_whole
from .changes import Changes, Kind, changes_between, is_document
from .feeds import ATOM, STREAM, atom, page, stream
from .history import FORMAT, MARK, OBJECTS, RELEASES, Counts, History, Release, moment_of, sums_of
from .telling import as_text

File = tuple[str, bytes]

EPOCH = "SOURCE_DATE_EPOCH"
"""The variable that dates a build, in seconds of 1970 (reproducible-builds.org)."""
_LOCK, _NEXT = ".lock", ".next"
_FIRST = "1945-10-24"
"""Dates what nothing dates: the day from which there are United Nations."""


@contextmanager
def held(place: Path, base: str) -> Iterator[Keeper]:
    """Hold a history for one publication; what was not committed at the end is taken back.

    Raises:
        EnvironmentFault: another publication holds it.
        UsageError: the folder is something else, or has another base; or the date that the
            environment states is none.
        OSError: it cannot be written.
    """
    stated = _stated()
    place = place.resolve()
    if place.exists() and not place.is_dir():
        raise UsageError(f"{place} is a file; expected a folder for the history")
    place.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(place / _LOCK, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(descriptor)
        raise EnvironmentFault(
            f"{place}: another publication is at work on it; expected to be alone"
        ) from error
    try:
        keeper = Keeper(_opened(place, base), stated)
        try:
            yield keeper
        finally:
            keeper.tidy()
    finally:
        os.close(descriptor)


class Keeper:
    """What keeps one publication in a history; see ``held``."""

    def __init__(self, history: History, stated: dt.datetime | None) -> None:
        self._history, self._stated = history, stated
        self._next = history.place / _NEXT
        self._new: dict[str, Path] = {}
        self._stored: list[Path] = []
        self._release: Release | None = None
        shutil.rmtree(self._next, ignore_errors=True)
        self._next.mkdir()

    def storing(self, files: Iterable[File], newest: str = "") -> Iterator[File]:
        """Pass on the files of a publication, each stored, and prepare its release at their end.

        ``newest`` is the day of the newest document, empty where none is dated.

        Raises:
            EnvironmentFault: the history is damaged, or what was written does not read back.
            OSError: the disk is full.
        """
        manifest = b""
        for path, data in files:
            self._store(data)
            manifest = data if path == MANIFEST else manifest
            yield path, data
        self._place()
        self._prepare(manifest, newest)

    def commit(self) -> Release | None:
        """Put the release in its place, when the dataset is in its own; None if there is none new.

        Its record comes last of what is its own: with it, the release is there.
        """
        target = self._history.place / RELEASES
        own = sorted(self._next.glob("[0-9]*"), key=lambda p: (p.suffix == ".json", p.name))
        for file in [*own, self._next / STREAM, self._next / ATOM]:
            file.rename(target / file.name)
        sync_whole(target, ())
        self._stored.clear()
        return self._release

    def tidy(self) -> None:
        """Remove what was stored for a release that was not committed."""
        shutil.rmtree(self._next, ignore_errors=True)
        for file in self._stored:
            file.unlink(missing_ok=True)

    def _store(self, data: bytes) -> None:
        """Write a content aside, unless it is there."""
        sha256 = hashlib.sha256(data).hexdigest()
        if sha256 in self._new or self._history.object_path(sha256).exists():
            return
        self._new[sha256] = aside = self._next / sha256
        aside.write_bytes(gzipped(data))

    def _place(self) -> None:
        """Give new contents their places, when they are on the disk and read back."""
        sync_whole(self._next, (path.name for path in self._new.values()))
        for sha256, aside in self._new.items():
            place = self._history.object_path(sha256)
            place.parent.mkdir(parents=True, exist_ok=True)
            self._stored.append(place)
            aside.rename(place)
            self._history.object(sha256)
        sync_whole(self._history.place / OBJECTS, ())

    def _prepare(self, manifest: bytes, newest: str) -> None:
        history = self._history
        releases = list(history.releases())
        name = hashlib.sha256(manifest).hexdigest()
        (history.place / RELEASES).mkdir(exist_ok=True)
        last = releases[-1] if releases else None
        if last is None or last.name != name:
            sums = sums_of(manifest)
            changes = changes_between(history.files(last), sums, history.object)
            moment = moment_of(self._date(last, newest))
            documents = sum(is_document(path, sums) for path in sums)
            previous = last.moment if last else ""
            new = Release(moment, name, previous, documents, tuple(_counts(changes)))
            releases.append(new)
            self._release = new
            self._write(f"{moment}.json", _record(new))
            self._write(f"{moment}.txt", as_text(changes, last, new, history.base).encode())
            self._write(f"{moment}.ttl", page(new, history.base))
        self._write(STREAM, stream(releases, history.base))
        self._write(ATOM, atom(releases, history.base))

    def _write(self, name: str, data: bytes) -> None:
        write_whole(self._next / name, data)

    def _date(self, last: Release | None, newest: str) -> dt.datetime:
        """Return the date of the new release: later than that of the last."""
        found = self._stated or dt.datetime.fromisoformat(newest or _FIRST).replace(tzinfo=dt.UTC)
        return max(found, last.when + dt.timedelta(seconds=1)) if last else found


def _stated() -> dt.datetime | None:
    text = os.environ.get(EPOCH)
    if text is None:
        return None
    try:
        return dt.datetime.fromtimestamp(int(text), dt.UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(f"{EPOCH} is {text!r}; expected seconds of 1970") from error


def _opened(place: Path, base: str) -> History:
    if not (place / MARK).exists():
        if any(p.name != _LOCK for p in place.iterdir()):
            raise UsageError(f"{place} holds files that are no history; expected an empty folder")
        write_whole(place / MARK, _json({"format": FORMAT, "base": base}))
    history = History(place)
    if history.base != base:
        raise UsageError(f"{place} is the history of {history.base}; expected one of {base}")
    return history


def _counts(changes: Changes) -> Iterator[Counts]:
    for told in changes.told:
        added, changed, gone = (told.count(kind) for kind in Kind)
        yield Counts(
            told.path, told.document, told.kind.value, added, changed, gone, told.places
        )


def _record(release: Release) -> bytes:
    said = {
        "name": release.name,
        "date": release.date,
        "previous": release.previous or None,
        "documents": release.documents,
        "changes": [asdict(c) for c in release.changes],
    }
    return _json(said)


def _json(said: object) -> bytes:
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()
