"""How often terms occur in a dataset, and where first: kept up to date unit by unit."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping

from ..pages import Graph
from ..pages import counted as agreement
from ..rdf import Block, Iri
from ..rdf.namespaces import CG, RDF
from .counts import counted
from .reading import Reading

Pair = tuple[str, str]
"""The codes of two states, in order."""


class Terms(Reading):
    """The terms of the units of one dataset, with totals that need no look at every unit."""

    def count_terms(self, unit: int, name: str, counts: Mapping[tuple[str, str], int]) -> None:
        """Put in how often each term occurs in a unit, see ``surface.terms_of``."""
        self._base.executemany(
            "INSERT INTO counted VALUES (?, ?, ?, ?)",
            ((unit, term, kind, n) for (term, kind), n in counts.items()),
        )
        self._base.executemany(
            "INSERT INTO total VALUES (?, ?, ?) "
            "ON CONFLICT DO UPDATE SET number = number + excluded.number",
            ((term, kind, n) for (term, kind), n in counts.items()),
        )
        self._base.executemany(
            "INSERT INTO example VALUES (?, ?) "
            "ON CONFLICT DO UPDATE SET name = min(name, excluded.name)",
            ((term, name) for term in {term for term, _ in counts}),
        )

    def discount_terms(self, unit: int, name: str) -> None:
        """Take a unit's terms out, while it is still there itself."""
        rows = self._base.execute(
            "SELECT number, term, kind FROM counted WHERE unit = ?", (unit,)
        ).fetchall()
        self._base.executemany(
            "UPDATE total SET number = number - ? WHERE term = ? AND kind = ?", rows
        )
        self._base.execute("DELETE FROM total WHERE number = 0")
        self._base.execute("DELETE FROM counted WHERE unit = ?", (unit,))
        first = self._base.execute("SELECT term FROM example WHERE name = ?", (name,)).fetchall()
        self._base.execute("DELETE FROM example WHERE name = ?", (name,))
        self._base.executemany(
            "INSERT INTO example SELECT ?1, u.name FROM unit u WHERE EXISTS "
            "(SELECT 1 FROM counted c WHERE c.unit = u.id AND c.term = ?1) "
            "ORDER BY u.name LIMIT 1", first,
        )  # fmt: skip

    def using(self, terms: Iterable[str]) -> set[str]:
        """Return the names of the units in which any of these terms occurs."""
        sought = list(terms)
        rows = self._base.execute(
            "SELECT name FROM unit WHERE id IN (SELECT unit FROM counted WHERE term IN "
            "(SELECT value FROM json_each(?)))", (json.dumps(sought),),
        ) if sought else ()  # fmt: skip
        return {row[0] for row in rows}

    def count_agreement(self, heads: Mapping[Iri, Block], sign: int) -> None:
        """Add how often states voted, and voted alike, in the votes of a unit; or take it away."""
        if all(CG["Vote"] not in said.get(RDF["type"], ()) for said in heads.values()):
            return
        together, alike = agreement(Graph(heads, "", {}))
        self._base.executemany(
            "INSERT INTO agreed VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET "
            "together = together + excluded.together, alike = alike + excluded.alike",
            ((*pair, sign * n, sign * alike[pair]) for pair, n in together.items()),
        )

    def agreement(self) -> tuple[dict[Pair, int], dict[Pair, int]]:
        """Return how often each two states both cast a ballot, and how often the same."""
        rows = self._base.execute("SELECT * FROM agreed WHERE together ORDER BY one, other")
        found = [((one, other), together, alike) for one, other, together, alike in rows]
        return {pair: n for pair, n, _ in found}, {pair: n for pair, _, n in found}

    def counts(self) -> Counter[tuple[str, str]]:
        """Return how often each term occurs, see ``surface.terms_of``."""
        rows = self._base.execute("SELECT term, kind, number FROM total ORDER BY term, kind")
        return Counter({(term, kind): n for term, kind, n in rows})

    def examples(self) -> list[str]:
        """Return the names of the units in which a term occurs first."""
        rows = self._base.execute("SELECT DISTINCT name FROM example ORDER BY name")
        return [row[0] for row in rows]

    def triples(self) -> int:
        """Return how many triples there are."""
        return sum(counted(self.counts()).properties.values())
