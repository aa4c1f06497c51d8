"""The pieces of a run's dumps, kept until one of its units changes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import EnvironmentFault
from .files import BEGIN, keep_whole, kept_at, kept_whole
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


@dataclass(frozen=True, slots=True)
class Lying:
    """Where a piece lies in a file: its first byte, how many there are, and what it is of."""

    place: Path
    start: int
    length: int
    crc: int
    size: int

    def piece(self) -> Piece:
        """Return the piece.

        Raises:
            EnvironmentFault: it is not there any more.
        """
        try:
            with self.place.open("rb", buffering=0) as file:
                file.seek(self.start)
                packed = file.read(self.length)
        except FileNotFoundError as error:
            raise _lost(self.place) from error
        if len(packed) < self.length:
            raise _lost(self.place)
        return Piece(packed, self.crc, self.size)


@dataclass(frozen=True, slots=True)
class Found:
    """Pieces where they lie, by what they are of; the other fields are those of ``Pieces``."""

    lying: Mapping[str, Lying]
    names: Mapping[str, frozenset[str]]
    relative: bool


def pieces_at(folder: Path, name: str) -> Pieces:
    """Return pieces that were kept.

    Raises:
        EnvironmentFault: they are not there any more.
    """
    data, found = _read(folder, name)
    pieces = {key: Piece(data[at : at + one.length], one.crc, one.size)
              for key, one in found.lying.items() for at in (one.start - BEGIN,)}  # fmt: skip
    return Pieces(pieces, dict(found.names), found.relative)


def lying_at(folder: Path, name: str) -> Found:
    """Return where pieces that were kept lie, once they are known to be sound.

    Raises:
        EnvironmentFault: they are not there any more.
    """
    return _read(folder, name)[1]


def _read(folder: Path, name: str) -> tuple[bytes, Found]:
    """Return what is kept in a file of pieces, and where in the file they are."""
    place = place_of(folder, name)
    kept = kept_whole(place)
    if kept is None:
        place.unlink(missing_ok=True)
        raise _lost(place)
    head, _, _ = kept.partition(b"\n")
    sizes, names, relative = json.loads(head)
    found: dict[str, Lying] = {}
    start = BEGIN + len(head) + 1
    for key, (length, crc, size) in sizes.items():
        found[key] = Lying(place, start, length, crc, size)
        start += length
    return kept, Found(found, {k: frozenset(used) for k, used in names.items()}, relative)


def _lost(place: Path) -> EnvironmentFault:
    return EnvironmentFault(f"{place} was removed or damaged; try again")


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
    return Path(kept_at(folder, name))
