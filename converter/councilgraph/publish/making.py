"""A version in the making, and who works at it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from ..rdf import Triple, write
from .earlier import Earlier
from .ledger import Ledger
from .swap import File, put
from .writing import Place

S = TypeVar("S")
T = TypeVar("T")


class Workers(Protocol):
    """Who does work, in this process or in others."""

    def each(self, work: Callable[[S], T], items: Sequence[S]) -> Iterator[T]:
        """Yield what a function of a module makes of each item, in their order."""


@dataclass(frozen=True, slots=True)
class Made(Sequence[T]):
    """Items that are made when they are asked for, so that not all are there at once."""

    length: int
    make: Callable[[int], T]

    def __len__(self) -> int:
        return self.length

    def __getitem__(self, place: Any) -> Any:
        """Return the item at a place."""
        return self.make(place)


@dataclass(frozen=True, slots=True)
class Build:
    """A version that is built: where, from which ledger, by whom, and what it takes over."""

    place: Place
    ledger: Ledger
    workers: Workers
    earlier: Earlier | None = None

    def put(self, path: str, data: bytes) -> File:
        """Write a file of the whole."""
        return put(self.place.new, path, data)

    def put_ttl(self, path: str, triples: Iterable[Triple]) -> File:
        """Write a Turtle file of the whole."""
        return self.put(path, write(triples, "ttl", self.place.base).encode())

    def linked(self, owner: str) -> bool:
        """Take over the files of an owner, if there are any, and tell whether there are."""
        files = list(self.ledger.files("owner = ?", owner)) if self.earlier else []
        for file in files:
            assert self.earlier is not None
            self.earlier.link(file, self.place.new)
        return bool(files)

    def have(self, owner: str, make: Callable[[], Iterable[File]], *, anew: bool) -> None:
        """Take over the files of an owner, or make them where that is to be or there are none."""
        if anew or not self.linked(owner):
            self.ledger.wrote(owner, make())
