"""The seats that the shapes of votes ask for, from the authority table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from .. import resources
from ..identifiers import BASE
from ..rdf import Block, Iri, Literal, Triple, blocks, read_triples
from ..rdf.namespaces import CG, DCTERMS, RDF

SEATS = "ontology/authority/seats.ttl"
_TYPE, _VOTE, _DATE, _YEAR = RDF["type"], CG["Vote"], DCTERMS["date"], CG["year"]


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
        wanted = sorted(self.years - self.seated)
        return [t for base in sorted(self.bases) for year in wanted for t in _seats_of(base, year)]


def sittings(said: Mapping[Iri, Block]) -> Sittings:
    """Return which seats data call for."""
    votes = [s for s, block in said.items() if _VOTE in block.get(_TYPE, ())]
    days = {o.value for v in votes for o in said[v].get(_DATE, ()) if isinstance(o, Literal)}
    seated = {o.value for block in said.values() for o in block.get(_YEAR, ())
              if isinstance(o, Literal)}  # fmt: skip
    return Sittings(
        frozenset(v.partition("/vote/")[0] + "/" for v in votes),
        frozenset(day[:4] for day in days),
        frozenset(seated),
    )


def with_seats(said: Mapping[Iri, Block]) -> Mapping[Iri, Block]:
    """Return data with the seats of the years in which it has votes and no seats of its own."""
    return seated(said, sittings(said).seats())


def seated(said: Mapping[Iri, Block], seats: Iterable[Triple]) -> Mapping[Iri, Block]:
    """Return data with seats; what is said of a seat already stays."""
    whole = dict(said)
    for subject, block in blocks(seats).items():
        known = said.get(subject, {})
        whole[subject] = {p: list(dict.fromkeys((*known.get(p, ()), *block.get(p, ()))))
                          for p in (known | block)}  # fmt: skip
    return whole


@cache
def _seats_of(base: str, year: str) -> list[Triple]:
    """Return the seats of a year as data with a base name them."""
    return [
        (_under(base, s), p, o if isinstance(o, Literal) else _under(base, o))
        for s, p, o in _seat_table().get(year, ())
    ]


@cache
def _seat_table() -> dict[str, list[Triple]]:
    """Return the seats of the authority table by year."""
    found: dict[str, list[Triple]] = {}
    for triple in read_triples(resources.path(SEATS)):
        found.setdefault(triple[0].split("/")[-2], []).append(triple)
    return found


def _under(base: str, term: Iri) -> Iri:
    """Return an IRI of the authority tables as data with another base name it."""
    if not term.startswith(BASE) or term.startswith(CG):
        return term
    return Iri(base + term.removeprefix(BASE))
