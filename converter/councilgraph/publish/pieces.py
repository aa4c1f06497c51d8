"""The pieces of a run's dumps, kept until one of its units changes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import EnvironmentFault
from .files import keep_whole, kept_whole
from .packing import Piece, joined_piece


@dataclass(slots=True)
class Pieces:
    """Pieces by the dump or table that they are of.

    ``names`` are the prefixes that a dump uses there, ``relative`` whether ids in JSON-LD are.
    """

    pieces: Mapping[str, Piece]
    names: dict[str, frozenset[str]] = field(default_factory=dict)
    relative: bool = False


def keep_pieces(folder: Path, all_of: Pieces, name: str = "") -> str:
    """Keep pieces under a name, by default one that their content tells, and return it.

    Raises:
        OSError: they cannot be written.
    """
    sizes = {k: (len(p.packed), p.crc, p.size) for k, p in all_of.pieces.items()}
    names = {k: sorted(used) for k, used in all_of.names.items()}
    head = json.dumps([sizes, names, all_of.relative]).encode()
    data = head + b"\n" + b"".join(p.packed for p in all_of.pieces.values())
    name = name or hashlib.sha256(data).hexdigest()
    keep_whole(place_of(folder, name), data)
    return name


def pieces_at(folder: Path, name: str) -> Pieces:
    """Return pieces that were kept.

    Raises:
        EnvironmentFault: they are not there any more.
    """
    place = place_of(folder, name)
    kept = kept_whole(place)
    if kept is None:
        place.unlink(missing_ok=True)
        raise EnvironmentFault(f"{place} was removed or damaged; try again")
    head, _, data = kept.partition(b"\n")
    sizes, names, relative = json.loads(head)
    found: dict[str, Piece] = {}
    done = 0
    for key, (packed, crc, size) in sizes.items():
        found[key] = Piece(data[done : done + packed], crc, size)
        done += packed
    return Pieces(found, {k: frozenset(used) for k, used in names.items()}, relative)


def joined_pieces(parts: Sequence[Pieces]) -> Pieces:
    """Return pieces of what lies beside each other as pieces of the whole."""
    found = Pieces({})
    packed: dict[str, list[Piece]] = {}
    for part in parts:
        for key, piece in part.pieces.items():
            packed.setdefault(key, []).append(piece)
        for key, used in part.names.items():
            found.names[key] = found.names.get(key, frozenset()) | used
        found.relative |= part.relative
    found.pieces = {key: joined_piece(of) for key, of in packed.items()}
    return found


def place_of(folder: Path, name: str) -> Path:
    """Return where pieces of a name are."""
    return folder / name[:2] / name[2:]
