"""Many documents: in this process or in several, with the same results in the same order.

Plain text is read by this program alone, and may be converted in this process. All that libraries
unpack and parse is converted in a process that may die of it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Generic, Protocol, TypeVar

from ..errors import Refused
from ..identifiers import BASE
from ..processes import LIMITS, Limits, OutOfTime, Workers, capped
from ..read import sniff
from ..read.sniff import TEXT
from ..records import KINDS
from .conversion import Conversion, convert_bytes
from .inputs import STDIN, Input, read
from .origins import origin_of
from .refusals import ended, too_large, too_slow

T = TypeVar("T")
K_co = TypeVar("K_co", covariant=True)

FEW = 8
"""Up to so many documents, starting other processes costs more time than it saves."""


@dataclass(frozen=True, slots=True)
class Options:
    """How documents are converted, see ``convert_bytes``, and what each may take.

    ``precedence`` is the order in which kinds of sources are believed.
    """

    base: str = BASE
    encoding: str | None = None
    recover: bool = False
    limits: Limits = LIMITS
    precedence: tuple[str, ...] = tuple(KINDS)


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What became of one input: a value, or why it was refused."""

    source: Input
    value: T | None
    refused: Refused | None


class Known(Protocol[K_co]):
    """Values that were made before; it can be sent to other processes."""

    def load(self, source: Input, data: bytes) -> K_co | None:
        """Return the value of a document, None where it is not known."""


def convert_each(
    inputs: Sequence[Input],
    finish: Callable[[Conversion], T],
    options: Options = Options(),
    *,
    jobs: int | None = None,
    known: Known[T] | None = None,
) -> Iterator[Outcome[T]]:
    """Yield what became of each input, in their order.

    ``finish`` turns a conversion into what is wanted of it, in the process that made it, and is
    a function of a module so that it can be sent there. ``jobs`` is the number of processes:
    by default one for few inputs, else one per core. What is ``known`` is not converted again.

    Raises:
        EnvironmentFault: a process does not start.
    """
    work = _Work(finish, options, known)
    processes = jobs or (1 if len(inputs) <= FEW else os.cpu_count() or 1)
    with Workers(processes, options.limits) as workers:
        # What comes on standard input only this process can read.
        for here, group in groupby(inputs, lambda i: processes == 1 or i.path == STDIN):
            sources = tuple(group)
            if here:
                found = _here(((s, None) for s in sources), work, workers)
            else:
                found = workers.each(work, tuple((s, None) for s in sources), work.lost)
            for source, (value, plain) in zip(sources, found, strict=True):
                yield Outcome(source, value, _refusal(plain))


def convert_given(
    given: Iterable[tuple[Input, bytes | None]],
    finish: Callable[[Conversion], T],
    options: Options = Options(),
) -> Iterator[Outcome[T]]:
    """Yield what became of each input, one after the other, whose bytes may be read already.

    For a process that is one of many itself: text is converted in it, other documents in a process
    of their own, as by ``convert_each``.
    """
    work = _Work(finish, options, None)
    with Workers(1, options.limits) as workers:
        for source, data in given:
            for value, plain in _here(((source, data),), work, workers):
                yield Outcome(source, value, _refusal(plain))


_Plain = tuple[str, str, str, int | None, int | None]
_Given = tuple[Input, bytes | None]
"""An input, and its bytes where they were read already."""
_Found = tuple[T | None, _Plain | None]


@dataclass(frozen=True, slots=True)
class _Work(Generic[T]):
    """What is done with each input; it can be sent to other processes."""

    finish: Callable[[Conversion], T]
    options: Options
    known: Known[T] | None

    def __call__(self, given: _Given) -> _Found[T]:
        """Return a document's value, or its refusal as values that can be sent."""
        source, data = given
        limits = self.options.limits
        try:
            return self._value(source, read(source) if data is None else data), None
        except Refused as error:
            refused = error
        except MemoryError:
            refused = too_large(source.shown, limits)
        except OutOfTime:
            refused = too_slow(source.shown, limits)
        except Exception as error:
            error.add_note(f"while converting {source.shown}")
            raise
        return _sent(source, refused)

    def lost(self, given: _Given, code: int) -> _Found[T]:
        """Return the refusal of a document that its process died of."""
        source, _ = given
        return _sent(source, ended(source.shown, code, self.options.limits))

    def _value(self, source: Input, data: bytes) -> T:
        """Return the value that is known, or a new one."""
        value = self.known.load(source, data) if self.known else None
        if value is not None:
            return value
        base, encoding = self.options.base, self.options.encoding
        return self.finish(
            convert_bytes(data, source.name, base=base, encoding=encoding,
                          recover=self.options.recover, origin=origin_of(source, data))
        )  # fmt: skip


def _here(
    given: Iterable[_Given], work: _Work[T], workers: Workers
) -> Iterator[_Found[T]]:
    """Yield what becomes of inputs that this process reads, where they were not read already."""
    for source, known in given:
        try:
            data = read(source) if known is None else known
            plain = sniff(data, source.name) == TEXT
        except Refused as error:
            yield _sent(source, error)
            continue
        if plain:
            with capped(work.options.limits):
                value = work((source, data))
            yield value
        else:
            yield from workers.each(work, ((source, data),), work.lost)


def _sent(source: Input, refused: Refused) -> tuple[None, _Plain]:
    """Return a refusal as values that can be sent between processes."""
    return None, (source.shown, refused.found, refused.expected, refused.line, refused.column)


def _refusal(plain: _Plain | None) -> Refused | None:
    if plain is None:
        return None
    where, found, expected, line, column = plain
    return Refused(where, found, expected=expected, line=line, column=column)
