"""What of the version before can stand in the new one: all that is made of the same things.

What is made of a unit is made anew where its sources changed, where a file of it is lost, and
where something else changed that its pages show: who points at its documents, and how documents
are called that it points at. So it is with the pages of things, and with those of everything. All
other files are taken over, see ``spare``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .ledger import Ledger, Shown


@dataclass(frozen=True, slots=True)
class Earlier:
    """A version before, and what of it is to be made anew: units, pages of things, of years.

    ``lists`` tells whether the lists of documents and votes are.
    """

    units: frozenset[str] = frozenset()
    pages: frozenset[str] = frozenset()
    years: frozenset[str] = frozenset()
    lists: bool = False


def earlier(ledger: Ledger, before: Mapping[str, Shown | None]) -> Earlier:
    """Return what stands of a version, where the ledger notes what is so now.

    ``before`` is what was shown of the units that changed, came or went, by their names.
    """
    pages: set[str] = set()
    moved: set[str] = set()
    years: set[str] = set()
    lists = False
    for name, old in before.items():
        new = ledger.shown(name)
        was, now = old or Shown(), new or Shown()
        both = was.pointers.keys() | now.pointers.keys()
        if (was.heads, was.described) == (now.heads, now.described):
            pages |= {p for p in both if was.pointers.get(p) != now.pointers.get(p)}
            continue
        lists = True
        pages |= both
        moved |= was.described.keys() | now.described.keys()
        years |= {*was.described.values(), *now.described.values()}
    units = {*before, *ledger.fileless(), *ledger.describing(pages), *ledger.pointing(moved)}
    return Earlier(frozenset(units), frozenset(pages | moved), frozenset(years), lists)
