"""Workers at hand: short queries are served at once, long ones aside, none longer than may be.

A query begins with one of a few ready workers. One that takes longer than a moment goes on aside,
at low priority, and a new worker takes its place, so that long queries never hold up the short
ones. What exceeds the deadline is killed with its worker.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
from collections import deque
from collections.abc import Coroutine
from pathlib import Path

from .worker import Reply, Task, encoded

DEADLINE = 10.0
"""Seconds that a query may run."""
QUEUE = 16
"""Queries that may wait for a worker; a further one is refused."""
_SHORT = 0.5
"""Seconds after which a query goes on aside."""
_PATIENCE = 10.0
"""Seconds that a query may wait for a worker."""
_TASKS = 2_000
"""A worker that did so many is replaced: what it leaked goes with it."""
_LOW = 10
"""How nice a worker with a long query is to the others."""
_BOOT = 30.0
"""Seconds that a worker may take to start."""


class Busy(Exception):
    """There are too many queries now; ``after`` seconds there may be fewer."""

    def __init__(self, reason: str, after: int) -> None:
        super().__init__(reason)
        self.after = after


class Worker:
    """A process, and how many tasks it did."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdin
        assert process.stdout
        self.process, self._in, self._out = process, process.stdin, process.stdout
        self.tasks = 0

    async def ready(self) -> None:
        """Wait until the store is open.

        Raises:
            EOFError: it cannot be opened.
        """
        await self._out.readuntil(b"\n")

    async def do(self, task: Task) -> Reply:
        """Return the reply to a task.

        Raises:
            OSError: the process is dead.
            EOFError: it died of the task.
        """
        self.tasks += 1
        self._in.write(encoded(task))
        await self._in.drain()
        head = json.loads(await self._out.readuntil(b"\n"))
        body = await self._out.readexactly(head["bytes"])
        return Reply(head["status"], head["detail"], body)

    def step_aside(self) -> None:
        """Let others go first from now on."""
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self.process.pid, _LOW)

    async def end(self) -> None:
        """Kill the process and wait for its end."""
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()
        await self.process.wait()


_FRUGAL = {"MALLOC_ARENA_MAX": "2"}
"""Each arena of glibc's takes 64 MB of the addresses that a worker may have: with one a thread,
the store's threads cannot always be started."""


class Pool:
    """Workers over the store in a folder: ``size`` are ready, as many may do long queries."""

    def __init__(self, store: Path, deadline: float = DEADLINE) -> None:
        self.size = max(2, os.cpu_count() or 1)
        self.deadline = deadline
        self._store = store
        self._ready: deque[Worker] = deque()
        self._waiting: deque[asyncio.Future[Worker]] = deque()
        self._workers: set[Worker] = set()
        self._chores: set[asyncio.Task[None]] = set()
        self._long = 0

    async def start(self) -> None:
        """Start the workers.

        Raises:
            OSError: a process cannot be started.
            EOFError: it cannot open the store.
        """
        for worker in await asyncio.gather(*(self._boot() for _ in range(self.size))):
            self._give(worker)

    async def close(self) -> None:
        """Kill the workers."""
        for chore in list(self._chores):
            chore.cancel()
        await asyncio.gather(*self._chores, return_exceptions=True)
        await asyncio.gather(*(worker.end() for worker in self._workers))

    async def ask(self, task: Task) -> Reply:
        """Return the reply to a task.

        Raises:
            Busy: too many wait, or too many long queries run.
        """
        worker = await self._take()
        work = asyncio.ensure_future(worker.do(task))
        aside = False
        try:
            if not await _done(work, min(_SHORT, self.deadline)):
                if self._long >= self.size:
                    raise Busy("too many long queries run already", int(self.deadline))
                aside = True
                self._long += 1
                worker.step_aside()
                self._begin(self._refill())
                if not await _done(work, self.deadline - _SHORT):
                    return Reply(504, f"no whole answer within {self.deadline:g} s; expected a "
                                 "query that asks for less")  # fmt: skip
            return work.result()
        except (OSError, EOFError):
            return Reply(503, "the query needs more memory or depth than it may have")
        finally:
            self._long -= aside
            self._back(worker, work, aside=aside)

    def _back(self, worker: Worker, work: asyncio.Future[Reply], *, aside: bool) -> None:
        """Take a worker back after a task, or replace it."""
        well = work.done() and not work.cancelled() and work.exception() is None
        if well and not aside and worker.tasks < _TASKS:
            self._give(worker)
            return
        work.cancel()
        self._begin(self._drop(worker))
        if not aside:
            self._begin(self._refill())

    async def _take(self) -> Worker:
        while self._ready:
            worker = self._ready.popleft()
            if worker.process.returncode is None:
                return worker
            self._workers.discard(worker)
            self._begin(self._refill())
        if len(self._waiting) >= QUEUE:
            raise Busy("too many queries wait already", int(_PATIENCE))
        place: asyncio.Future[Worker] = asyncio.get_running_loop().create_future()
        self._waiting.append(place)
        try:
            if await _done(place, _PATIENCE):
                return place.result()
        except asyncio.CancelledError:
            if place.done():
                self._give(place.result())
            raise
        finally:
            with contextlib.suppress(ValueError):
                self._waiting.remove(place)
        raise Busy("no worker became free", int(_PATIENCE))

    def _give(self, worker: Worker) -> None:
        """Hand a worker to the first who waits, or keep it ready."""
        if self._waiting:
            self._waiting.popleft().set_result(worker)
        else:
            self._ready.append(worker)

    async def _boot(self) -> Worker:
        command = (sys.executable, "-P", "-m", f"{__package__}.worker", str(self._store))
        pipe, nothing = asyncio.subprocess.PIPE, asyncio.subprocess.DEVNULL
        worker = Worker(
            await asyncio.create_subprocess_exec(
                *command, stdin=pipe, stdout=pipe, stderr=nothing, env=os.environ | _FRUGAL
            )
        )
        self._workers.add(worker)
        try:
            await asyncio.wait_for(worker.ready(), _BOOT)
        except BaseException:
            await self._drop(worker)
            raise
        return worker

    async def _refill(self) -> None:
        """Start a worker; where that fails, try again for as long as the pool lives."""
        while True:
            try:
                self._give(await self._boot())
            except (OSError, EOFError):
                await asyncio.sleep(1)
            else:
                return

    async def _drop(self, worker: Worker) -> None:
        await worker.end()
        self._workers.discard(worker)

    def _begin(self, chore: Coroutine[None, None, None]) -> None:
        task = asyncio.ensure_future(chore)
        self._chores.add(task)
        task.add_done_callback(self._chores.discard)


async def _done(work: asyncio.Future[Reply] | asyncio.Future[Worker], seconds: float) -> bool:
    """Wait for work so long, and tell whether it is done; it goes on if not."""
    done, _ = await asyncio.wait({work}, timeout=seconds)
    return bool(done)
