"""The pages of everything: the first page, those of the years, of topics, of the terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from ..pages import (
    NEWEST,
    UNDATED,
    Graph,
    agreement_page,
    counted,
    fixed_pages,
    home_page,
    ontology_page,
    site_of,
    topics_page,
    year_page,
)
from ..rdf import Block, Iri
from .ledger import Ledger
from .merge import merge
from .surface import TOPICS, around
from .units import Unit
from .writing import Place

File = tuple[str, bytes]
_MANY = 1000


def overview_pages(
    ledger: Ledger, units: Sequence[Unit], things: Iterable[str], data: Iterable[str], place: Place
) -> Iterator[File]:
    """Yield the pages that are made of all units.

    ``things`` are the paths of those that have a page and belong to no unit, ``data`` the files
    that the first page may lead to.
    """
    base = place.base
    yield from fixed_pages(site_of({}, base))
    yield from _years(ledger, things, data, base)
    site = site_of({}, base)
    site.pages |= set(things)
    yield agreement_page(site, *_agreement(ledger, base))
    yield topics_page(site_of(around(*ledger.at(TOPICS)), base))
    yield ontology_page(site_of(_examples(ledger, units, place), base))


def _years(
    ledger: Ledger, things: Iterable[str], data: Iterable[str], base: str
) -> Iterator[File]:
    years = {year or UNDATED: count for year, count in ledger.years().items()}
    newest: list[str] = []
    for year in sorted(years, reverse=True):
        documents = [d.path for d in ledger.described("NOT is_vote AND year = ?", _said(year))]
        newest += documents[: NEWEST - len(newest)]
        site = site_of(_nodes(ledger.heads_of(documents)), base)
        yield year_page(site, year, [Iri(base + d) for d in documents])
    votes = ledger.newest_votes(NEWEST)
    site = site_of(_nodes(ledger.heads_of([*newest, *votes])), base, data)
    site.pages |= set(things)
    yield home_page(site, years, [Iri(base + d) for d in newest], [Iri(base + v) for v in votes])


def _said(year: str) -> str:
    return "" if year == UNDATED else year


def _nodes(heads: Iterable[dict[Iri, Block]]) -> dict[Iri, Block]:
    return {subject: block for head in heads for subject, block in head.items()}


def _agreement(
    ledger: Ledger, base: str
) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]]:
    """Return how often states voted, and voted alike, as ``pages.counted``; some units a time."""
    together: Counter[tuple[str, str]] = Counter()
    alike: Counter[tuple[str, str]] = Counter()
    heads = ledger.heads()
    while some := _nodes(islice(heads, _MANY)):
        found = counted(Graph(some, base, {}))
        together += found[0]
        alike += found[1]
    return together, alike


def _examples(ledger: Ledger, units: Sequence[Unit], place: Place) -> dict[Iri, Block]:
    """Return the nodes of the units in which a term occurs first, and what is around them."""
    wanted = ledger.examples()
    known = {unit.name: unit for unit in units}
    nodes: dict[Iri, Block] = {}
    rest: dict[Iri, Block] = {}
    for name in wanted:
        nodes |= merge(place.said(known[name])).nodes
        rest |= around(*ledger.around(name))
    return {**nodes, **{s: said for s, said in rest.items() if s not in nodes}}
