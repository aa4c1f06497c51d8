"""What of the version before can stand in the new one: all that is made of the same things.

What is made of a unit is made anew where its sources changed, and where something else changed
that its pages show: who points at its documents, and how documents are called that it points at.
So it is with the pages of things, and with those of everything. All other files are linked into
the new version, when they are still what was written.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .ledger import Ledger, Shown
from .swap import MARK, File

VERSION = "version"
"""The state of a ledger that names the version it is of: the hash of its manifest."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A version before, and what of it is to be made anew: units, pages of things, of years.

    ``lists`` tells whether the lists of documents and votes are.
    """

    out: Path
    units: frozenset[str] = frozenset()
    pages: frozenset[str] = frozenset()
    years: frozenset[str] = frozenset()
    lists: bool = False

    def link(self, file: File, new: Path) -> None:
        """Put a file of the version before into the new one; copy it where it cannot be linked.

        Raises:
            OSError: it can be neither.
        """
        old, place = self.out / file.path, new / file.path
        try:
            os.link(old, place)
        except FileNotFoundError:
            place.parent.mkdir(parents=True, exist_ok=True)
            self.link(file, new)
        except OSError:
            shutil.copy2(old, place)


def standing(out: Path, ledger: Ledger) -> bool:
    """Tell whether the version that a ledger is of stands in a folder, as it was written."""
    manifest = out / MARK
    if not manifest.is_file():
        return False
    if ledger.state(VERSION) != hashlib.sha256(manifest.read_bytes()).hexdigest():
        return False
    return all(_stands(out, file) for file in ledger.files())


def _stands(out: Path, file: File) -> bool:
    try:
        status = os.lstat(f"{out}/{file.path}")
    except OSError:
        return False
    return (status.st_size, status.st_mtime_ns) == (file.size, file.mtime)


def earlier(out: Path, ledger: Ledger, before: Mapping[str, Shown | None]) -> Earlier:
    """Return what stands of a version, where the ledger notes what is so now.

    ``before`` is what was shown of the units that changed, came or went, by their names.
    """
    pages: set[str] = set()
    moved: set[str] = set()
    years: set[str] = set()
    lists = False
    for name, old in before.items():
        new = ledger.shown(name)
        was, now = old or Shown(), new or Shown()
        both = was.pointers.keys() | now.pointers.keys()
        if (was.heads, was.described) == (now.heads, now.described):
            pages |= {p for p in both if was.pointers.get(p) != now.pointers.get(p)}
            continue
        lists = True
        pages |= both
        moved |= was.described.keys() | now.described.keys()
        years |= {*was.described.values(), *now.described.values()}
    units = {*before, *ledger.describing(pages), *ledger.pointing(moved)}
    return Earlier(out, frozenset(units), frozenset(pages | moved), frozenset(years), lists)
