"""Who held a seat on the Security Council in a year."""

from __future__ import annotations

from functools import cache

import pyoxigraph as ox

from .. import resources
from ..identifiers import BASE

_PERMANENT = f"{BASE}ontology#permanent"


@cache
def _seats() -> dict[int, dict[str, bool]]:
    """Return, by year, the codes of the holders and whether each seat is permanent."""
    by_year: dict[int, dict[str, bool]] = {}
    text = resources.text("ontology/authority/seats.ttl")
    for quad in ox.parse(text, format=ox.RdfFormat.TURTLE):
        if quad.predicate.value == _PERMANENT:
            _, year, code = quad.subject.value.removeprefix(BASE).split("/")
            by_year.setdefault(int(year), {})[code] = quad.object.value == "true"
    return by_year


def council(year: int) -> frozenset[str]:
    """Return the alpha-3 codes of the states that held a seat in a calendar year.

    Eleven up to 1965 and fifteen after (Charter, Article 23); sixteen in 1990, when a seat changed
    hands. A year outside the table has none.

    >>> len(council(1950)), len(council(2020)), "VCT" in council(2020)
    (11, 15, True)
    """
    return frozenset(_seats().get(year, {}))


def permanent_members(year: int) -> frozenset[str]:
    """Return the alpha-3 codes of the states that held a permanent seat in a calendar year.

    >>> sorted(permanent_members(1991))
    ['CHN', 'FRA', 'GBR', 'SUN', 'USA']
    """
    return frozenset(code for code, permanent in _seats().get(year, {}).items() if permanent)
