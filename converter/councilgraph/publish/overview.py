"""The pages of everything: the first page, those of the years, of topics, of the terms."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from ..pages import (
    NEWEST,
    UNDATED,
    agreement_page,
    home_page,
    ontology_page,
    site_of,
    topics_page,
    year_page,
)
from ..rdf import Block, Iri
from .given import Units
from .ledger import Ledger
from .making import Build
from .merge import merge
from .surface import TOPICS
from .swap import File
from .writing import Place

_THINGS, _EXAMPLES = "things", "examples"
"""States of a ledger: which things have pages, which units give the examples of terms."""


def have_overview(
    units: Units, things: Sequence[str], offered: Sequence[str], on: Build
) -> None:
    """Have the pages that are made of all units, those that changed made anew.

    ``things`` are the paths of those that have a page and belong to no unit; the first page leads
    to files of the owners ``offered``.
    """
    base, ledger, earlier = on.place.base, on.ledger, on.earlier
    data = [f.path for owner in offered for f in ledger.files("owner = ?", owner)]
    listed = hashlib.sha256("\n".join([*things, *data]).encode()).hexdigest()
    other_things = ledger.state(_THINGS) != listed
    ledger.state(_THINGS, listed)
    lists = earlier is None or earlier.lists
    _have_years(things, data, on, anew=lists or other_things)

    def agreement() -> Iterator[File]:
        site = site_of({}, base)
        site.pages |= set(things)
        yield on.put(*agreement_page(site, *ledger.agreement()))

    on.have(":agreement", agreement, anew=lists)

    def topics() -> Iterator[File]:
        found = ledger.at(TOPICS)
        yield on.put(*topics_page(site_of(found.nodes(), base, counted=found.counted())))

    on.have(":topics", topics, anew=earlier is None or TOPICS in earlier.pages)
    first = ledger.examples()
    other_units = ledger.state(_EXAMPLES) != first
    ledger.state(_EXAMPLES, first)

    def ontology() -> Iterator[File]:
        yield on.put(*ontology_page(site_of(_examples(first, ledger, units, on.place), base)))

    changed = earlier is None or not earlier.units.isdisjoint(first)
    on.have(":ontology", ontology, anew=other_units or changed)


def _have_years(
    things: Sequence[str], data: Sequence[str], on: Build, *, anew: bool
) -> None:
    """Have the first page, if ``anew`` another, and those of the years that changed."""
    ledger, base, earlier = on.ledger, on.place.base, on.earlier
    years = {year or UNDATED: count for year, count in ledger.years().items()}
    newest: list[str] = []
    for year in sorted(years, reverse=True):
        if len(newest) < NEWEST:
            newest += ledger.of_year(_said(year), NEWEST - len(newest))

        def page(year: str = year) -> Iterator[File]:
            documents = ledger.of_year(_said(year))
            site = site_of(_nodes(ledger.heads_of(documents)), base)
            yield on.put(*year_page(site, year, [Iri(base + d) for d in documents]))

        on.have(f":year {year}", page, anew=earlier is None or _said(year) in earlier.years)
    for year in (earlier.years if earlier else frozenset()) - {_said(y) for y in years}:
        ledger.wrote(f":year {year or UNDATED}", ())

    def home() -> Iterator[File]:
        votes = ledger.newest_votes(NEWEST)
        site = site_of(_nodes(ledger.heads_of([*newest, *votes])), base, data)
        site.pages |= set(things)
        yield on.put(*home_page(
            site, years, [Iri(base + d) for d in newest], [Iri(base + v) for v in votes]
        ))  # fmt: skip

    on.have(":home", home, anew=anew)


def _said(year: str) -> str:
    return "" if year == UNDATED else year


def _nodes(heads: Iterable[dict[Iri, Block]]) -> dict[Iri, Block]:
    return {subject: block for head in heads for subject, block in head.items()}


def _examples(
    wanted: Sequence[str], ledger: Ledger, units: Units, place: Place
) -> dict[Iri, Block]:
    """Return the nodes of the units in which a term occurs first, and what is around them."""
    nodes: dict[Iri, Block] = {}
    rest: dict[Iri, Block] = {}
    for name in wanted:
        nodes |= merge(place.said(units.named(name))).nodes
        rest |= ledger.around(name).nodes()
    return {**nodes, **{s: said for s, said in rest.items() if s not in nodes}}
