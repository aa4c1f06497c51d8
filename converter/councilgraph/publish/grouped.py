"""Pieces of runs in groups, so that few files need be read where little has changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence

from .dumps import Heap
from .making import Build
from .pieces import joined_pieces, keep_pieces, lying_at, pieces_at, place_of
from .units import ends_group


def heap_groups(runs: Iterable[tuple[str, str]], heap: Heap, on: Build) -> None:
    """Add the pieces of runs, in groups of about sixteen, which are kept beside them.

    A run is told by the name of its last thing, and by that under which its pieces are kept.

    Raises:
        EnvironmentFault: the pieces of a run are not there any more.
    """
    names: list[str] = []
    for last, name in runs:
        names.append(name)
        if ends_group(last):
            _heap(names, heap, on)
            names = []
    if names:
        _heap(names, heap, on)


def _heap(names: Sequence[str], heap: Heap, on: Build) -> None:
    folder = on.place.pieces
    group = hashlib.sha256(json.dumps(names).encode()).hexdigest()
    if not place_of(folder, group).exists():
        keep_pieces(folder, joined_pieces([pieces_at(folder, name) for name in names]), group)
    heap.add(lying_at(folder, group))
    on.pieces.update(names, (group,))
