"""What is kept for publications to come, and has not been of use to the last: removed in time."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection
from pathlib import Path

from .files import kept_at, names_kept

_FEW = 64


def sweep_kept(folder: Path, number: int, names: Callable[[], Collection[str]]) -> None:
    """Remove what is kept in a folder but a number of names, where there is twice as much.

    So what is of no use any more takes no more room than what is, and need not be looked for each
    time. What cannot be removed stays.
    """
    if sum(len(os.listdir(first)) for first in folder.glob("*")) <= 2 * number + _FEW:  # noqa: PTH208 - many
        return
    used = names()
    for name in names_kept(folder):
        if name not in used:
            Path(kept_at(folder, name)).unlink(missing_ok=True)
