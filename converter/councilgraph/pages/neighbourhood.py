"""The citations of a document drawn over time: what it cites and what cites it, by year.

Each column is a year and each word a document; what this one cites stands above the line, what
cites it below.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..rdf import Iri
from ..rdf.namespaces import CG
from .site import Page
from .years import year_of

_NARROWEST, _ROW, _LETTER = 42, 17, 8
_FEWEST, _MOST = 2, 120
"""How many documents are worth a drawing, and how many one can hold."""


@dataclass(frozen=True, slots=True)
class Word:
    """A document as it is drawn: its address, its symbol without what its column tells."""

    href: str
    text: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """The drawing: its size, where the line is, its years, what is cited, what cites."""

    width: int
    height: int
    line: int
    own: int
    years: tuple[tuple[str, int], ...]
    cited: tuple[Word, ...]
    citing: tuple[Word, ...]


def neighbourhood(page: Page, document: Iri) -> Drawing | None:
    """Return the drawing of a document's citations, or None where there are too few or many."""
    graph, site = page.site.graph, page.site
    cited = {t: year_of(site, t) for t in graph.iris(document, CG["cites"]) if _shown(page, t)}
    citing = {s: year_of(site, s) for s in graph.to(CG["cites"], document)}
    own = year_of(site, document)
    known = sorted({y for y in (*cited.values(), *citing.values(), own) if y})
    if not known or not _FEWEST <= len(cited) + len(citing) <= _MOST:
        return None
    columns = ["", *known] if "" in (*cited.values(), *citing.values()) else known
    places, width = _places(page, {**cited, **citing}, columns)
    tallest = [max((list(of.values()).count(y) for y in columns), default=0)
               for of in (cited, citing)]  # fmt: skip
    line = (tallest[0] + 1) * _ROW
    return Drawing(
        width=width,
        height=line + (tallest[1] + 2) * _ROW,
        line=line,
        own=places.get(own, 0),
        years=tuple((y or "–", places[y]) for y in columns),
        cited=tuple(_words(page, cited, places, line - 9, -_ROW)),
        citing=tuple(_words(page, citing, places, line + _ROW * 2, _ROW)),
    )


def _shown(page: Page, thing: Iri) -> bool:
    return page.site.graph.path(thing) in page.site.pages and "/doc/" in thing


def _places(
    page: Page, found: dict[Iri, str], columns: list[str]
) -> tuple[dict[str, int], int]:
    """Return the middle of each column, and the width of all; each is as wide as its words."""
    places, done = {}, 0
    for year in columns:
        words = (_short(page.site.graph.path(t), y) for t, y in found.items() if y == year)
        wide = max(_NARROWEST, max(map(len, words), default=0) * _LETTER)
        places[year] = done + wide // 2
        done += wide
    return places, done


def _words(
    page: Page, found: dict[Iri, str], places: dict[str, int], first: int, step: int
) -> Iterator[Word]:
    for year, x in places.items():
        for row, thing in enumerate(sorted(t for t, y in found.items() if y == year)):
            path = page.site.graph.path(thing)
            yield Word(page.to(path), _short(path, year), x, first + row * step)


def _short(path: str, year: str) -> str:
    """Return a symbol as short as its column allows.

    >>> _short("doc/S/RES/2151", "2014"), _short("doc/S/PRST/2007/3", "2007")
    ('2151', 'PRST/3')
    """
    symbol = path.removeprefix("doc/").replace(f"/{year}/", "/")
    return symbol.removeprefix("S/RES/").removeprefix("S/")
