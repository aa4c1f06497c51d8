"""What a dataset is made of, kept as tables: its units, their surfaces, its files and their hashes.

The ledger is an SQLite database beside the conversions. So the memory that a publication takes does
not grow with its documents, and the next one can tell what has changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, field

from ..rdf import Literal
from ..validate import Finding
from .described import Described
from .judging import Judged
from .pointers import Pointers
from .surface import packed, term_read, term_told, unpacked
from .units import Told, end_of

_NONE = "[[], {}]"
"""Nothing that the shapes found, and no excerpts, in JSON."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What others show of a unit: its pointers by page, its heads, its documents and votes.

    These by their paths, each with its year and what else leads to it: all but its title.
    """

    pointers: Mapping[str, list[tuple[str, ...]]] = field(default_factory=dict)
    heads: str = ""
    described: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class Ledger(Pointers):
    """The units of one dataset, and its files and sources; see ``records``."""

    def fileless(self) -> set[str]:
        """Return the names of the units that no file is known of."""
        rows = self._base.execute(
            "SELECT name FROM unit WHERE NOT EXISTS (SELECT 1 FROM file WHERE owner = name)"
        )
        return {row[0] for row in rows}

    def judged(self) -> list[tuple[int, tuple[list[Finding], dict[str, str]]]]:
        """Return what the shapes found in units that did not change, and excerpts, by their places.

        It is nothing that speaks against them. Units in which they found nothing are left out.
        """
        rows = self._base.execute(
            "SELECT g.place, u.findings FROM grouped g JOIN unit u ON u.name = g.name "
            "WHERE u.findings <> ? AND u.key = g.key AND g.key IN (SELECT name FROM kept) "
            "ORDER BY g.place", (_NONE,),
        )  # fmt: skip
        said = ((place, json.loads(text)) for place, text in rows)
        return [(place, ([Finding(*f) for f in found], parts)) for place, (found, parts) in said]

    def forget(self, name: str) -> None:
        """Take a unit out, if it is there."""
        row = self._base.execute("SELECT id FROM unit WHERE name = ?", (name,)).fetchone()
        if row:
            unit = row[0]
            self.unpoint(unit)
            self.discount_terms(unit, name)
            self.count_agreement(unpacked(self.head(unit)), -1)
            for table in ("described", "segment", "head"):
                self._base.execute(f"DELETE FROM {table} WHERE unit = ?", (unit,))  # noqa: S608 - ours
            self._base.execute("DELETE FROM unit WHERE id = ?", (unit,))

    def note(self, one: Judged) -> None:
        """Put in a unit that nothing speaks against, in place of what was there by its name."""
        surface = one.surface
        assert surface is not None
        self.forget(one.unit.name)
        first, last = surface.days or ("", "")
        found = json.dumps([[astuple(f) for f in one.findings], one.excerpts])
        unit = self._base.execute(
            "INSERT INTO unit (name, key, first, last, entities, findings) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            (one.unit.name, one.unit.key, first, last, surface.entities, found),
        ).lastrowid
        assert unit is not None
        self._base.execute("INSERT INTO head VALUES (?, ?)", (unit, packed(surface.heads)))
        self._base.executemany(
            "INSERT INTO described VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            ((d.path, unit, d.is_vote, d.symbol, d.title and term_told(d.title), d.date, d.year,
              d.named) for d in surface.described),
        )  # fmt: skip
        self.point(unit, surface.pointers)
        self.count_terms(unit, one.unit.name, surface.counts)
        self.count_agreement(surface.heads, 1)
        self._base.executemany(
            "INSERT INTO segment VALUES (?, ?, ?, ?)",
            ((name, unit, one.unit.key, end_of(name)) for name in one.segments),
        )

    def shown(self, name: str) -> Shown | None:
        """Return what others show of a unit, None where it is not there."""
        row = self._base.execute("SELECT id FROM unit WHERE name = ?", (name,)).fetchone()
        if row is None:
            return None
        described = self._base.execute(
            "SELECT path, year, is_vote, symbol, date, named FROM described WHERE unit = ?", row
        )
        told = {path: said for path, *said in described}
        return Shown(self.pointers_of(row[0]), self.head(row[0]), told)

    def describing(self, paths: Iterable[str]) -> set[str]:
        """Return the names of the units that describe documents or votes."""
        return self._names("SELECT unit FROM described WHERE path = ?", paths)

    def pointing(self, paths: Iterable[str]) -> set[str]:
        """Return the names of the units that point at documents or votes."""
        return self._names(
            "SELECT unit FROM pointer WHERE pointed IN (SELECT id FROM pointed WHERE page = ?)",
            paths,
        )

    def _names(self, units: str, paths: Iterable[str]) -> set[str]:
        found: set[str] = set()
        for path in paths:
            rows = self._base.execute(f"SELECT name FROM unit WHERE id IN ({units})", (path,))  # noqa: S608 - ours
            found.update(row[0] for row in rows)
        return found

    # -- what the whole is ------------------------------------------------------------------

    def described(
        self, where: str = "1", *values: object, order: str = "path"
    ) -> Iterator[Described]:
        """Yield documents and votes, by their paths or in another order."""
        rows = self._base.execute(
            "SELECT path, is_vote, symbol, title, date, year, named FROM described "  # noqa: S608 - ours
            f"WHERE {where} ORDER BY {order}", values,
        )  # fmt: skip
        for path, is_vote, symbol, title, date, year, named in rows:
            told = term_read(title) if title else None
            assert told is None or isinstance(told, Literal)
            yield Described(path, bool(is_vote), symbol, told, date, year, named)

    def of_year(self, year: str, most: int | None = None) -> list[str]:
        """Return the paths of the documents of a year, all or the first."""
        return [row[0] for row in self._base.execute(
            "SELECT path FROM described WHERE is_vote = 0 AND year = ? ORDER BY path LIMIT ?",
            (year, -1 if most is None else most),
        )]  # fmt: skip

    def newest_votes(self, count: int) -> list[str]:
        """Return the paths of the newest votes."""
        return [row[0] for row in self._base.execute(
            "SELECT path FROM described WHERE is_vote ORDER BY date DESC, path LIMIT ?", (count,)
        )]  # fmt: skip

    def years(self) -> dict[str, int]:
        """Return how many documents each year has."""
        return dict(self._base.execute(
            "SELECT year, count(*) FROM described WHERE NOT is_vote GROUP BY year ORDER BY year"
        ))  # fmt: skip

    def heads_of(self, paths: Iterable[str]) -> Iterator[str]:
        """Yield the heads of the units of documents and votes as JSON, each unit's once."""
        seen: set[int] = set()
        for path in paths:
            row = self._base.execute(
                "SELECT unit FROM described WHERE path = ?", (path,)
            ).fetchone()
            if row[0] not in seen:
                seen.add(row[0])
                yield self.head(row[0])

    def totals(self) -> tuple[int, tuple[str, ...]]:
        """Return how many things there are, and the first and the last day, if any is dated."""
        entities, first, last = self._base.execute(
            "SELECT coalesce(sum(entities), 0), min(nullif(first, '')), max(last) FROM unit"
        ).fetchone()
        return entities, (first, last) if first else ()

    def segments(self) -> Iterator[Told]:
        """Yield the names of the segments of quads in their order, with the keys of their units."""
        yield from self._base.execute("SELECT name, key, ends FROM segment ORDER BY name")
