"""The years of documents, and how many each has, drawn."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ..rdf import Iri
from ..rdf.namespaces import CG, DCTERMS
from .site import Site

_WIDTH, _HEIGHT = 48, 80
_IN_SYMBOL = re.compile(r"\(((?:19|20)\d\d)\)$|/((?:19|20)\d\d)/\d+")


def year_of(site: Site, document: Iri) -> str:
    """Return the year of a document: that of its date, or the one in its symbol; else nothing."""
    graph = site.graph
    date = graph.text(document, DCTERMS["date"]) or graph.text(document, CG["adoptionDate"])
    return date[:4] or year_in(site.symbol(graph.path(document)))


def year_in(symbol: str) -> str:
    """Return the year that a symbol names, or nothing.

    >>> year_in("S/RES/2553 (2020)"), year_in("S/2020/1166"), year_in("A/RES/70/1")
    ('2020', '2020', '')
    """
    found = _IN_SYMBOL.search(symbol)
    return found[1] or found[2] if found else ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A year as it is drawn: where, how high, for how many documents."""

    year: str
    x: int
    height: int
    count: int


def timeline(counts: Mapping[str, int]) -> list[Bar]:
    """Return a bar for each year that has documents; the fewest are still seen.

    >>> [(b.year, b.x, b.height) for b in timeline({"2019": 1, "2021": 60})]
    [('2019', 0, 2), ('2021', 96, 80)]
    """
    known = {int(year): count for year, count in sorted(counts.items()) if year != "0"}
    most, first = max(known.values(), default=1), min(known, default=0)
    return [
        Bar(str(year), (year - first) * _WIDTH, max(count * _HEIGHT // most, 2), count)
        for year, count in known.items()
    ]
