"""Which graphs a store has taken, kept on disk a line each: a load goes on after a kill."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path


def journal_of(graph_store: str) -> Path:
    """Return where the journal of a store is kept unless told otherwise: in the user's cache."""
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    name = hashlib.sha256(graph_store.encode()).hexdigest()[:16]
    return Path(cache) / "councilgraph" / "load" / f"{name}.jsonl"


class Journal:
    """The hash of what each graph of one store was last sent as; one line a graph.

    A line that cannot be read, as the last one after a kill, counts for nothing. The endpoint's
    counts decide, so a lost line costs no more than sending a graph again.
    """

    def __init__(self, place: Path, graph_store: str) -> None:
        self._place, self._store = place, graph_store
        self._sent = self._read()

    def _read(self) -> dict[str, str]:
        try:
            lines = self._place.read_bytes().splitlines()
        except FileNotFoundError:
            return {}
        sent: dict[str, str] = {}
        for line in lines:
            try:
                said: Mapping[str, str] = json.loads(line)
                if said["store"] == self._store:
                    sent[said["graph"]] = said["sha256"]
            except (ValueError, KeyError, TypeError):
                continue
        return sent

    def has(self, graph: str, sha256: str) -> bool:
        """Tell whether a graph was last sent with such content."""
        return self._sent.get(graph) == sha256

    def note(self, graph: str, sha256: str) -> None:
        """Write down that a graph was sent whole; an empty hash says that it must be again.

        Raises:
            OSError: the journal cannot be written.
        """
        self._sent[graph] = sha256
        line = json.dumps({"store": self._store, "graph": graph, "sha256": sha256})
        self._place.parent.mkdir(parents=True, exist_ok=True)
        # A line break first would part it from a torn line; one at most is empty, and skipped.
        with self._place.open("a", encoding="utf-8") as file:
            file.write(f"\n{line}")
