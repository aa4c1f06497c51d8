"""What a dataset was published from, found again: what of it was fetched, and what is new in it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import EnvironmentFault, UsageError
from ..fetch import Provenance, provenance_of
from ..publish import MANIFEST
from .inputs import find, printable


@dataclass(frozen=True, slots=True)
class Published:
    """One input of a publication, by its name and hash then; ``file`` is where it is now.

    ``provenance`` is where it was fetched from, None where it was not.
    """

    name: str
    sha256: str
    file: Path
    provenance: Provenance | None

    def with_file(self, file: Path) -> Published:
        """Return the same input as it is in another file now."""
        return Published(self.name, self.sha256, file, provenance_of(file))

    @property
    def now(self) -> str:
        """Return the hash of the file as it is."""
        return _sha256(self.file)


def published(out: Path, folders: Sequence[Path]) -> tuple[str, list[Published]]:
    """Return the base of a dataset's IRIs and its inputs, found in folders of documents.

    An input is found by its name; of several files of that name, by its hash.

    Raises:
        UsageError: there is no dataset.
        EnvironmentFault: an input is not found: without it, the dataset would lose its facts.
    """
    try:
        manifest = json.loads((out / MANIFEST).read_bytes())
        base = str(manifest["base"])
        inputs = [(str(i["name"]), str(i["sha256"])) for i in manifest["inputs"]]
    except (FileNotFoundError, NotADirectoryError, ValueError, KeyError, TypeError) as error:
        raise UsageError(
            f"{out}: no dataset with a manifest; expected a folder that publish made"
        ) from error
    by_name: dict[str, list[Path]] = {}
    for one in find(str(f) for f in folders if f.is_dir())[0]:
        by_name.setdefault(one.name, []).append(Path(one.path))
    found: list[Published] = []
    for name, sha256 in inputs:
        file = _one(by_name.get(name, ()), sha256)
        if file is None:
            places = ", ".join(str(f) for f in folders)
            raise EnvironmentFault(
                f"{printable(name)}: {out} was published from it, and it is not found in {places}; "
                "expected the folders of all its documents with --documents"
            )
        found.append(Published(name, sha256, file, provenance_of(file)))
    return base, found


def _one(files: Iterable[Path], sha256: str) -> Path | None:
    """Return the file that an input is in, None where that is not known."""
    known = list(files)
    if len(known) == 1:
        return known[0]
    return next((f for f in known if _sha256(f) == sha256), None)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
