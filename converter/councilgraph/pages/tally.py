"""The numbers of a vote, short."""

from __future__ import annotations

from markupsafe import Markup

from ..rdf import Iri
from ..rdf.namespaces import CG
from .markup import words
from .site import Page

NUMBERS = ("inFavour", "against", "abstaining")


def tally(page: Page, vote: Iri) -> str:
    """Return the votes in favour, against and abstaining, as ``15–0–0``."""
    return "–".join(page.site.graph.text(vote, CG[n]) or "?" for n in NUMBERS)


def tally_link(page: Page, vote: Iri) -> Markup:
    """Return a link to the page of a vote, named by its tally."""
    return page.link(vote, words(tally(page, vote), None))
