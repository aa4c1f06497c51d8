"""The store that workers query, built from the files of a dataset when the server starts.

The default graph has every fact once, from the Turtle files; each named graph is a source document,
from the dump.
"""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from ..errors import EnvironmentFault
from ..formats import RDF_FORMATS
from .dataset import Dataset

_TURTLE, _QUADS = RDF_FORMATS["ttl"].suffix, RDF_FORMATS["nq"].suffix
_STEP = 1 << 20


def build_store(dataset: Dataset, place: Path) -> None:
    """Write a dataset into a new store in a folder.

    Raises:
        EnvironmentFault: a file is damaged, or the disk is full.
    """
    store = ox.Store(str(place))
    try:
        store.bulk_load(_turtle(dataset), ox.RdfFormat.TURTLE)
        store.bulk_load(_quads(dataset), ox.RdfFormat.N_QUADS)
        store.flush()
    except (OSError, EOFError, SyntaxError, ValueError) as error:
        raise EnvironmentFault(f"{dataset.place}: cannot be indexed: {error}") from error


def _turtle(dataset: Dataset) -> io.BufferedReader:
    """Return all Turtle files as one: prefixes may be declared anew, and no node is blank.

    A store loads one large file many times faster than a thousand small ones.
    """
    files = (dataset.place / f for f in dataset.files if f.endswith(_TURTLE))
    return _joined(part for file in files for part in (*_parts(file.open("rb")), b"\n"))


def _quads(dataset: Dataset) -> io.BufferedReader:
    packed = f"{_QUADS}.gz"
    return _joined(
        part
        for file in dataset.files
        if file.endswith((_QUADS, packed))
        for part in _parts(
            gzip.open(dataset.place / file)
            if file.endswith(packed)
            else (dataset.place / file).open("rb")
        )
    )


def _parts(file: io.BufferedReader | gzip.GzipFile) -> Iterator[bytes]:
    with file:
        while part := file.read(_STEP):
            yield part


def _joined(parts: Iterable[bytes]) -> io.BufferedReader:
    return io.BufferedReader(_Joined(iter(parts)))


class _Joined(io.RawIOBase):
    """Parts of bytes, read as one file."""

    def __init__(self, parts: Iterator[bytes]) -> None:
        self._parts, self._left = parts, memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, into: memoryview) -> int:  # type: ignore[override]
        if not self._left:
            self._left = memoryview(next(self._parts, b""))
        size = min(len(into), len(self._left))
        into[:size] = self._left[:size]
        self._left = self._left[size:]
        return size
