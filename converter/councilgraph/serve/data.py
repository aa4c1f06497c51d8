"""The store that workers query, built from the files of a dataset when the server starts.

The default graph has every fact once, from the Turtle files; each named graph is a source document,
from the dump.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from ..errors import EnvironmentFault
from ..formats import RDF_FORMATS
from .dataset import Dataset

_TURTLE, _QUADS = RDF_FORMATS["ttl"].suffix, RDF_FORMATS["nq"].suffix


def build_store(dataset: Dataset, place: Path) -> None:
    """Write a dataset into a new store in a folder.

    Raises:
        EnvironmentFault: a file is damaged, or the disk is full.
    """
    store = ox.Store(str(place))
    try:
        store.bulk_extend(_quads(dataset))
        store.flush()
    except (OSError, EOFError, SyntaxError, ValueError) as error:
        raise EnvironmentFault(f"{dataset.place}: cannot be indexed: {error}") from error


def _quads(dataset: Dataset) -> Iterator[ox.Quad]:
    for file in dataset.files:
        place = dataset.place / file
        if file.endswith(_TURTLE):
            yield from ox.parse(path=str(place), format=ox.RdfFormat.TURTLE)
        elif file.endswith(_QUADS):
            yield from ox.parse(path=str(place), format=ox.RdfFormat.N_QUADS)
        elif file.endswith(f"{_QUADS}.gz"):
            with gzip.open(place) as unpacked:
                yield from ox.parse(cast("IO[bytes]", unpacked), format=ox.RdfFormat.N_QUADS)
