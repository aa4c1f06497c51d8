"""Whether files are as they were written: looked up by a second process, where there are many.

Meanwhile the first one reads what it is to publish.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ..publish import Ledger, Looked, looked
from .sharing import Sharing

MANY = 50_000
"""From so many files on it takes longer to look than to start a process."""


class Looking:
    """A process that is started at once, and told later into which folder to look."""

    def __init__(self, workers: Sharing, ledger: Ledger, place: Path | None) -> None:
        """``place`` is the file of the ledger, None where it is of one publication alone."""
        many = place is not None and ledger.number_of_files() > MANY
        self._place = place if many and workers.start(_loaded, None) else None
        self._workers = workers
        self._folder: Path | None = None
        self._found: Callable[[], Looked] | None = None

    def begin(self, folder: Path) -> None:
        """Let it look into a folder, if there is such a process."""
        if self._place:
            self._folder = folder
            self._found = self._workers.begin(looked, (folder, self._place))

    def found(self, folder: Path) -> Looked | None:
        """Wait for what is in a folder; None where nobody looked into it."""
        return self._found() if self._found and folder == self._folder else None


def _loaded(_: None) -> None:
    """Do nothing: who is asked to has loaded this module, and all that work will need."""
