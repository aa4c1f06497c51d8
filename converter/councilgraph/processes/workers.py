"""Processes that do pieces of work, and may die of one: each with a cap of memory, no network.

They are started anew (never forked: a child would have locks and threads in any state) and end
with their parent. What a piece of work does to its process costs that piece alone.
"""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Generic, Self, TypeVar

from ..errors import EnvironmentFault
from .limits import Limits

S = TypeVar("S")
T = TypeVar("T")

AHEAD = 4
"""How many pieces of work per process may be done or in work before the first is taken."""
_AT_HAND = 2
"""Pieces that a process has at hand, so that it need not wait for the next."""
_OUTSIDE = frozenset((-signal.SIGKILL, -signal.SIGTERM))
"""How a process ends that somebody else ended."""


class Worker:
    """A process, and the numbers of the pieces that it has at hand, the first in work."""

    def __init__(self, limits: Limits) -> None:
        self.pipe, theirs = Pipe()
        command = (sys.executable, "-P", "-m", f"{__package__}.worker", str(theirs.fileno()))
        nothing = subprocess.DEVNULL
        with theirs:
            self.process = subprocess.Popen(  # noqa: S603 - our own module
                command, stdin=nothing, stdout=nothing, stderr=nothing,
                pass_fds=(theirs.fileno(),),
            )  # fmt: skip
        self.numbers: deque[int] = deque()
        self._send((sys.path, limits))

    def give(self, number: int, work: Callable[[S], T], item: S) -> None:
        """Let it do a piece of work, after what it has at hand."""
        self.numbers.append(number)
        self._send((work, item))

    def end(self) -> int:
        """End the process, if it has not ended, and return its exit code."""
        self.pipe.close()
        self.process.kill()
        return self.process.wait()

    def _send(self, what: object) -> None:
        # That a process is dead shows when its answer is waited for.
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            self.pipe.send(what)


@dataclass(frozen=True, slots=True)
class Begun(Generic[T]):
    """A piece of work that a process does: ``wait`` returns what it makes of it, once."""

    wait: Callable[[], T]
    _pipe: Connection | None = None

    @property
    def done(self) -> bool:
        """Tell whether nobody has to wait for the process."""
        return self._pipe is None or self._pipe.poll()


class Workers:
    """At most so many processes, started when there is work; they end with the context."""

    def __init__(self, size: int, limits: Limits) -> None:
        self._size, self._limits = size, limits
        self._all: list[Worker] = []
        self._aside: list[Worker] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        for worker in (*self._all, *self._aside):
            worker.end()
        self._all.clear()
        self._aside.clear()

    @property
    def ready(self) -> bool:
        """Tell whether there is a process, which has nothing to do between pieces of work."""
        return any(not worker.numbers for worker in self._all)

    def begin(
        self, work: Callable[[S], T], item: S, lost: Callable[[S, int], T]
    ) -> Begun[T]:  # fmt: skip
        """Let a process begin a piece of work, and return what waits for it.

        Meanwhile the process does nothing else. ``lost`` and what is raised are those of ``each``.
        """
        worker = next((w for w in self._all if not w.numbers), None) or Worker(self._limits)
        self._all = [w for w in self._all if w is not worker]
        self._aside.append(worker)
        worker.give(0, work, item)

        def awaited() -> T:
            self._aside.remove(worker)
            self._all.append(worker)
            done = dict[int, T]()
            if self._receive(worker, deque(), done):  # it died, and its work is done anew
                return next(self.each(work, (item,), lost))
            return done[0]

        return Begun(awaited, worker.pipe)

    def each(
        self, work: Callable[[S], T], items: Sequence[S], lost: Callable[[S, int], T]
    ) -> Iterator[T]:
        """Yield what a function of a module makes of each item, in their order.

        ``lost`` makes it of an item that its process died of, by a signal, and the exit code. An
        item whose process was ended from outside is tried once more.

        Raises:
            EnvironmentFault: a process cannot work.
            Exception: what the function raises.
        """
        todo, again, done = deque(range(len(items))), set[int](), dict[int, T]()
        try:
            for at in range(len(items)):
                while at not in done:
                    self._hand_out(todo, work, items, at + AHEAD * self._size)
                    for worker in self._ready():
                        number = worker.numbers[0]
                        code = self._receive(worker, todo, done)
                        if code in _OUTSIDE and number not in again:
                            again.add(number)
                        elif code:
                            todo.remove(number)
                            done[number] = lost(items[number], code)
                yield done.pop(at)
        finally:
            for worker in [w for w in self._all if w.numbers]:
                self._all.remove(worker)
                worker.end()

    def _ready(self) -> Iterator[Worker]:
        """Wait, and yield the processes that answered or died."""
        busy = {id(w.pipe): w for w in self._all if w.numbers}
        for pipe in wait([w.pipe for w in busy.values()]):
            yield busy[id(pipe)]

    def _receive(self, worker: Worker, todo: deque[int], done: dict[int, T]) -> int:
        """Take an answer and return 0, or the exit code of a process that died of its work."""
        try:
            well, value = worker.pipe.recv()
        except (EOFError, ConnectionResetError):
            return self._dead(worker, todo)
        number = worker.numbers.popleft()
        if not well:
            raise value
        done[number] = value
        return 0

    def _hand_out(
        self, todo: deque[int], work: Callable[[S], T], items: Sequence[S], end: int
    ) -> None:
        """Give to who has least at hand, up to the item ``end``."""
        while todo and todo[0] < end:
            least = min(self._all, key=lambda w: len(w.numbers), default=None)
            few = len(self._all) + len(self._aside) < self._size
            if least is None or (few and least.numbers):
                least = Worker(self._limits)
                self._all.append(least)
            if len(least.numbers) >= _AT_HAND:
                return
            number = todo.popleft()
            least.give(number, work, items[number])

    def _dead(self, worker: Worker, todo: deque[int]) -> int:
        """Take back what a dead process had at hand and return its exit code."""
        self._all.remove(worker)
        todo.extendleft(reversed(worker.numbers))
        worker.process.wait()
        code = worker.end()
        if code >= 0:
            raise EnvironmentFault(f"a working process does not start: it ended with code {code}")
        return code
