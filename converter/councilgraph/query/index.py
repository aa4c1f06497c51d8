"""An index on disk of large data, so that a second question about them is answered at once.

Reading a million triples from their text takes seconds, opening an index of them a tenth of one.
An index is a store of Oxigraph that is named by a hash of all that is in it: the bytes and syntax
of each file, and the version of Oxigraph. So it is never out of date (a changed file leads to
another index), and copies of a dataset share one; the hash of a large file is remembered as long as
nothing touches the file (see ``digests``). It lies in the user's cache and not in the
dataset, which stays exactly what its manifest says.

It is built under a name of its own and renamed when it is whole: who looks finds all of it or
nothing, and of two who build at once one wins and both are right. From then on it is only read.
Where it cannot be written or opened, the data are loaded into memory as they always can be. What
has not been asked for a month goes when the next is built.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import chain, islice
from pathlib import Path

import pyoxigraph as ox

from ..errors import Refused
from .digests import Digests
from .loading import direct, quads_of

LEAST = 10_000_000
"""Bytes of files that are worth an index; less is loaded in a moment."""
LONGEST_UNUSED = 30 * 24 * 3600.0
"""Seconds after which an index that nobody asks goes."""

_AT_ONCE = 100_000
"""Statements that are put into an index together: more take more memory, fewer more tables."""
_LAYOUT = "3"
_SEAL = "sealed.txt"
"""The file that says what the others of an index are."""
_FAULTS = (OSError, RuntimeError, SyntaxError, ValueError, Refused)
"""What Oxigraph and the disk have to say of what is damaged, full, not allowed or no RDF."""


@dataclass(frozen=True, slots=True)
class Index:
    """An index that is open for reading, and its folder."""

    store: ox.Store
    place: Path

    def discard(self) -> None:
        """Remove the index, so that the next question builds it anew."""
        _discard(self.place)


def indexed(
    files: Sequence[Path], check: Callable[[], None] = lambda: None
) -> Index | None:
    """Return the index of files, built if there is none; None where loading them is as well.

    A file that cannot be read makes None, too: who loads it says what is wrong with it. ``check``
    is called before an index is built; one that is there was built of the same bytes.

    Raises:
        EnvironmentFault: what ``check`` raises.
    """
    try:
        if sum(file.stat().st_size for file in files) < LEAST:
            return None
        place = cache() / _key(files)
        for _ in range(2):
            if not place.is_dir():
                check()
                _build(files, place)
            with contextlib.suppress(*_FAULTS):
                return _opened(place)
            _discard(place)
    except _FAULTS:
        pass
    return None


def cache() -> Path:
    """Return the folder of the indexes: in the user's cache (XDG Base Directory Specification)."""
    given = os.environ.get("XDG_CACHE_HOME", "")
    home = Path(given) if Path(given).is_absolute() else Path.home() / ".cache"
    return home / "councilgraph" / "index"


def _key(files: Sequence[Path]) -> str:
    """Return the name of the index of files, whatever folder they are in."""
    digests = Digests(cache().with_name("digests.json"))
    told = hashlib.sha256(f"{_LAYOUT} {version('pyoxigraph')}\n".encode())
    for file in files:
        told.update(f"{file.suffix} {digests.of(file)}\n".encode())
    digests.keep()
    return told.hexdigest()[:32]


def _opened(place: Path) -> Index:
    if (place / _SEAL).read_text("ascii") != _seal(place):
        raise OSError(f"{place}: damaged")
    store = ox.Store.read_only(str(place))
    with contextlib.suppress(OSError):
        os.utime(place)  # the day of its last use
    return Index(store, place)


def _build(files: Sequence[Path], place: Path) -> None:
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _forget(place.parent)
    new = Path(tempfile.mkdtemp(prefix="new-", dir=place.parent))
    try:
        _fill(new, files)
        (new / _SEAL).write_text(_seal(new), "ascii")
        if _key(files) == place.name:  # nothing changed while it was read
            # Where another process was first, its index is as good.
            with contextlib.suppress(FileExistsError, PermissionError):
                new.rename(place)
    except OSError:
        if not place.is_dir():
            raise
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _fill(place: Path, files: Sequence[Path]) -> None:
    """Write files into a new store, which is closed at the end.

    A store gets tables of its own with each call that fills it, and looks into all of them: so it
    is filled by many files at a time, and what there is becomes one table in the end.
    """
    store = ox.Store(str(place))
    quads = chain.from_iterable(map(_quads, files))
    while some := tuple(islice(quads, _AT_ONCE)):
        store.bulk_extend(some)
    store.optimize()
    store.flush()


def _quads(file: Path) -> Iterable[ox.Quad]:
    """Return what a file says; its blank nodes are no other file's."""
    if syntax := direct(file):
        return ox.parse(path=str(file), format=syntax, rename_blank_nodes=True)
    return quads_of(file)


def _seal(place: Path) -> str:
    """Return what an index consists of: the sizes of its tables, the hashes of what names them.

    A manifest that is cut short would hide tables without a word; within a table each block has
    a sum of its own, which Oxigraph checks when it reads it.
    """
    lines = []
    for file in sorted(place.iterdir()):
        if file.name == _SEAL or file.name.startswith("LO"):  # LOCK and LOG change with each use
            continue
        size = file.stat().st_size
        told = "" if file.suffix == ".sst" else hashlib.sha256(file.read_bytes()).hexdigest()
        lines.append(f"{file.name} {size} {told}\n")
    return "".join(lines)


def _forget(folder: Path) -> None:
    """Remove what nobody has used for long, beginnings that were never finished included."""
    for each in folder.iterdir():
        with contextlib.suppress(OSError):
            if time.time() - each.stat().st_mtime > LONGEST_UNUSED:
                _discard(each)


def _discard(place: Path) -> None:
    """Remove an index under another name, so that nobody opens what is half gone."""
    gone = place.with_name(f"old-{os.getpid()}-{place.name}")
    with contextlib.suppress(OSError):
        place.rename(gone)
        shutil.rmtree(gone, ignore_errors=True)
