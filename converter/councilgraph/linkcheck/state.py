"""What an endpoint answered already, kept on disk, so that a check that was ended goes on."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ..publish import write_whole

Rows = list[dict[str, str]]
"""A row is its bound variables, as text."""
FRESH = 24 * 3600
"""Seconds after which an answer is asked for again."""


def default_place() -> Path:
    """Return where the state is kept unless told otherwise: in the user's cache."""
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "councilgraph" / "link.json"


class State:
    """Answers by what was asked where; a file that cannot be read as such counts for nothing."""

    def __init__(self, place: Path, now: Callable[[], float] = time.time) -> None:
        self._place, self._now = place, now
        self._answers = self._read()

    def _read(self) -> dict[str, tuple[float, Rows]]:
        try:
            kept = json.loads(self._place.read_text("utf-8"))
            answers = {key: (float(at), _rows(rows)) for key, (at, rows) in kept.items()}
        except FileNotFoundError:
            return {}
        except (ValueError, TypeError, AttributeError):
            return {}
        now = self._now()
        return {key: (at, rows) for key, (at, rows) in answers.items() if 0 <= now - at < FRESH}

    def answer(self, endpoint: str, query: str, ask: Callable[[], Rows]) -> Rows:
        """Return what was answered already, else what ``ask`` gives, which is kept at once.

        Raises:
            OSError: the state cannot be written.
        """
        key = hashlib.sha256(f"{endpoint}\n{query}".encode()).hexdigest()
        if key not in self._answers:
            self._answers[key] = (self._now(), ask())
            self._place.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self._place, json.dumps(self._answers).encode())
        return self._answers[key][1]

    def forget(self) -> None:
        """Drop everything: the check came to its end."""
        self._answers.clear()
        self._place.unlink(missing_ok=True)


def _rows(kept: Any) -> Rows:
    """Return rows as they were kept.

    Raises:
        ValueError, TypeError, AttributeError: they are none.
    """
    rows = [{str(name): str(value) for name, value in row.items()} for row in kept]
    if rows != kept:
        raise ValueError("not rows")
    return rows
