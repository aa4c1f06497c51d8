"""What of the version before can stand in the new one: all that is made of the same things.

What is made of a unit is made anew where its sources changed, where a file of it is lost, and
where something else changed that its pages show: who points at its documents, and how documents
are called that it points at. So it is with the pages of things, and with those of everything. All
other files are taken over, see ``spare``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .ledger import Ledger, Shown
from .spare import Taken


@dataclass(frozen=True, slots=True)
class Earlier:
    """A version before, and what of it is to be made anew: units, pages of things, of years.

    Of each page it is told of what, in JSON, it shows something else now. ``lists`` tells whether
    the lists of documents and votes are, ``links`` whether what leads to these is: links to where
    else they are, and the sitemap. ``taken`` tells of the files that were taken over, and
    ``manifest`` where its manifest is, if that is as it was.
    """

    taken: Taken
    manifest: Path | None
    units: frozenset[str] = frozenset()
    pages: Mapping[str, frozenset[str]] = field(default_factory=dict)
    years: frozenset[str] = frozenset()
    lists: bool = False
    links: bool = False


def earlier(
    ledger: Ledger, before: Mapping[str, Shown | None], taken: Taken, manifest: Path | None
) -> Earlier:
    """Return what stands of a version, where the ledger notes what is so now.

    ``before`` is what was shown of the units that changed, came or went, by their names; the others
    are of the version.
    """
    pages: dict[str, set[str]] = {}
    moved: set[str] = set()
    years: set[str] = set()
    lists = links = False
    for name, old in before.items():
        new = ledger.shown(name)
        was, now = old or Shown(), new or Shown()
        other = (was.heads, was.described) != (now.heads, now.described)
        for page in was.pointers.keys() | now.pointers.keys():
            if other or was.pointers.get(page) != now.pointers.get(page):
                _note(pages, page, was, now, ledger, named_otherwise=other)
        if other:
            lists = True
            links |= was.described != now.described
            moved |= was.described.keys() | now.described.keys()
            years |= {year for one in (was, now) for year, *_ in one.described.values()}
    units = {*before, *ledger.fileless(), *ledger.describing(pages), *ledger.pointing(moved)}
    terms = {page: frozenset(pages.get(page, ())) for page in pages.keys() | moved}
    return Earlier(taken, manifest, frozenset(units), terms, frozenset(years), lists, links)


def _note(
    pages: dict[str, set[str]], page: str, was: Shown, now: Shown, ledger: Ledger, *,
    named_otherwise: bool,
) -> None:  # fmt: skip
    """Note of what a page shows something else now, for what a unit says of it.

    Where the page says of the unit only that it is one of many, it shows nothing else.
    """
    before, after = _by_term(was, page), _by_term(now, page)
    terms = {t for t in before.keys() | after.keys()
             if named_otherwise or before.get(t) != after.get(t)}  # fmt: skip
    shown = {t for t in terms if _shown(page, t, before.get(t, []), after.get(t, []), ledger)}
    if shown or not terms:
        pages.setdefault(page, set()).update(shown)


def _shown(page: str, term: str, was: list[Said], now: list[Said], ledger: Ledger) -> bool:
    """Tell whether a page shows what a unit says of a thing, or that it does so no more."""
    owners = _owners(now)
    return _owners(was) != owners or ledger.lists(page, term, owners)


def _owners(said: list[Said]) -> set[tuple[str, str]]:
    """Return the properties by which documents and votes point at a thing, with these."""
    return {(predicate, owner) for predicate, _, owner, *_ in said}


Said = tuple[str, ...]
"""What a pointer says of the thing that it is of: the fields after it, see ``surface.Row``."""


def _by_term(shown: Shown, page: str) -> dict[str, list[Said]]:
    """Return what a unit points at on a page, by what it is, in JSON."""
    found: dict[str, list[Said]] = {}
    for term, *said in shown.pointers.get(page, ()):
        found.setdefault(term, []).append(tuple(said))
    return found
