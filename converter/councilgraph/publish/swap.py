"""A folder of files replaced as a whole: built aside, verified, swapped in by one rename.

Whoever reads the folder meets the old version or the new, never a mixture; a build that fails or
is killed leaves the old version as it was. One build at a time works on a folder.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ..errors import EnvironmentFault, UsageError
from .putting import put

MARK = "manifest.json"
"""The file that shows that a folder is a publication of ours, which may be replaced."""

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


@contextmanager
def locked(out: Path) -> Iterator[Path]:
    """Hold a folder for one build, and give its resolved path.

    What a killed build left behind is removed, and the version it may have set aside put back.

    Raises:
        EnvironmentFault: another build holds it.
        UsageError: the folder holds something else than a publication.
        OSError: its parent cannot be written.
    """
    out = out.resolve()
    out.parent.mkdir(parents=True, exist_ok=True)
    lock = _aside(out, "lock")
    while True:
        descriptor = os.open(lock, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(descriptor)
            raise EnvironmentFault(
                f"{out}: another build is at work on it; expected to be alone"
            ) from error
        if _still(descriptor, lock):
            break
        os.close(descriptor)
    try:
        _tidy(out)
        _check(out)
        yield out
    finally:
        lock.unlink(missing_ok=True)
        os.close(descriptor)


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a locked folder that is built beside it, in a folder of its own."""

    out: Path
    folder: Path

    def finish(self) -> None:
        """Put the version in place, when all of it is on the disk.

        Raises:
            OSError: the disk does not take it; the old version stays.
        """
        sync_whole(self.folder, (p for p in self.folder.rglob("*") if p.is_file()))
        _swap(self.folder, self.out)
        _sync(self.out.parent)


@contextmanager
def building(out: Path) -> Iterator[Version]:
    """Give a new version of a locked folder; at the end what is left of it is removed.

    Raises:
        OSError: the folder cannot be made.
    """
    new = _aside(out, f"new-{secrets.token_hex(4)}")
    try:
        new.mkdir()
        yield Version(out, new)
    finally:
        shutil.rmtree(new, ignore_errors=True)
        shutil.rmtree(beside(new), ignore_errors=True)


def beside(new: Path) -> Path:
    """Return the folder for what a build needs on the way, and nobody afterwards."""
    return new.with_name(f"{new.name}.kept")


def replace(out: Path, files: Iterable[tuple[str, bytes]]) -> int:
    """Put files in place of a locked folder's content and return how many there are.

    Raises:
        EnvironmentFault: what was written does not read back.
        OSError: the disk is full or the folder cannot be written; the old version stays.
    """
    with building(out) as version:
        written = [put(version.folder, path, data) for path, data in files]
        version.finish()
    return len(written)


def _aside(out: Path, name: str) -> Path:
    return out.with_name(f".{out.name}.{name}")


def _still(descriptor: int, lock: Path) -> bool:
    """Tell whether a locked file is still the one of that name: its last holder removes it."""
    try:
        return os.path.samestat(os.fstat(descriptor), lock.stat())
    except FileNotFoundError:
        return False


def _tidy(out: Path) -> None:
    old = _aside(out, "old")
    if old.exists() and not out.exists():
        old.rename(out)
    for left in (old, *out.parent.glob(f".{out.name}.new-*")):
        shutil.rmtree(left, ignore_errors=True)


def _check(out: Path) -> None:
    if not out.exists():
        return
    if not out.is_dir():
        raise UsageError(f"{out} is a file; expected a folder for the dataset")
    if any(out.iterdir()) and not (out / MARK).is_file():
        raise UsageError(
            f"{out} holds files that are no earlier publication; expected an empty or new folder"
        )


def sync_whole(top: Path, files: Iterable[str | Path] = ()) -> None:
    """Bring files and their folders to the disk: at once where the system can (syncfs, Linux)."""
    if _file_system_synced(top):
        return
    for path in files:
        _sync(top / path)
    for folder, _, _ in os.walk(top, topdown=False):
        _sync(Path(folder))


def _file_system_synced(folder: Path) -> bool:
    """Tell whether all that was written to a folder's file system is on its disk now."""
    try:
        sync = ctypes.CDLL(None, use_errno=True).syncfs
    except (AttributeError, OSError):
        return False
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if sync(descriptor) == 0:
            return True
        code = ctypes.get_errno()
        if code == errno.ENOSYS:
            return False
        raise OSError(code, os.strerror(code), str(folder))
    finally:
        os.close(descriptor)


def _sync(place: Path) -> None:
    descriptor = os.open(place, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _swap(new: Path, out: Path) -> None:
    """Give a new folder the place of an old one; afterwards the old one is at ``new``."""
    if not out.exists():
        new.rename(out)
    elif not _exchanged(new, out):
        # Without the exchange the name is free for a moment; a build killed in it is mended by
        # the next one's _tidy.
        old = _aside(out, "old")
        out.rename(old)
        new.rename(out)
        old.rename(new)


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two names in one step; False where the system cannot (renameat2, Linux 3.15)."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    paths = os.fsencode(one), os.fsencode(other)
    if rename(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
        return False
    raise OSError(code, os.strerror(code), str(other))
