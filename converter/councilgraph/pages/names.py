"""What things are called, and who held which seat: the tables of the ontology, read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from .. import resources
from ..identifiers import BASE
from ..rdf import Iri, Literal, read_triples
from ..rdf.namespaces import CG, RDFS, SKOS

_TABLES = ("ontology/core.ttl", "ontology/authority/*.ttl", "ontology/vocabularies/*.ttl")
_NAMES = (RDFS["label"], SKOS["prefLabel"])


@dataclass(frozen=True, slots=True)
class Seat:
    """A State's seat in a year; ``group`` is the path of its regional group, or empty."""

    year: int
    holder: str
    permanent: bool
    group: str


@cache
def names() -> Mapping[str, Mapping[str, str]]:
    """Return the names of terms, concepts, states, organs and instruments, by path and language.

    >>> names()["state/FRA"]["es"], names()["ontology#Vote"]["fr"]
    ('Francia', 'vote')
    """
    found: dict[str, dict[str, str]] = {}
    for file in (f for pattern in _TABLES for f in resources.files(pattern)):
        for subject, predicate, term in read_triples(file):
            if predicate in _NAMES and isinstance(term, Literal) and term.language:
                path = subject.removeprefix(BASE)
                found.setdefault(path, {}).setdefault(term.language, term.value)
    return found


@cache
def seats() -> Mapping[int, tuple[Seat, ...]]:
    """Return the seats of each year, in the order of the table.

    >>> len(seats()[2020]), seats()[1946][0].permanent
    (15, False)
    """
    said: dict[Iri, dict[Iri, str]] = {}
    for subject, predicate, term in read_triples(resources.path("ontology/authority/seats.ttl")):
        said.setdefault(subject, {})[predicate] = str(getattr(term, "value", term))
    found: dict[int, list[Seat]] = {}
    for facts in said.values():
        if CG["holder"] in facts:
            holder, group = (facts.get(CG[n], "") for n in ("holder", "regionalGroup"))
            seat = Seat(int(facts[CG["year"]]), holder.removeprefix(BASE),
                        facts[CG["permanent"]] == "true", group.removeprefix(BASE))  # fmt: skip
            found.setdefault(seat.year, []).append(seat)
    return {year: tuple(held) for year, held in found.items()}


@cache
def seats_of(state: str) -> tuple[Seat, ...]:
    """Return the seats of a state, by year; ``state`` is its path.

    >>> [s.year for s in seats_of("state/VCT")]
    [2020, 2021]
    """
    return tuple(s for year in sorted(seats()) for s in seats()[year] if s.holder == state)
