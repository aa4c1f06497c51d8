"""Work shared out over processes, or done in this one, with the same results in the same order."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Self, TypeVar

from ..errors import EnvironmentFault
from ..processes import Limits, Workers

S = TypeVar("S")
T = TypeVar("T")

FEW = 2
"""Up to so many pieces of work, starting other processes costs more time than it saves."""
Progress = Callable[[Iterator[Any], int], Iterable[Any]]

LIMITS = Limits(memory=8 << 30, seconds=3600)
"""What a piece of work may take: far more than any does, so that none goes on for ever."""


class Sharing:
    """Processes that are started when there is work for several; they end with the context.

    ``jobs`` is how many work at once, by default one per core; ``progress`` is handed the results
    and their number, and passes them on.
    """

    def __init__(
        self, jobs: int | None = None, progress: Progress = lambda results, _: results
    ) -> None:
        self._jobs = jobs or os.cpu_count() or 1
        self._progress = progress
        self._workers = Workers(self._jobs, LIMITS)
        self._starting: Callable[[], object] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._workers.__exit__(None, None, None)

    def each(self, work: Callable[[S], T], items: Sequence[S]) -> Iterator[T]:
        """Yield what a function of a module makes of each item, in their order.

        Items are asked for when their turn comes near, so that they can be made then.

        Raises:
            EnvironmentFault: a process was ended from outside, or by its limits.
        """
        self._started()
        if self._jobs == 1 or len(items) <= FEW:
            results: Iterator[T] = map(work, (items[place] for place in range(len(items))))
        else:
            results = self._workers.each(work, items, _lost)
        yield from self._progress(results, len(items))

    @property
    def ready(self) -> bool:
        """Tell whether there are other processes, which wait for work."""
        self._started()
        return self._workers.ready

    def begin(self, work: Callable[[S], T], item: S) -> Callable[[], T]:
        """Let a process that is ready begin a piece of work, and return what waits for it.

        Where none is, the work is done when it is waited for.

        Raises:
            EnvironmentFault: when it is waited for, as by ``each``.
        """
        if self.ready:
            return self._workers.begin(work, item, _lost)
        return lambda: work(item)

    def start(self, work: Callable[[S], T], item: S) -> bool:
        """Start a process, which is ready when it has done a piece of work, such as to load code.

        Nobody waits for it until there is more to do. It tells whether there may be another one.
        """
        if self._jobs > 1:
            self._starting = self._workers.begin(work, item, _lost)
        return self._jobs > 1

    def _started(self) -> None:
        """Wait for the process that was started, if it was."""
        if self._starting:
            self._starting()
            self._starting = None


def _lost(_: object, code: int) -> T:  # type: ignore[type-var]  # none comes back
    raise EnvironmentFault(
        f"a working process ended with code {code}; expected enough memory for several processes; "
        "try --jobs 1"
    )
