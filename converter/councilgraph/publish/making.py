"""A version in the making, and who works at it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from ..processes import Begun
from ..rdf import Triple, write
from .earlier import Earlier
from .ledger import Ledger
from .putting import File, put
from .writing import Place

S = TypeVar("S")
T = TypeVar("T")


class Workers(Protocol):
    """Who does work, in this process or in others."""

    def each(self, work: Callable[[S], T], items: Sequence[S]) -> Iterator[T]:
        """Yield what a function of a module makes of each item, in their order."""

    @property
    def ready(self) -> bool:
        """Tell whether there are others, which wait for work or prepare for it."""

    def begin(self, work: Callable[[S], T], item: S) -> Begun[T]:
        """Let a piece of work begin, and return what waits for it."""

    def prepare(self, work: Callable[[S], T], item: S) -> None:
        """Let a process that is ready do what is of use later; nobody waits for it."""


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
    """A version that is built: where, from which ledger, by whom.

    ``earlier`` is the version before, if most of it is taken over.
    """

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

    def has(self, owner: str) -> bool:
        """Tell whether files of an owner were taken over."""
        return self.earlier is not None and self.ledger.owns(owner)

    def have(self, owner: str, make: Callable[[], Iterable[File]], *, anew: bool) -> None:
        """Keep the files of an owner, or make them where that is to be or there are none."""
        if anew or not self.has(owner):
            self.ledger.wrote(owner, make())
