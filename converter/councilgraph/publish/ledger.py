"""What a dataset is made of, kept as tables: its units, their surfaces, its files and their hashes.

The ledger is an SQLite database beside the conversions. So the memory that a publication takes does
not grow with its documents, and the next one can tell what has changed.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, field

from ..rdf import Block, Iri, Literal
from ..validate import Finding
from .counts import counted
from .described import Described
from .judging import Judged
from .records import Records
from .surface import TOPICS, Pointer, packed, term_read, term_told, unpacked
from .units import Unit

_POINTER = "term, predicate, subject, owner, part, kind, number, page"
_WHOLE = frozenset(("castBy", "sponsor"))
"""Local names of properties of which a page shows every statement."""
LIMIT = 200
"""Of how many documents a page says more than that they point at something; as ``pages.uses``."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What others show of a unit: its pointers by page, its heads, the years of its documents."""

    pointers: Mapping[str, list[tuple[str, ...]]] = field(default_factory=dict)
    heads: str = ""
    described: Mapping[str, str] = field(default_factory=dict)


class Ledger(Records):
    """The units of one dataset, and its files and sources; see ``records``."""

    def units(self) -> dict[str, str]:
        """Return the keys of the units by their names."""
        return dict(self._base.execute("SELECT name, key FROM unit"))

    def judged(self, unit: Unit) -> Judged:
        """Return what the shapes found in a unit that is known: nothing that speaks against it."""
        rows = self._base.execute("SELECT findings FROM unit WHERE name = ?", (unit.name,))
        findings, excerpts = json.loads(rows.fetchone()[0])
        return Judged(unit, [], [Finding(*f) for f in findings], excerpts)

    def forget(self, name: str) -> None:
        """Take a unit out, if it is there."""
        row = self._base.execute("SELECT id FROM unit WHERE name = ?", (name,)).fetchone()
        if row:
            for table in ("described", "pointer", "counted", "segment"):
                self._base.execute(f"DELETE FROM {table} WHERE unit = ?", row)  # noqa: S608 - ours
            self._base.execute("DELETE FROM unit WHERE id = ?", row)

    def note(self, one: Judged) -> None:
        """Put in a unit that nothing speaks against, in place of what was there by its name."""
        surface = one.surface
        assert surface is not None
        self.forget(one.unit.name)
        first, last = surface.days or ("", "")
        found = json.dumps([[astuple(f) for f in one.findings], one.excerpts])
        unit = self._base.execute(
            "INSERT INTO unit (name, key, heads, first, last, entities, findings) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (one.unit.name, one.unit.key, packed(surface.heads), first, last, surface.entities,
             found),
        ).lastrowid  # fmt: skip
        self._base.executemany(
            "INSERT INTO described VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            ((d.path, unit, d.is_vote, d.symbol, d.title and term_told(d.title), d.date, d.year,
              d.named) for d in surface.described),
        )  # fmt: skip
        self._base.executemany(
            "INSERT INTO pointer VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            ((unit, p.page, term_told(p.term), p.predicate, p.subject, p.owner, p.part, p.kind,
              p.number) for p in surface.pointers),
        )  # fmt: skip
        self._base.executemany(
            "INSERT INTO counted VALUES (?, ?, ?, ?)",
            ((unit, term, kind, n) for (term, kind), n in surface.counts.items()),
        )
        self._base.executemany(
            "INSERT INTO segment VALUES (?, ?)", ((key, unit) for key in one.segments)
        )

    def shown(self, name: str) -> Shown | None:
        """Return what others show of a unit, None where it is not there."""
        row = self._base.execute("SELECT id, heads FROM unit WHERE name = ?", (name,)).fetchone()
        if row is None:
            return None
        pointers: dict[str, list[tuple[str, ...]]] = {}
        for *said, page in self._base.execute(
            f"SELECT {_POINTER} FROM pointer WHERE unit = ? ORDER BY rowid", row[:1]  # noqa: S608 - ours
        ):
            pointers.setdefault(page, []).append(tuple(said))
        described = self._base.execute("SELECT path, year FROM described WHERE unit = ?", row[:1])
        return Shown(pointers, row[1], dict(described))

    def describing(self, paths: Iterable[str]) -> set[str]:
        """Return the names of the units that describe documents or votes."""
        return self._names("SELECT unit FROM described WHERE path = ?", paths)

    def pointing(self, paths: Iterable[str]) -> set[str]:
        """Return the names of the units that point at documents or votes."""
        return self._names("SELECT unit FROM pointer WHERE page = ?", paths)

    def _names(self, units: str, paths: Iterable[str]) -> set[str]:
        found: set[str] = set()
        for path in paths:
            rows = self._base.execute(f"SELECT name FROM unit WHERE id IN ({units})", (path,))  # noqa: S608 - ours
            found.update(row[0] for row in rows)
        return found

    # -- what pages need --------------------------------------------------------------------

    def at(self, page: str) -> tuple[list[Pointer], list[dict[Iri, Block]]]:
        """Return who points at the things of a page that no unit describes, and their heads."""
        return self._pointing("SELECT ?", (page,))

    def around(self, name: str) -> tuple[list[Pointer], list[dict[Iri, Block]]]:
        """Return who points at a unit's documents and votes, and the heads of what it points at."""
        pointers, heads = self._pointing(
            "SELECT path FROM described WHERE unit = (SELECT id FROM unit WHERE name = ?)", (name,)
        )
        rows = self._base.execute(
            "SELECT heads FROM unit WHERE id IN (SELECT d.unit FROM pointer p "
            "JOIN described d ON d.path = p.page WHERE p.unit = "
            "(SELECT id FROM unit WHERE name = ?)) ORDER BY name", (name,)
        )  # fmt: skip
        return pointers, [*heads, *(unpacked(row[0]) for row in rows)]

    def _pointing(
        self, pages: str, values: tuple[str, ...]
    ) -> tuple[list[Pointer], list[dict[Iri, Block]]]:
        pointers: list[Pointer] = []
        bare: dict[tuple[str, str, str], Pointer] = {}
        units: dict[int, None] = {}
        for unit, rank, *row in self._base.execute(
            f"SELECT unit, dense_rank() OVER (PARTITION BY term, predicate ORDER BY owner), "  # noqa: S608 - ours
            f"{_POINTER} FROM pointer p JOIN unit u ON u.id = p.unit "
            f"WHERE page IN ({pages}) ORDER BY u.name, p.rowid", values,
        ):  # fmt: skip
            one = _pointer(row)
            if rank <= LIMIT or one.predicate.rpartition("#")[2] in _WHOLE:
                pointers.append(one)
                units[unit] = None
            else:
                only = Pointer(one.page, one.term, one.predicate, one.owner, one.owner, one.owner,
                               "", "")  # fmt: skip
                bare[one.owner, one.predicate, row[0]] = only
        heads = (
            self._base.execute("SELECT heads FROM unit WHERE id = ?", (u,)).fetchone()[0]
            for u in units
        )
        return [*pointers, *bare.values()], [unpacked(text) for text in heads]

    # -- what the whole is ------------------------------------------------------------------

    def things(self) -> Iterator[str]:
        """Yield the paths of the pages of things that are pointed at and no unit describes."""
        rows = self._base.execute(
            "SELECT DISTINCT page FROM pointer WHERE page <> ? "
            "AND page NOT IN (SELECT path FROM described) ORDER BY page", (TOPICS,)
        )  # fmt: skip
        yield from (row[0] for row in rows)

    def described(self, where: str = "1", *values: object) -> Iterator[Described]:
        """Yield documents and votes, by their paths."""
        rows = self._base.execute(
            "SELECT path, is_vote, symbol, title, date, year, named FROM described "  # noqa: S608 - ours
            f"WHERE {where} ORDER BY path", values,
        )  # fmt: skip
        for path, is_vote, symbol, title, date, year, named in rows:
            told = term_read(title) if title else None
            assert told is None or isinstance(told, Literal)
            yield Described(path, bool(is_vote), symbol, told, date, year, named)

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

    def heads_of(self, paths: Iterable[str]) -> Iterator[dict[Iri, Block]]:
        """Yield the heads of the units of documents and votes, each unit's once."""
        seen: set[int] = set()
        for path in paths:
            row = self._base.execute(
                "SELECT id, heads FROM unit WHERE id = (SELECT unit FROM described WHERE path = ?)",
                (path,),
            ).fetchone()
            if row[0] not in seen:
                seen.add(row[0])
                yield unpacked(row[1])

    def heads(self) -> Iterator[dict[Iri, Block]]:
        """Yield the heads of every unit, by name."""
        for row in self._base.execute("SELECT heads FROM unit ORDER BY name"):
            yield unpacked(row[0])

    def counts(self) -> Counter[tuple[str, str]]:
        """Return how often each term occurs, see ``surface.terms_of``."""
        rows = self._base.execute("SELECT term, kind, sum(number) FROM counted GROUP BY term, kind")
        return Counter({(term, kind): n for term, kind, n in rows})

    def examples(self) -> list[str]:
        """Return the names of the units in which a term occurs first."""
        return [row[0] for row in self._base.execute(
            "SELECT DISTINCT min(u.name) FROM counted c JOIN unit u ON u.id = c.unit "
            "GROUP BY c.term ORDER BY 1"
        )]  # fmt: skip

    def triples(self) -> int:
        """Return how many triples there are."""
        return sum(counted(self.counts()).properties.values())

    def totals(self) -> tuple[int, tuple[str, ...]]:
        """Return how many things there are, and the first and the last day, if any is dated."""
        entities, first, last = self._base.execute(
            "SELECT coalesce(sum(entities), 0), min(nullif(first, '')), max(last) FROM unit"
        ).fetchone()
        return entities, (first, last) if first else ()

    def segments(self) -> Iterator[tuple[str, str]]:
        """Yield the keys of the segments of quads in their order, with the keys of their units."""
        yield from self._base.execute(
            "SELECT s.key, u.key FROM segment s JOIN unit u ON u.id = s.unit ORDER BY s.key"
        )


def _pointer(row: list[str]) -> Pointer:
    term, predicate, subject, owner, part, kind, number, page = row
    return Pointer(page, term_read(term), Iri(predicate), Iri(subject), Iri(owner), Iri(part),
                   kind, number)  # fmt: skip
