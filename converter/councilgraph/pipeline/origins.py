"""Where inputs were fetched from, as ``fetch`` wrote it down beside each file."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

from ..model import Origin
from .inputs import STDIN, TELLING, Input


def origin_of(source: Input, data: bytes) -> Origin | None:
    """Return where a document was fetched from, None where that is not told of these bytes."""
    return told_beside(source, lambda: hashlib.sha256(data).hexdigest())


def may_be_told_of(source: Input) -> bool:
    """Tell whether there is a file beside another in which it may be told where that is from."""
    if source.alone or source.path == STDIN:
        return False
    return os.path.exists(source.path + TELLING)  # noqa: PTH110 - a path object raises for long names


def told_beside(source: Input, sha256: Callable[[], str]) -> Origin | None:
    """Return what is written beside a file of a hash, None where nothing is written of it."""
    if not may_be_told_of(source):
        return None
    from ..fetch import provenance_beside

    found = provenance_beside(Path(source.path))
    if found is None or found.sha256 != sha256():
        return None
    return Origin(found.asked, found.moment, found.licence)
