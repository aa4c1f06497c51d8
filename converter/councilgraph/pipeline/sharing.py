"""Work shared out over processes, or done in this one, with the same results in the same order."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Self, TypeVar

from ..errors import EnvironmentFault
from ..processes import Begun, Limits, Workers

S = TypeVar("S")
T = TypeVar("T")

FEW, SOME = 2, 8
"""Up to so many pieces of work, starting other processes costs more time than it saves; up to so
many, they are done by this process and one that was started already."""
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
        self._preparing: Begun[object] | None = None

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
        if self._jobs == 1 or len(items) <= (1 if self.ready else FEW):
            results: Iterator[T] = map(work, (items[place] for place in range(len(items))))
        elif len(items) <= SOME and self.ready:
            results = self._by_two(work, items)
        else:
            self._prepared()
            results = self._workers.each(work, items, _lost)
        yield from self._progress(results, len(items))

    def _by_two(self, work: Callable[[S], T], items: Sequence[S]) -> Iterator[T]:
        """Yield what is made of items: this process takes the first that is left, another the last.

        So neither waits for the other until nothing is left.
        """
        left, found = deque(range(len(items))), dict[int, T]()
        theirs: tuple[int, Begun[T]] | None = None
        while left:
            if theirs and theirs[1].done:
                found[theirs[0]], theirs = theirs[1].wait(), None
            if len(left) > 1 and not theirs and (not self._preparing or self._preparing.done):
                last = left.pop()
                theirs = last, self.begin(work, items[last])
            first = left.popleft()
            found[first] = work(items[first])
        if theirs:
            found[theirs[0]] = theirs[1].wait()
        yield from (found[place] for place in range(len(items)))

    @property
    def several(self) -> bool:
        """Tell whether there may be other processes."""
        return self._jobs > 1

    @property
    def ready(self) -> bool:
        """Tell whether there are other processes, which wait for work or prepare for it."""
        return self._preparing is not None or self._workers.ready

    def begin(self, work: Callable[[S], T], item: S) -> Begun[T]:
        """Let a process that is ready begin a piece of work.

        Where none is, the work is done when it is waited for.

        Raises:
            EnvironmentFault: when it is waited for, as by ``each``.
        """
        self._prepared()
        return self.start(work, item) if self._workers.ready else Begun(lambda: work(item))

    def start(self, work: Callable[[S], T], item: S) -> Begun[T]:
        """Let a process begin a piece of work as ``begin`` does; where none is ready, start one."""
        if self._jobs > 1:
            return self._workers.begin(work, item, _lost)
        return Begun(lambda: work(item))

    def prepare(self, work: Callable[[S], T], item: S) -> None:
        """Let a process that is ready do what is of use later, such as to load code.

        Nobody waits for it until there is more to do than this process can do meanwhile.
        """
        if self.ready:
            self._preparing = self.begin(work, item)

    def _prepared(self) -> None:
        """Wait for what a process prepares."""
        if self._preparing:
            begun, self._preparing = self._preparing, None
            begun.wait()


def _lost(_: object, code: int) -> T:  # type: ignore[type-var]  # none comes back
    raise EnvironmentFault(
        f"a working process ended with code {code}; expected enough memory for several processes; "
        "try --jobs 1"
    )
