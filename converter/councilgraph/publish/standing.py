"""Whether a dataset stands as it was last published, and would be made of the same: all is done.

What a dataset is made of is told by its sources, the keys of their units, and what is published
beside them; the ledger that keeps it is of one version of the tool.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from .ledger import Ledger
from .looks import Looked
from .spare import has_files
from .swap import MARK

_STATE = "standing"


def made_of(others: Mapping[str, bytes], handover: Sequence[str], ledger: Ledger) -> str:
    """Return the hash of all that a dataset is made of; its sources are in the ledger.

    ``others`` are files that are published beside the data, by their path, ``handover`` the names
    of the forms that the whole tables are written in too.
    """
    found = hashlib.sha256(json.dumps(handover).encode())
    for path, data in others.items():
        found.update(json.dumps([path, hashlib.sha256(data).hexdigest()]).encode())
    for keys in ledger.sorted_keys():
        found.update("\n".join(keys).encode())
    return found.hexdigest()


def note_standing(new: Path, made: str, ledger: Ledger) -> None:
    """Note of what a new version is made, and its manifest, which is no file of the ledger's.

    Raises:
        OSError: there is no manifest.
    """
    status = os.lstat(new / MARK)
    ledger.state(_STATE, [made, status.st_size, status.st_mtime_ns])


def manifest_of(out: Path, ledger: Ledger) -> Path | None:
    """Return the manifest in a folder, where it is as a ledger noted it."""
    noted = ledger.state(_STATE)
    manifest = out / MARK
    try:
        status = os.lstat(manifest)
    except OSError:
        return None
    as_it_was = isinstance(noted, list) and noted[1:] == [status.st_size, status.st_mtime_ns]
    return manifest if as_it_was else None


def stands(
    out: Path, made: str, ledger: Ledger, looked: Callable[[Path], Looked | None]
) -> bool:
    """Tell whether the dataset of a ledger is made of the same and stands in a folder.

    It stands when each of its files is as it was written, by size and time, and no other is there.
    ``looked`` tells what was found in a folder, if another process looked there.
    """
    if not manifest_of(out, ledger):
        return False
    noted = ledger.state(_STATE)
    return isinstance(noted, list) and noted[0] == made and has_files(out, ledger, looked(out))
