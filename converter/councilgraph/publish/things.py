"""The things that no unit describes and that have a page, on their way to who writes it.

Many documents may point at one thing, so what is said of it goes through a file, line by line.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from .surface import Row, Surroundings, as_json

_TOGETHER = 1024
"""How many pages stand in a line."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing that no unit describes and that has a page, with who points at it.

    ``standing`` are the IRIs of things that have sections of its page which stand as they are in
    the version before: of these the surroundings tell nothing. ``pages`` are the paths of others
    that have a page, where it may lead to any of them.
    """

    path: str
    surroundings: Surroundings
    standing: tuple[str, ...] = ()
    pages: Iterable[str] = ()


def spool(things: Iterable[Thing], place: Path) -> Path:
    """Write things into a new file and return it.

    Raises:
        OSError: it cannot be written.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("x", encoding="utf-8") as file:
        for thing in things:
            file.writelines(f"{line}\n" for line in _lines(thing))
    return place


def _lines(thing: Thing) -> Iterator[str]:
    """Yield its pointers, lists, its heads after a space, other pages, and an object to end it.

    Pages are lists after a stroke, for there may be many.
    """
    found = thing.surroundings
    yield from map(as_json, found.pointers)
    yield from (f" {head}" for head in found.heads)
    pages = iter(thing.pages)
    while some := list(islice(pages, _TOGETHER)):
        yield f"/{as_json(some)}"
    yield as_json({"path": thing.path, "owners": found.owners, "standing": thing.standing})


def spooled(place: Path) -> Iterator[Thing]:
    """Yield the things that were written into a file."""
    pointers: list[Row] = []
    heads: list[str] = []
    pages: list[str] = []
    with place.open(encoding="utf-8", newline="\n") as file:
        for line in file:
            if line.startswith("["):
                pointers.append(tuple(json.loads(line)))
            elif line.startswith(" "):
                heads.append(line[1:-1])
            elif line.startswith("/"):
                pages += json.loads(line[1:])
            else:
                said = json.loads(line)
                owners = [(term, predicate, n) for term, predicate, n in said["owners"]]
                found = Surroundings(pointers, heads, owners)
                yield Thing(said["path"], found, tuple(said["standing"]), pages)
                pointers, heads, pages = [], [], []
