"""The year of a document, and the years of what it cites."""

from __future__ import annotations

import re

from ..rdf import Iri
from ..rdf.namespaces import CG, DCTERMS
from .site import Site

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
