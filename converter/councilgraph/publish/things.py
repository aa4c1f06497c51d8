"""The things that no unit describes and that have a page, on their way to who writes it.

Many documents may point at one thing, so what is said of it goes through a file, line by line.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .surface import Row, Surroundings


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing that no unit describes and that has a page, with who points at it.

    ``standing`` are the IRIs of things that have sections of its page which stand as they are in
    the version before: of these the surroundings tell nothing.
    """

    path: str
    surroundings: Surroundings
    standing: tuple[str, ...] = ()


def spool(things: Iterable[Thing], place: Path) -> Path:
    """Write things into a new file and return it.

    Raises:
        OSError: it cannot be written.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("x", encoding="utf-8") as file:
        for thing in things:
            for line in _lines(thing):
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
    return place


def _lines(thing: Thing) -> Iterator[object]:
    """Yield its pointers, a list each, its heads, a string each, and an object, which ends it."""
    found = thing.surroundings
    yield from found.pointers
    yield from found.heads
    yield {"path": thing.path, "owners": found.owners, "standing": thing.standing}


def spooled(place: Path) -> Iterator[Thing]:
    """Yield the things that were written into a file."""
    pointers: list[Row] = []
    heads: list[str] = []
    with place.open(encoding="utf-8", newline="\n") as file:
        for said in map(json.loads, file):
            if isinstance(said, list):
                pointers.append(tuple(said))
            elif isinstance(said, str):
                heads.append(said)
            else:
                owners = [(term, predicate, n) for term, predicate, n in said["owners"]]
                found = Surroundings(pointers, heads, owners)
                yield Thing(said["path"], found, tuple(said["standing"]))
                pointers, heads = [], []
