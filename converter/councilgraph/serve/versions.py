"""The version of a folder that is served, and the next one when it is published.

A publication replaces a folder as a whole. Its new version is opened beside the old one, which
answers until the new one can; nobody waits, and no request falls between the two.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import shutil
from dataclasses import dataclass
from pathlib import Path

from starlette.concurrency import run_in_threadpool

from ..errors import CouncilgraphError, EnvironmentFault
from .budget import Budget
from .data import build_store
from .dataset import MANIFEST, Dataset, manifest_of
from .pool import Pool
from .reconciling import Reconciler
from .search import Search
from .sparql import Endpoint

INDEX, STORE = "index.sqlite", "store"
EVERY = 1.0
"""Seconds between two looks at the folder."""
_LOG = logging.getLogger("councilgraph")

Stamp = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a published folder, its indexes, and what answers from it."""

    stamp: Stamp
    dataset: Dataset
    search: Search
    endpoint: Endpoint
    reconciler: Reconciler
    scratch: Path

    async def start(self) -> None:
        """Build the store and start the workers."""
        await run_in_threadpool(build_store, self.dataset, self.scratch / STORE)
        await self.endpoint.pool.start()

    async def close(self) -> None:
        """End the workers and remove what was built."""
        await self.endpoint.pool.close()
        self.search.close()
        self.dataset.index.close()
        await run_in_threadpool(shutil.rmtree, self.scratch, ignore_errors=True)


class Versions:
    """The version that is served now.

    Raises:
        Refused: the folder is no publication.
        EnvironmentFault: a file of it is damaged.
    """

    def __init__(self, place: Path, scratch: Path, timeout: float) -> None:
        self._place, self._scratch, self._timeout = place, scratch, timeout
        self._budget = Budget()
        self._count = 0
        self._one = asyncio.Lock()
        self._ends: set[asyncio.Task[None]] = set()
        self.now = self._open()

    def _open(self) -> Version:
        """Open the version that is there; if another takes its place meanwhile, that."""
        while True:
            stamp = stamp_of(self._place) if (self._place / MANIFEST).exists() else None
            try:
                return self._opened()
            except (EnvironmentFault, FileNotFoundError):
                if stamp is None or stamp_of(self._place) == stamp:
                    raise

    def _opened(self) -> Version:
        self._count += 1
        scratch = self._scratch / str(self._count)
        scratch.mkdir()
        manifest_of(self._place)  # a folder without one is refused before it is looked at
        stamp = stamp_of(self._place)
        dataset = Dataset(self._place, scratch / INDEX)
        endpoint = Endpoint(dataset, Pool(scratch / STORE, self._timeout), self._budget)
        reconciler = Reconciler(scratch / STORE, dataset.base, self._budget)
        return Version(stamp, dataset, Search(scratch / INDEX), endpoint, reconciler, scratch)

    async def watch(self) -> None:
        """Look for a new version for as long as the server runs."""
        while True:
            await asyncio.sleep(EVERY)
            try:
                await self.renew()
            except (CouncilgraphError, OSError, EOFError) as error:
                _LOG.warning("the old version is served on: %s", error)

    async def renew(self) -> None:
        """Serve the version that the folder has now, if it is another.

        Raises:
            CouncilgraphError: it cannot be served; the old version is.
            OSError: likewise.
            EOFError: no worker starts.
        """
        async with self._one:
            if stamp_of(self._place) == self.now.stamp:
                return
            new = await run_in_threadpool(self._open)
            await new.start()
            old, self.now = self.now, new
            end = asyncio.ensure_future(self._end(old))
            self._ends.add(end)
            end.add_done_callback(self._ends.discard)

    async def _end(self, old: Version) -> None:
        """Close a version when what began with it is done."""
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.sleep(2 * self._timeout)
        await old.close()

    async def close(self) -> None:
        """End everything."""
        for end in list(self._ends):
            end.cancel()
        await asyncio.gather(*self._ends, return_exceptions=True)
        await self.now.close()


def stamp_of(place: Path) -> Stamp:
    """Return what tells one publication in a folder from the next: which file its manifest is.

    Raises:
        OSError: there is none.
    """
    found = (place / MANIFEST).stat()
    return found.st_ino, found.st_mtime_ns, found.st_size
