"""Against what each linkset is checked: the rows of ``endpoints.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..rdf import Literal, n_triples

TABLE = Path(__file__).with_name("endpoints.toml")


@dataclass(frozen=True, slots=True)
class Check:
    """One row: which endpoint is asked what about a linkset; the file explains the columns."""

    linkset: str
    endpoint: str
    compares: tuple[str, ...]
    batch: int
    pause: float
    query: str
    find: str = ""

    def queries(self, targets: Iterable[str]) -> Iterator[str]:
        """Yield the queries that ask for so many targets, a batch each."""
        for part in _parts(list(targets), self.batch):
            yield self.query.replace("{targets}", " ".join(f"<{t}>" for t in part))

    def searches(self, values: Iterable[str]) -> Iterator[str]:
        """Yield the queries that look for what has one of these values, a batch each."""
        for part in _parts(sorted(values), self.batch):
            yield self.find.replace("{values}", " ".join(n_triples(Literal(v)) for v in part))


@cache
def checks() -> dict[str, Check]:
    """Return the rows by linkset.

    >>> checks()["states-eu"].compares
    ('alpha3',)
    """
    rows = tomllib.loads(TABLE.read_text("utf-8"))["check"]
    return {r["linkset"]: Check(**{**r, "compares": tuple(r["compares"])}) for r in rows}


def _parts(items: list[str], size: int) -> Iterator[list[str]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
