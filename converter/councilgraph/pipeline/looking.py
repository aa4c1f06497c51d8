"""Whether files are as they were written: looked up by a second process, where there are many.

Meanwhile the first one reads what it is to publish.
"""

from __future__ import annotations

from pathlib import Path

from ..processes import Begun
from ..publish import Ledger, Looked, load_views, looked
from .sharing import Sharing

MANY = 50_000
"""From so many files on it takes longer to look than to start a process."""


class Looking:
    """A process that looks at once into the folder of which most is to be taken over.

    Where it turns out that another is to be looked into, a second process does that.
    """

    def __init__(self, workers: Sharing, ledger: Ledger, place: Path | None, spare: Path) -> None:
        """``place`` is the file of the ledger, None where it is of one publication alone.

        ``spare`` is where what is to be taken over is, if there is anything.
        """
        many = place is not None and ledger.number_of_files() > MANY
        self._place = place if many and workers.several else None
        self._workers = workers
        self._found: dict[Path, Begun[Looked]] = {}
        if spare.is_dir():
            self.begin(spare)

    def begin(self, folder: Path) -> None:
        """Look into a folder, if there are many files and nobody has begun to."""
        if self._place and folder not in self._found:
            self._found[folder] = self._workers.start(looked, (folder, self._place))

    def next_pages(self) -> None:
        """Let the process, if there is one, load what pages are made of, which it makes next."""
        if self._place:
            self._workers.prepare(load_views, None)

    def found(self, folder: Path) -> Looked | None:
        """Wait for what is in a folder; None where nobody looked into it. It is told once."""
        return self._found.pop(folder).wait() if folder in self._found else None

    def end(self) -> None:
        """Wait for all who look: none reads the ledger any more, so that it can be committed."""
        for begun in self._found.values():
            begun.wait()
        self._found.clear()
