"""Whether files are as they were written: looked up by a second process, where there are many.

Meanwhile the first one reads what it is to publish, and looks too when it has done so.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from ..processes import Begun
from ..publish import Ledger, Look, Looked, Part, load_views, looked, looked_by_two, stop
from .sharing import Sharing

MANY = 50_000
"""From so many files on it takes longer to look than to start a process."""


class Looking:
    """A process that looks at once into the folder of which most is to be taken over.

    Where it turns out that another is to be looked into, a second process does that.
    """

    def __init__(
        self, workers: Sharing, ledger: Ledger, place: Path | None, spare: Path, aside: Path
    ) -> None:
        """``place`` is the file of the ledger, None where it is of one publication alone.

        ``spare`` is where what is to be taken over is, if there is anything, and ``aside`` a folder
        for what the processes tell each other.
        """
        many = place is not None and ledger.number_of_files() > MANY
        self._place = place if many and workers.several else None
        self._workers, self._ledger, self._aside = workers, ledger, aside
        self._found: dict[Path, tuple[Look, Begun[Part]]] = {}
        if spare.is_dir():
            self.begin(spare)

    def begin(self, folder: Path) -> None:
        """Look into a folder, if there are many files and nobody has begun to.

        Who looks into another stops.
        """
        if self._place and folder not in self._found:
            for look, _ in self._found.values():
                stop(look, self._ledger)
            self._aside.mkdir(parents=True, exist_ok=True)
            marks = Path(tempfile.mkdtemp(dir=self._aside))
            look = Look(folder, self._place, marks)
            self._found[folder] = look, self._workers.start(looked, look)

    def next_pages(self) -> None:
        """Let the process, if there is one, load what pages are made of, which it makes next."""
        if self._place:
            self._workers.prepare(load_views, None)

    def found(self, folder: Path) -> Looked | None:
        """Help to look into a folder, and return what is there; None where nobody looks.

        It is told once.
        """
        if folder not in self._found:
            return None
        look, begun = self._found.pop(folder)
        return looked_by_two(look, self._ledger, begun)

    def end(self) -> None:
        """Wait for all who look: none reads the ledger any more, so that it can be committed."""
        for _, begun in self._found.values():
            begun.wait()
        self._found.clear()
