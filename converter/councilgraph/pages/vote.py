"""The page of a vote: the numbers, the chamber, who voted how, and where the source says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from ..rdf import Iri
from ..rdf.namespaces import CG, DCTERMS, RDF
from .chamber import chamber
from .findings import remarks
from .names import Seat, seats
from .rows import passage, rows
from .site import Page, Site
from .tally import tally

CHOICES = ("InFavour", "Against", "Abstaining", "NotVoting")
_TALLY = ("inFavour", "against", "abstaining", "notVoting")
_APART = frozenset(
    (RDF["type"],
     *(CG[n] for n in ("hasBallot", "hasPassage", "remark", "source", "sourceStart", "sourceEnd",
                       "quote", "writtenAs", *_TALLY)))
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ballot:
    """A ballot: its anchor, the code and name of who cast it, and where it is read."""

    anchor: str
    code: str
    name: Markup
    permanent: bool
    passages: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice: its term, how many the source says chose it, and the ballots that are."""

    term: str
    number: str
    passages: tuple[Markup, ...]
    ballots: tuple[Ballot, ...]


def vote_page(site: Site, path: str) -> tuple[str, bytes]:
    """Return the file of a vote's page."""
    graph, page = site.graph, Page(site, path)
    vote = Iri(graph.base + path)
    decided = graph.iris(vote, CG["resultedIn"]) + graph.iris(vote, CG["voteOn"])
    held = {s.holder.removeprefix("state/"): s for s in council(site, vote)}
    return page.render(
        "vote.html",
        title=site.symbol(graph.path(decided[0])) if decided else page.path,
        tally=tally(page, vote),
        rows=list(rows(page, vote, _APART)),
        passages=[passage(page, p) for p in graph.places(vote)],
        choices=[c for c in _choices(page, vote, held) if c.number or c.ballots],
        seats=chamber(list(_seats(page, vote, held))),
        remarks=list(remarks(page, vote)),
    )


def council(site: Site, vote: Iri) -> tuple[Seat, ...]:
    """Return the seats of the year in which a vote was held, or reported."""
    graph = site.graph
    dated = (vote, *graph.iris(vote, CG["resultedIn"]), *graph.iris(vote, CG["reportedIn"]))
    days = [d for d in (graph.text(thing, DCTERMS["date"]) for thing in dated) if d]
    return seats().get(int(days[0][:4]), ()) if days else ()


def _seats(page: Page, vote: Iri, held: dict[str, Seat]) -> Iterator[tuple[str, str, bool]]:
    """Yield the members in the order of their codes: those who voted and those who might have.

    There are none where others than members of the Council voted, as the Assembly does.
    """
    graph = page.site.graph
    cast = {_code(page, b): graph.text(b, CG["choice"]).rpartition("#")[2]
            for b in graph.iris(vote, CG["hasBallot"])}  # fmt: skip
    for code in sorted(held) if cast.keys() <= held.keys() else ():
        yield code, cast.get(code, ""), held[code].permanent


def _choices(page: Page, vote: Iri, held: dict[str, Seat]) -> Iterator[Choice]:
    graph = page.site.graph
    evidence = graph.evidence(vote)
    for term, number in zip(CHOICES, _TALLY, strict=True):
        cast = [b for b in graph.iris(vote, CG["hasBallot"])
                if CG[term] in graph.terms(b, CG["choice"])]  # fmt: skip
        ballots = sorted((_ballot(page, b, held) for b in cast), key=lambda b: b.code)
        found = evidence.get(CG[number], ())
        yield Choice(term, graph.text(vote, CG[number]),
                     tuple(passage(page, p) for _, p in found), tuple(ballots))  # fmt: skip


def _ballot(page: Page, ballot: Iri, held: dict[str, Seat]) -> Ballot:
    graph, code = page.site.graph, _code(page, ballot)
    state = Iri(graph.text(ballot, CG["castBy"]))
    return Ballot(page.anchor(ballot), code, page.link(state),
                  code in held and held[code].permanent,
                  tuple(passage(page, p) for p in graph.places(ballot)))  # fmt: skip


def _code(page: Page, ballot: Iri) -> str:
    return page.site.graph.text(ballot, CG["castBy"]).rpartition("/")[2]
