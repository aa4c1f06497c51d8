"""Releases of invented documents, for whatever keeps or serves the past of a dataset."""

from __future__ import annotations

from pathlib import Path

from councilgraph.pipeline import publish
from councilgraph.releases import Release

DOCUMENTS = Path(__file__).parents[1] / "documents"
RESOLUTION = "S-RES-9002"
WORDS = ("a period of twelve months", "a period of eighteen months")


def published(folder: Path, case: str = RESOLUTION, *, anew: bool = False) -> Release | None:
    """Publish a document, or the same with one word changed, and keep the release.

    The folder has ``document.txt``, ``out`` and ``history`` from then on.
    """
    text = (DOCUMENTS / case / "source.txt").read_text("utf-8")
    assert not anew or WORDS[0] in text
    folder.mkdir(exist_ok=True)
    (folder / "document.txt").write_text(text.replace(*WORDS) if anew else text, "utf-8")
    done = publish([str(folder / "document.txt")], folder / "out", history=folder / "history")
    assert done.files
    return done.release


def tree(folder: Path) -> dict[str, bytes]:
    """Return the content of every file below a folder, by its path in it."""
    return {p.relative_to(folder).as_posix(): p.read_bytes()
            for p in folder.rglob("*") if p.is_file()}  # fmt: skip
