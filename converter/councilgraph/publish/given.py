"""The sources of a publication and the units that they make, kept as tables while it is made.

So the memory that they take does not grow with what each of them says of itself.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from .records import Records
from .units import Member, Unit, units_of

_GIVEN = """
CREATE TEMP TABLE given (
    unit INTEGER, place INTEGER, key TEXT, name TEXT, graph TEXT, language TEXT, sha256 TEXT,
    text INTEGER, said TEXT);
CREATE INDEX temp.given_unit ON given (unit, place);
"""


class Units(Sequence[Unit]):
    """Units in the order of their names: these and their keys are at hand, the rest is read."""

    def __init__(self, units: Iterable[Unit], members: Callable[[int], tuple[Member, ...]]) -> None:
        """``members`` tells who belongs to the unit at a place."""
        self.names: list[str] = []
        self._keys: list[bytes] = []
        self._members = members
        for unit in units:
            self.names.append(unit.name)
            self._keys.append(bytes.fromhex(unit.key))

    def __len__(self) -> int:
        return len(self.names)

    def __getitem__(self, place: Any) -> Any:
        """Return the unit at a place."""
        return Unit(self.names[place], self._members(place))

    def key(self, place: int) -> str:
        """Return the key of the unit at a place."""
        return self._keys[place].hex()

    def keys(self) -> Iterator[str]:
        """Yield the keys of all units."""
        return (key.hex() for key in self._keys)

    def named(self, name: str) -> Unit:
        """Return the unit of a name that there is."""
        found: Unit = self[bisect_left(self.names, name)]
        return found


class Given(Records):
    """What is published: sources, and which unit each belongs to."""

    def give(self, members: Sequence[Member]) -> Units:
        """Take the sources of a publication, in place of those before, and return their units."""
        units = units_of(members)
        places = {id(m): (n, k) for n, unit in enumerate(units)
                  for k, m in enumerate(unit.members)}  # fmt: skip
        self._base.execute("DROP TABLE IF EXISTS temp.given")
        for statement in _GIVEN.split(";"):
            self._base.execute(statement)
        self._base.executemany(
            "INSERT INTO given VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            ((*places.pop(id(m), (None, None)), m.key, m.name, m.graph, m.language, m.sha256,
              m.text, json.dumps([m.first, m.documents, m.rank])) for m in members),
        )  # fmt: skip
        return Units(units, self._members)

    def given(self) -> list[Member]:
        """Return the sources, in the order in which they were given."""
        return list(self._read("1 ORDER BY rowid"))

    def inputs(self) -> Iterator[tuple[str, str, str, str, bool]]:
        """Yield the name, the hash, the graph and the language of each source, in this order.

        The last tells whether its text is published.
        """
        for *said, text in self._base.execute(
            "SELECT DISTINCT name, sha256, graph, language, text FROM given ORDER BY 1, 2, 3, 4, 5"
        ):
            name, sha256, graph, language = said
            yield name, sha256, graph, language, bool(text)

    def number_given(self) -> int:
        """Return how many sources there are."""
        found: int = self._base.execute("SELECT count(*) FROM given").fetchone()[0]
        return found

    def keys_given(self) -> set[str]:
        """Return the keys of the sources."""
        return {row[0] for row in self._base.execute("SELECT key FROM given")}

    def _members(self, place: int) -> tuple[Member, ...]:
        return tuple(self._read("unit = ? ORDER BY place", place))

    def _read(self, where: str, *values: int) -> Iterator[Member]:
        for key, name, graph, language, sha256, text, said in self._base.execute(
            f"SELECT key, name, graph, language, sha256, text, said FROM given WHERE {where}",  # noqa: S608 - ours
            values,
        ):
            first, documents, rank = json.loads(said)
            yield Member(key, name, graph, language, sha256, (first[0], first[1]),
                         tuple(documents), rank, bool(text))  # fmt: skip
