"""The seats that the shapes of votes ask for, from the authority table."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache

from .. import resources
from ..identifiers import BASE
from ..rdf import Iri, Literal, Triple, read_triples
from ..rdf.namespaces import CG, DCTERMS, RDF

SEATS = "ontology/authority/seats.ttl"


@dataclass(frozen=True, slots=True)
class Sittings:
    """Which seats data call for: bases of IRIs of votes, their years, years that the data seat."""

    bases: frozenset[str] = frozenset()
    years: frozenset[str] = frozenset()
    seated: frozenset[str] = frozenset()

    @classmethod
    def of_all(cls, parts: Iterable[Sittings]) -> Sittings:
        """Return which seats data call for that consist of parts."""
        every = list(parts)
        return cls(
            frozenset(b for one in every for b in one.bases),
            frozenset(y for one in every for y in one.years),
            frozenset(y for one in every for y in one.seated),
        )

    def seats(self) -> list[Triple]:
        """Return the seats of the years that have votes and no seats in the data."""
        wanted = self.years - self.seated
        if not wanted:
            return []
        seats = [t for t in _seat_table() if t[0].split("/")[-2] in wanted]
        return [
            (_under(base, s), p, o if isinstance(o, Literal) else _under(base, o))
            for base in sorted(self.bases)
            for s, p, o in seats
        ]


def sittings(triples: Collection[Triple]) -> Sittings:
    """Return which seats data call for."""
    votes = {s for s, p, o in triples if p == RDF["type"] and o == CG["Vote"]}
    days = {o.value for s, p, o in triples
            if p == DCTERMS["date"] and s in votes and isinstance(o, Literal)}  # fmt: skip
    seated = {o.value for _, p, o in triples if p == CG["year"] and isinstance(o, Literal)}
    return Sittings(
        frozenset(v.partition("/vote/")[0] + "/" for v in votes),
        frozenset(day[:4] for day in days),
        frozenset(seated),
    )


def with_seats(triples: list[Triple]) -> list[Triple]:
    """Return data with the seats of the years in which it has votes and no seats of its own."""
    added = sittings(triples).seats()
    return [*triples, *added] if added else triples


@cache
def _seat_table() -> tuple[Triple, ...]:
    return tuple(read_triples(resources.path(SEATS)))


def _under(base: str, term: Iri) -> Iri:
    """Return an IRI of the authority tables as data with another base name it."""
    if not term.startswith(BASE) or term.startswith(CG):
        return term
    return Iri(base + term.removeprefix(BASE))
