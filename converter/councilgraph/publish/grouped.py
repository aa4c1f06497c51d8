"""Pieces of runs in groups, so that few files need be read where little has changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence

from .making import Build
from .pieces import joined_pieces, keep_pieces, pieces_at, place_of
from .units import ends_group


def grouped(runs: Iterable[tuple[str, str]], on: Build) -> list[str]:
    """Return under which names the pieces of runs are kept in groups of about sixteen.

    A run is told by the name of its last thing, and by that under which its pieces are kept.

    Raises:
        EnvironmentFault: the pieces of a run are not there any more.
    """
    found: list[str] = []
    names: list[str] = []
    for last, name in runs:
        names.append(name)
        if ends_group(last):
            found.append(_group(names, on))
            names = []
    if names:
        found.append(_group(names, on))
    return found


def _group(names: Sequence[str], on: Build) -> str:
    folder = on.place.pieces
    group = hashlib.sha256(json.dumps(names).encode()).hexdigest()
    if not place_of(folder, group).exists():
        keep_pieces(folder, joined_pieces([pieces_at(folder, name) for name in names]), group)
    on.pieces.update(names, (group,))
    return group
