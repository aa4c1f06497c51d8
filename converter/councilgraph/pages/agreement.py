"""How often states voted alike: a matrix of all that cast ballots in the same votes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

from markupsafe import Markup

from ..rdf import Iri
from ..rdf.namespaces import CG
from .graph import Graph
from .site import Page, Site

Pair = tuple[str, str]
"""The codes of two states, in order."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Two states: how many votes they both cast a ballot in, and in how many the same one.

    ``shade`` is a tenth, 0 to 10, of how often they voted alike; -1 where they never met.
    """

    alike: int
    together: int

    @property
    def shade(self) -> int:
        """Return how often they voted alike, in tenths rounded down."""
        return self.alike * 10 // self.together if self.together else -1


@dataclass(frozen=True, slots=True)
class Line:
    """A state and how it agrees with those before it in the order of codes."""

    code: str
    name: Markup
    cells: tuple[Cell, ...]


def agreement_page(
    site: Site, together: Mapping[Pair, int], alike: Mapping[Pair, int]
) -> tuple[str, bytes]:
    """Return the file of the matrix, from what was counted of each two states."""
    page = Page(site, "agreement")
    codes = sorted({code for pair in together for code in pair})
    lines = [
        Line(code, page.link(Iri(f"{site.graph.base}state/{code}")), tuple(
            Cell(alike.get((other, code), 0), together.get((other, code), 0))
            for other in codes[:place]
        ))
        for place, code in enumerate(codes)
    ]  # fmt: skip
    return page.render("agreement.html", title="↔", lines=lines)


def counted(graph: Graph) -> tuple[Counter[Pair], Counter[Pair]]:
    """Return for each two states how often both cast a ballot, and how often the same.

    A member present that did not vote cast none.
    """
    together: Counter[Pair] = Counter()
    alike: Counter[Pair] = Counter()
    for vote in graph.votes:
        ballots = graph.iris(vote, CG["hasBallot"])
        cast = {graph.text(b, CG["castBy"]).rpartition("/")[2]: graph.text(b, CG["choice"])
                for b in ballots}  # fmt: skip
        voted = sorted(code for code, choice in cast.items() if choice != CG["NotVoting"])
        for pair in combinations(voted, 2):
            together[pair] += 1
            alike[pair] += cast[pair[0]] == cast[pair[1]]
    return together, alike
