"""Generated documents that change, and a dataset of them that is brought up to date."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from councilgraph.cli import main
from councilgraph.pipeline import Publication, publish

COUNT = 24


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes()
            for p in folder.rglob("*") if p.is_file()}  # fmt: skip


class Corpus:
    """Documents that change, a dataset that is brought up to date, and one made from scratch."""

    def __init__(self, place: Path) -> None:
        self.place, self.documents = place, place / "documents"
        assert main(["render", "--random", str(COUNT), "--distinct", "--quiet",
                     "-o", str(self.documents)]) == 0  # fmt: skip
        self.files = sorted(self.documents.iterdir())
        self.resolutions = [
            f for f in self.files if f.read_text("utf-8").startswith("United Nations\nS/RES/")
        ]
        assert len(self.files) == COUNT
        assert len(self.resolutions) > 3

    def publish(self, out: str = "out", *, jobs: int = 1, partly: bool = False) -> Publication:
        kept = None if out == "scratch" else self.place / "cache"
        return publish([str(self.documents)], self.place / out, jobs=jobs, partly=partly,
                       cache=kept)  # fmt: skip

    def agrees(self, *, jobs: int = 1, partly: bool = False) -> dict[str, bytes]:
        """Bring the dataset up to date, and return it when it is what a new one would be."""
        done = self.publish(jobs=jobs, partly=partly)
        again = self.publish("scratch", partly=partly)
        assert done.files
        assert (done.files, done.facts, sorted(done.left_out), done.report) == (
            again.files, again.facts, sorted(again.left_out), again.report
        )  # fmt: skip
        return self._same()

    def agree(self) -> None:
        """See that the dataset is what a new one would be."""
        self.publish("scratch")
        self._same()

    def _same(self) -> dict[str, bytes]:
        found, expected = tree(self.place / "out"), tree(self.place / "scratch")
        shutil.rmtree(self.place / "scratch")
        assert {p for p in found.keys() | expected.keys() if found.get(p) != expected.get(p)} == (
            set()
        )
        return found

    def replace(self, file: Path, old: str | re.Pattern[str], new: str) -> None:
        text = file.read_text("utf-8")
        found = re.search(old, text)
        assert found, old
        file.write_text(text.replace(found.group(), new), "utf-8")
