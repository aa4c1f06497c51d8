"""Who held a seat on the Security Council in a year."""

from __future__ import annotations

from functools import cache

import pyoxigraph as ox

from .. import resources
from ..identifiers import BASE


@cache
def _seats() -> dict[int, frozenset[str]]:
    by_year: dict[int, set[str]] = {}
    text = resources.text("ontology/authority/seats.ttl")
    for quad in ox.parse(text, format=ox.RdfFormat.TURTLE):
        if quad.predicate.value == f"{BASE}ontology#holder":
            _, year, code = quad.subject.value.removeprefix(BASE).split("/")
            by_year.setdefault(int(year), set()).add(code)
    return {year: frozenset(codes) for year, codes in by_year.items()}


def council(year: int) -> frozenset[str]:
    """Return the alpha-3 codes of the states that held a seat in a calendar year.

    >>> len(council(1950)), len(council(2020)), "VCT" in council(2020)
    (11, 15, True)
    """
    return _seats().get(year, frozenset())
