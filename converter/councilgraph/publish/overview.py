"""The pages of everything: the first page, those of the years, of topics, of the terms.

What they show of the units goes through files to who makes them, for it may be much.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain

from ..pages import NEWEST, UNDATED
from . import views
from .given import Units
from .making import Build, Made
from .surface import TOPICS, Surroundings
from .swap import beside
from .things import Thing, spool
from .views import View, viewed
from .writing import Around

_STATES = "state/"
_THINGS, _EXAMPLES = "things", "examples"
"""States of a ledger: which things have pages, which units give the examples of terms."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page that is wanted: who owns it, whether it is to be made anew, and of what it is made."""

    owner: str
    anew: bool
    make: Callable[[], View]


def have_overview(units: Units, offered: Sequence[str], on: Build) -> None:
    """Have the pages that are made of all units, those that changed made anew.

    The first page leads to files of the owners ``offered``.
    """
    data = tuple(f.path for owner in offered for f in on.ledger.files("owner = ?", owner))
    wanted = [w for w in _wanted(units, data, on) if w.anew or not on.has(w.owner)]
    work = Made(len(wanted), lambda place: wanted[place].make())
    made = on.workers.each(partial(viewed, place=on.place), work)
    for one, file in zip(wanted, made, strict=True):
        on.ledger.wrote(one.owner, [file])


def _wanted(units: Units, data: tuple[str, ...], on: Build) -> Iterator[Wanted]:
    ledger, earlier = on.ledger, on.earlier
    listed = _listed(chain(ledger.things(), data))
    other_things = ledger.state(_THINGS) != listed
    ledger.state(_THINGS, listed)
    lists = earlier is None or earlier.lists
    yield from _years(data, on, anew=lists or other_things)

    def agreement() -> View:
        return _view(views.agreement, on, leading=_STATES, said=ledger.agreement())

    yield Wanted(":agreement", lists, agreement)

    def topics() -> View:
        return _view(views.topics, on, around=ledger.at(TOPICS))

    yield Wanted(":topics", earlier is None or TOPICS in earlier.pages, topics)
    first = ledger.examples()
    other_units = ledger.state(_EXAMPLES) != first
    ledger.state(_EXAMPLES, first)

    def ontology() -> View:
        examples = [Around(units.named(name), ledger.around(name)) for name in first]
        return _view(views.ontology, on, said=examples)

    changed = earlier is None or not earlier.units.isdisjoint(first)
    yield Wanted(":ontology", other_units or changed, ontology)


def _years(data: tuple[str, ...], on: Build, *, anew: bool) -> Iterator[Wanted]:
    """Yield the first page, if ``anew`` another, and those of the years, such as changed anew."""
    ledger, earlier = on.ledger, on.earlier
    years = {year or UNDATED: count for year, count in ledger.years().items()}
    newest: list[str] = []
    for year in sorted(years, reverse=True):
        if len(newest) < NEWEST:
            newest += ledger.of_year(_said(year), NEWEST - len(newest))

        def page(year: str = year) -> View:
            documents = ledger.of_year(_said(year))
            around = Surroundings((), ledger.heads_of(documents), [])
            return _view(views.year, on, around=around, said=(year, documents), year=year)

        yield Wanted(f":year {year}", earlier is None or _said(year) in earlier.years, page)
    for year in (earlier.years if earlier else frozenset()) - {_said(y) for y in years}:
        ledger.wrote(f":year {year or UNDATED}", ())

    def home() -> View:
        votes = ledger.newest_votes(NEWEST)
        around = Surroundings((), ledger.heads_of([*newest, *votes]), [])
        said = (years, newest, votes, data)
        return _view(views.home, on, around=around, leading="", said=said)

    yield Wanted(":home", anew, home)


def _said(year: str) -> str:
    return "" if year == UNDATED else year


def _listed(paths: Iterable[str]) -> str:
    """Return the hash of paths in order."""
    found = hashlib.sha256()
    for path in paths:
        found.update(f"{path}\n".encode())
    return found.hexdigest()


def _view(
    page: Callable[..., tuple[str, bytes]], on: Build, *, around: Surroundings | None = None,
    leading: str | None = None, said: object = None, year: str = "",
) -> View:  # fmt: skip
    """Return what a page is to be made of, written to a file but for what is ``said`` of it.

    It may lead to pages of things whose paths begin as ``leading`` tells, by default to none.
    """
    place = beside(on.place.new) / "overview" / f"{page.__name__}{year}"
    things = () if leading is None else on.ledger.things(leading)
    found = Thing(page.__name__, around or Surroundings((), (), []), pages=things)
    return View(page, spool([found], place), said)
