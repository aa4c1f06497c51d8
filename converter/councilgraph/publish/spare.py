"""The files of the version before, taken over into a new one; a folder of them kept for that.

A version has many files, and few differ from those before. So the version that was replaced is
kept, as links to the same files, and what differs is put right in it: it becomes the next version.
Nothing hangs on it: a spare that is lost is made anew, and each file in it is held against the
ledger before it is published.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import EnvironmentFault
from .looks import Looked, missing_in, number_in
from .putting import File
from .swap import MARK

if TYPE_CHECKING:
    from .ledger import Ledger


@dataclass(frozen=True, slots=True)
class Taken:
    """That files were taken over: how many the ledger told of, and how many the new version has.

    That is None where it was not counted.
    """

    known: int
    number: int | None


def taken_over(
    out: Path, new: Path, spare: Path, ledger: Ledger, looked: Callable[[Path], Looked | None]
) -> Taken | None:
    """Put the files of the version that a ledger is of into a new one, if most of them stand.

    Who has a file that is no more as it was written loses all of theirs, and they are made anew.
    So it is with what the last publication wrote when it was ended before its ledger was. Where
    there is little else, the new version stays empty, and nothing is returned. ``looked`` tells
    what another process found in a folder, if one looked there.

    Raises:
        OSError: a file can be neither linked nor copied.
    """
    ledger.note_changes()
    known = ledger.number_of_files()
    found = looked(spare)
    number = found.number if found and found.missing is not None else None
    try:
        spare.rename(new)
    except OSError:  # there is none, or on another disk
        number = None
    lost: list[str] = []
    missing = found.missing if found else None
    for file in missing_in(new, ledger) if missing is None else missing:
        came = not os.path.lexists(new / file.path)
        if not _linked(out, new, file):
            lost.append(file.path)
        elif number is not None:
            number += came
        if 2 * len(lost) > known:
            break
    if 2 * len(lost) < known:
        ledger.lose(lost)
        return Taken(known, None if lost else number)
    shutil.rmtree(new)
    new.mkdir()
    return None


def has_files(out: Path, ledger: Ledger, looked: Looked | None) -> bool:
    """Tell whether a folder holds the files of a ledger as they were written, and the manifest.

    ``looked`` is what was found in it, if another process looked.
    """
    whole = (looked.number if looked else number_in(out)) == ledger.number_of_files() + 1
    if looked:
        return whole and looked.missing == ()
    return whole and next(missing_in(out, ledger), None) is None


def _stands(folder: Path, file: File) -> bool:
    try:
        status = os.lstat(f"{folder}/{file.path}")
    except OSError:
        return False
    return (status.st_size, status.st_mtime_ns) == (file.size, file.mtime)


def _linked(out: Path, new: Path, file: File) -> bool:
    """Put a file in the place of what is there, if it is still what was written."""
    if not _stands(out, file):
        return False
    old, place = out / file.path, new / file.path
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        place.unlink()
    try:
        os.link(old, place)
    except FileNotFoundError:
        place.parent.mkdir(parents=True, exist_ok=True)
        return _linked(out, new, file)
    except OSError:
        shutil.copy2(old, place)
    return True


def sweep(new: Path, taken: Taken, ledger: Ledger) -> None:
    """Remove from a version what is of versions before: all files but those of the ledger.

    Where it is known how many were ``taken`` over, and they are no more than there should be with
    those that came and without those that went, there are no others: none need be looked for.

    Raises:
        EnvironmentFault: a file of the ledger is not there.
        OSError: a file cannot be removed.
    """
    gone, known = ledger.gone(), ledger.number_of_files()
    left = 0
    for path in (MARK, *gone):
        with contextlib.suppress(FileNotFoundError):
            (new / path).unlink()
            left += 1
        _prune((new / path).parent)
    came = known - taken.known + ledger.number_left()
    if taken.number is not None and taken.number + came - left == known:
        return
    if number_in(new) == known:
        return
    for path in list(_files(str(new))):
        if not ledger.has_file(path[len(str(new)) + 1 :]):
            Path(path).unlink()
            _prune(Path(path).parent)
    if (found := number_in(new)) != known:
        raise EnvironmentFault(f"{new} holds {found} files; expected {known}")


def _prune(folder: Path) -> None:
    """Remove folders that are empty, upwards."""
    with contextlib.suppress(OSError):
        while True:
            folder.rmdir()
            folder = folder.parent


def _files(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path)
            else:
                yield entry.path


def keep_spare(out: Path, old: Path, spare: Path, ledger: Ledger) -> None:
    """Keep a version that was replaced, or links to the files of the first, for the next.

    What fails here costs the next publication time and nothing else.
    """
    with contextlib.suppress(OSError):
        if not old.exists():
            old.mkdir()
            for file in ledger.files():
                _linked(out, old, file)
        spare.parent.mkdir(parents=True, exist_ok=True)
        old.rename(spare)
