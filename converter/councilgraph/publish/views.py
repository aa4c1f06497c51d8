"""How each page of everything is made, in whichever process."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..pages import (
    Site,
    agreement_page,
    home_page,
    load_all,
    ontology_page,
    site_of,
    topics_page,
    year_page,
)
from ..rdf import Block, Iri
from .merge import merge
from .putting import File, put
from .surface import unpacked
from .things import Thing, spooled
from .writing import Around, Place

_Page = tuple[str, bytes]


@dataclass(frozen=True, slots=True)
class View:
    """What a page is made of: by which function here, of what in a file, and what is said of it.

    The file goes with the page. What is said depends on the page, see its function.
    """

    page: Callable[[Thing, Any, Place], _Page]
    around: Path
    said: Any


def load_views(_: None) -> None:
    """Load what pages are made of, for which the first of a process would have to wait."""
    load_all()


def viewed(view: View, place: Place) -> File:
    """Write a page of everything, and return its file; what it is made of is removed."""
    (around,) = spooled(view.around)
    view.around.unlink()
    return put(place.new, *view.page(around, view.said, place))


def year(around: Thing, said: tuple[str, Sequence[str]], place: Place) -> _Page:
    """Return the page of a year, and its documents."""
    year, documents = said
    return year_page(site_of(_heads(around), place.base), year,
                     [Iri(place.base + d) for d in documents])  # fmt: skip


def home(
    around: Thing,
    said: tuple[Mapping[str, int], Sequence[str], Sequence[str], Sequence[str]],
    place: Place,
) -> _Page:
    """Return the first page.

    It is told how many documents each year has, the newest of these, the newest votes, and the
    paths of the data that are offered.
    """
    years, newest, votes, data = said
    site = _leading(site_of(_heads(around), place.base, data), around)
    return home_page(site, years, [Iri(place.base + d) for d in newest],
                     [Iri(place.base + v) for v in votes])  # fmt: skip


def agreement(
    around: Thing, said: tuple[dict[tuple[str, str], int], dict[tuple[str, str], int]], place: Place
) -> _Page:
    """Return the page of how often each two states voted, and how often alike."""
    return agreement_page(_leading(site_of({}, place.base), around), *said)


def topics(around: Thing, _: None, place: Place) -> _Page:
    """Return the page of topics, of all that points at it."""
    found = around.surroundings
    return topics_page(site_of(found.nodes(), place.base, counted=found.counted()))


def ontology(_: Thing, examples: Sequence[Around], place: Place) -> _Page:
    """Return the page of the terms, of the units in which they occur first."""
    nodes: dict[Iri, Block] = {}
    rest: dict[Iri, Block] = {}
    for one in examples:
        nodes |= merge(place.said(one.unit)).nodes
        rest |= one.surroundings.nodes()
    around = {s: said for s, said in rest.items() if s not in nodes}
    return ontology_page(site_of({**nodes, **around}, place.base))


def _heads(around: Thing) -> dict[Iri, Block]:
    return {s: block for head in around.surroundings.heads for s, block in unpacked(head).items()}


def _leading(site: Site, around: Thing) -> Site:
    """Return a site whose pages may lead to those of things."""
    site.pages |= set(around.pages)
    return site
