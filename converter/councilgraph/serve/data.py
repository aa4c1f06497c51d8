"""The store that workers query, built from the files of a dataset when the server starts.

The default graph has every fact once, from the Turtle files; each named graph is a source document,
from the dump.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from ..errors import EnvironmentFault
from ..formats import RDF_FORMATS
from .dataset import Dataset


def build_store(dataset: Dataset, place: Path) -> None:
    """Write a dataset into a new store in a folder.

    Raises:
        EnvironmentFault: a file is damaged, or the disk is full.
    """
    store = ox.Store(str(place))
    try:
        store.bulk_extend(_quads(dataset))
        store.flush()
    except (OSError, SyntaxError, ValueError) as error:
        raise EnvironmentFault(f"{dataset.place}: cannot be indexed: {error}") from error


def _quads(dataset: Dataset) -> Iterator[ox.Quad]:
    for file in dataset.files:
        for name in ("ttl", "nq"):
            row = RDF_FORMATS[name]
            if file.endswith(row.suffix):
                syntax = getattr(ox.RdfFormat, row.oxigraph)
                yield from ox.parse(path=str(dataset.place / file), format=syntax)
