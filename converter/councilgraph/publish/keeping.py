"""A ledger for the time of one publication, on a disk that may be full or fail."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from ..errors import EnvironmentFault
from .ledger import Ledger

_OF_THE_DISK = (sqlite3.OperationalError, sqlite3.DatabaseError)
"""What SQLite raises for it; the kinds below them are for statements that are wrong."""


@contextmanager
def keeping(place: Path | None) -> Iterator[Ledger]:
    """Open a ledger and close it; ``place`` is its file, None for one of this publication alone.

    Raises:
        EnvironmentFault: the disk is full, fails, or gives other bytes back.
    """
    try:
        with closing(Ledger(place)) as ledger:
            yield ledger
    except sqlite3.DatabaseError as error:
        if type(error) not in _OF_THE_DISK:
            raise
        what = place or "the ledger of the publication"
        raise EnvironmentFault(f"{what}: {error}; expected a sound disk with free space") from error
