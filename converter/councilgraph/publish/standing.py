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

from .given import Units
from .ledger import Ledger
from .spare import Looked, has_files
from .swap import MARK

_STATE = "standing"


def made_of(
    units: Units, others: Mapping[str, bytes], handover: Sequence[str], ledger: Ledger
) -> str:
    """Return the hash of all that a dataset is made of; its sources are in the ledger.

    ``others`` are files that are published beside the data, by their path, ``handover`` the names
    of the forms that the whole tables are written in too.
    """
    found = hashlib.sha256(json.dumps(handover).encode())
    for path, data in others.items():
        found.update(json.dumps([path, hashlib.sha256(data).hexdigest()]).encode())
    for name, key in units.told():
        found.update(f"{name} {key}\n".encode())
    for one in ledger.inputs():
        found.update(json.dumps(one).encode())
    return found.hexdigest()


def note_standing(new: Path, made: str, ledger: Ledger) -> None:
    """Note of what a new version is made, and its manifest, which is no file of the ledger's.

    Raises:
        OSError: there is no manifest.
    """
    status = os.lstat(new / MARK)
    ledger.state(_STATE, [made, status.st_size, status.st_mtime_ns])


def stands(
    out: Path, made: str, ledger: Ledger, looked: Callable[[Path], Looked | None]
) -> bool:
    """Tell whether the dataset of a ledger is made of the same and stands in a folder.

    It stands when each of its files is as it was written, by size and time, and no other is there.
    ``looked`` tells what another process found in a folder, if one looked there.
    """
    try:
        status = os.lstat(out / MARK)
    except OSError:
        return False
    now = [made, status.st_size, status.st_mtime_ns]
    return ledger.state(_STATE) == now and has_files(out, ledger, looked(out))
