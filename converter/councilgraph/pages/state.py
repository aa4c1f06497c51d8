"""The page of a state: its seats over time, how it voted, what it sponsored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from ..rdf import Iri
from ..rdf.namespaces import CG, DCTERMS
from .markup import label
from .names import Seat, seats, seats_of
from .ranges import runs
from .site import Page, Site
from .tally import tally_link
from .uses import uses

_YEAR_WIDTH = 10
_SHOWN = frozenset((CG["sponsor"],))


@dataclass(frozen=True, slots=True)
class Drawn:
    """A year of a seat as it is drawn."""

    year: int
    x: int
    permanent: bool


@dataclass(frozen=True, slots=True)
class Cast:
    """A vote of a state: on what, with which choice, the numbers of the vote, and when."""

    decided: Markup
    choice: str
    tally: Markup
    date: str


@dataclass(frozen=True, slots=True)
class Sponsored:
    """A draft that a state sponsored: what it was adopted as, and the numbers of the vote."""

    draft: Markup
    adopted: Markup
    tally: Markup


def state_page(site: Site, path: str) -> tuple[str, bytes]:
    """Return the file of a state's page."""
    page, state = Page(site, path), Iri(site.graph.base + path)
    held = seats_of(path)
    first, last = min(seats()), max(seats())
    return page.render(
        "state.html",
        title=path.rpartition("/")[2],
        name=site.name(state),
        seats=[Drawn(s.year, (s.year - first) * _YEAR_WIDTH, s.permanent) for s in held],
        decades=[(y, (y - first) * _YEAR_WIDTH) for y in range(first, last) if y % 20 == 0],
        width=(last - first + 1) * _YEAR_WIDTH,
        terms=_terms(page, held),
        cast=sorted(_cast(page, state), key=lambda c: c.date, reverse=True),
        sponsored=list(_sponsored(page, state)),
        uses=list(uses(page, state, _SHOWN)),
    )


def _terms(page: Page, held: tuple[Seat, ...]) -> list[tuple[Markup, list[str]]]:
    """Return the years in which a state held a seat, by its group or as a permanent member."""
    groups: dict[str, list[int]] = {}
    for seat in held:
        groups.setdefault("permanent" if seat.permanent else seat.group, []).append(seat.year)
    return [(label(group) if group == "permanent" else page.site.name(group), runs(years))
            for group, years in groups.items()]  # fmt: skip


def _cast(page: Page, state: Iri) -> Iterator[Cast]:
    graph = page.site.graph
    for ballot in graph.to(CG["castBy"], state):
        vote = graph.owner_of(ballot)
        decided = graph.iris(vote, CG["resultedIn"]) or graph.iris(vote, CG["voteOn"])
        choice = graph.text(ballot, CG["choice"]).rpartition("#")[2]
        yield Cast(Markup(", ").join(page.link(d) for d in decided), choice,
                   tally_link(page, vote), graph.text(vote, DCTERMS["date"]))  # fmt: skip


def _sponsored(page: Page, state: Iri) -> Iterator[Sponsored]:
    graph = page.site.graph
    for draft in sorted(graph.to(CG["sponsor"], state)):
        adopted = graph.to(CG["draft"], draft)
        votes = graph.to(CG["voteOn"], draft)
        yield Sponsored(page.link(draft), Markup(", ").join(page.link(a) for a in adopted),
                        Markup(", ").join(tally_link(page, v) for v in votes))  # fmt: skip
