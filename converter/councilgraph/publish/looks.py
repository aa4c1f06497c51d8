"""Whether the files of a version are as they were written, looked up by two processes at once.

The files of a ledger are looked up in blocks, by one process from the first on and by the other
from the last: whoever makes a block's mark first looks it up, and where they meet all is done. So
neither waits long for the other, whenever the second begins.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from ..processes import Begun
from .putting import File
from .records import Records

BLOCK = 4096
"""How many files a block has."""
MOST = 1000
"""How many files a folder may lack for them to be named one by one."""
_COUNT = "count"
"""The mark of who counts the files that there are."""


@dataclass(frozen=True, slots=True)
class Look:
    """What is looked into: a folder, for the files of a ledger, which is told by its place.

    ``marks`` is a folder of its own, for the marks of those who look.
    """

    folder: Path
    ledger: Path
    marks: Path

    def take(self, mark: str) -> bool:
        """Tell whether nobody has taken a mark, and take it."""
        try:
            os.close(os.open(self.marks / mark, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        except FileExistsError:
            return False
        return True


@dataclass(frozen=True, slots=True)
class Part:
    """What one process found: in which blocks it looked, what they lack, and how many files are.

    The number is None where it did not count them.
    """

    blocks: frozenset[int] = frozenset()
    missing: tuple[File, ...] = ()
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found in a folder: how many files, and which of a ledger's it lacks.

    ``missing`` is None where these are very many, or there is no folder: nothing is counted then.
    """

    number: int
    missing: tuple[File, ...] | None


def looked(look: Look) -> Part:
    """Return what is in a folder, looked up from the first file of a ledger on."""
    with closing(Records(look.ledger, reading=True)) as ledger:
        found = _part(look, _blocks(ledger))
    number = number_in(look.folder) if look.take(_COUNT) else None
    return Part(found.blocks, found.missing, number)


def looked_by_two(look: Look, ledger: Records, other: Begun[Part]) -> Looked:
    """Return what is in a folder, into which another process looks by ``looked``.

    The ledger has the files that it had for that one. What that one did not come to, as it was
    ended, is looked up again.
    """
    number = number_in(look.folder) if look.take(_COUNT) else None
    own = _part(look, _blocks(ledger, backwards=True))
    theirs = other.wait()
    done = own.blocks | theirs.blocks
    missing = (*theirs.missing, *own.missing)
    if len(missing) <= MOST and len(done) < _number_of_blocks(ledger):
        left = (_missing(look.folder, rows) for block, rows in _blocks(ledger) if block not in done)
        missing += tuple(islice(chain.from_iterable(left), MOST + 1))
    if len(missing) > MOST or not look.folder.is_dir():
        return Looked(0, None)
    if number is None:
        number = theirs.number if theirs.number is not None else number_in(look.folder)
    return Looked(number, tuple(sorted(missing, key=lambda file: file.path)))


def stop(look: Look, ledger: Records) -> None:
    """Let who looks into a folder stop: what is left is not looked up but by ``looked_by_two``."""
    for block in range(_number_of_blocks(ledger)):
        look.take(str(block))
    look.take(_COUNT)


def missing_in(folder: Path, ledger: Records) -> Iterator[File]:
    """Yield the files of a ledger that are not in a folder as they were written."""
    yield from _missing(folder, ledger.statuses())


def number_in(folder: Path) -> int:
    """Return how many files are in a folder and those below it."""
    found, waiting = 0, [str(folder)] if folder.is_dir() else []
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                else:
                    found += 1
    return found


_Rows = Iterable[tuple[str, int, int]]
_Block = tuple[int, _Rows]


def _number_of_blocks(ledger: Records) -> int:
    return -(-ledger.number_of_files() // BLOCK)


def _blocks(ledger: Records, *, backwards: bool = False) -> Iterator[_Block]:
    """Yield the numbers of blocks of a ledger's files, with these; one that is left is passed."""
    number, count = ledger.number_of_files(), _number_of_blocks(ledger)
    rows = ledger.statuses(backwards=backwards)
    for block in reversed(range(count)) if backwards else range(count):
        of_block = islice(rows, min(BLOCK, number - block * BLOCK))
        yield block, of_block
        for _ in of_block:
            pass


def _part(look: Look, blocks: Iterator[_Block]) -> Part:
    """Look up one block after the other, until somebody else has taken one, or very much lacks."""
    taken: set[int] = set()
    missing: list[File] = []
    for block, rows in blocks:
        if len(missing) > MOST or not look.take(str(block)):
            break
        missing += _missing(look.folder, rows)
        taken.add(block)
    return Part(frozenset(taken), tuple(missing))


def _missing(folder: Path, rows: _Rows) -> Iterator[File]:
    top, look = f"{folder}/", os.lstat
    for path, size, mtime in rows:  # there are very many
        try:
            status = look(top + path)
            if status.st_mtime_ns == mtime and status.st_size == size:
                continue
        except OSError:
            pass
        yield File(path, size, "", mtime)
