"""Many documents: in this process or in several, with the same results in the same order."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Generic, Protocol, TypeVar

from ..errors import EnvironmentFault, Refused
from ..identifiers import BASE
from .conversion import Conversion, convert_bytes
from .inputs import Input, read

T = TypeVar("T")

FEW = 8
"""Up to so many documents, starting other processes costs more time than it saves."""

AHEAD = 4
"""How many documents per process may be in work or wait for their turn; memory is bounded by it."""


@dataclass(frozen=True, slots=True)
class Options:
    """How documents are converted; see ``convert_bytes``."""

    base: str = BASE
    encoding: str | None = None
    recover: bool = False


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What became of one input: a value, or why it was refused."""

    source: Input
    value: T | None
    refused: Refused | None


class Known(Protocol[T]):
    """Values that were made before; it can be sent to other processes."""

    def load(self, source: Input, data: bytes) -> T | None:
        """Return the value of a document, None where it is not known."""

    def store(self, source: Input, data: bytes, value: T) -> None:
        """Keep the value of a document."""


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
        EnvironmentFault: a process was ended from outside.
    """
    work = partial(_one, finish=finish, options=options, known=known)
    processes = jobs or (1 if len(inputs) <= FEW else os.cpu_count() or 1)
    if processes == 1:
        for source in inputs:
            with _named(source):
                value, refused = work(source)
            yield Outcome(source, value, _refusal(refused))
        return
    # Spawned, not forked: a forked child would inherit locks and threads in any state.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context, initializer=_quiet) as pool:
        waiting: deque[tuple[Input, Future[tuple[T | None, _Plain | None]]]] = deque()
        try:
            for source in inputs:
                waiting.append((source, pool.submit(work, source)))
                if len(waiting) > AHEAD * processes:
                    yield _taken(*waiting.popleft())
            while waiting:
                yield _taken(*waiting.popleft())
        except BrokenProcessPool as error:
            raise EnvironmentFault(
                "a converting process was ended from outside; expected enough memory for "
                f"{processes} processes; try --jobs 1"
            ) from error
        finally:
            pool.shutdown(cancel_futures=True)


def _quiet() -> None:
    """Leave an interruption from the keyboard to the parent, which ends its children."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


_Plain = tuple[str, str, str, int | None, int | None]


def _one(
    source: Input, finish: Callable[[Conversion], T], options: Options, known: Known[T] | None
) -> tuple[T | None, _Plain | None]:
    """Return a document's value, or its refusal as values that can be sent between processes."""
    try:
        return _value(source, read(source), finish, options, known), None
    except Refused as error:
        return None, (source.shown, error.found, error.expected, error.line, error.column)


def _value(
    source: Input, data: bytes, finish: Callable[[Conversion], T], options: Options,
    known: Known[T] | None,
) -> T:  # fmt: skip
    """Return a document's value: that which is known, or a new one, to be known from now on."""
    value = known.load(source, data) if known else None
    if value is None:
        value = finish(
            convert_bytes(
                data,
                source.name,
                base=options.base,
                encoding=options.encoding,
                recover=options.recover,
            )
        )
        if known:
            known.store(source, data, value)
    return value


def _refusal(plain: _Plain | None) -> Refused | None:
    if plain is None:
        return None
    where, found, expected, line, column = plain
    return Refused(where, found, expected=expected, line=line, column=column)


def _taken(
    source: Input, future: Future[tuple[T | None, _Plain | None]]
) -> Outcome[T]:
    with _named(source):
        value, refused = future.result()
    return Outcome(source, value, _refusal(refused))


@contextmanager
def _named(source: Input) -> Iterator[None]:
    """Note on an unexpected exception which document it came from."""
    try:
        yield
    except Exception as error:
        error.add_note(f"while converting {source.shown}")
        raise
