"""The first page: every document and vote."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from ..rdf import Iri
from ..rdf.namespaces import CG, DCTERMS
from .site import Page, Site
from .tally import tally_link


@dataclass(frozen=True, slots=True)
class ListedDocument:
    """A document in a list: its link, the name of its class, its titles, its date."""

    link: Markup
    kind: str
    titles: tuple[Markup, ...]
    date: str


@dataclass(frozen=True, slots=True)
class ListedVote:
    """A vote in a list: what it decided, its numbers, how it was taken and when."""

    decided: Markup
    tally: Markup
    procedure: Markup
    date: str


def home_page(site: Site) -> tuple[str, bytes]:
    """Return the file of the first page."""
    page = Page(site, "index")
    return page.render(
        "home.html", title="UN",
        documents=[_document(page, d) for d in site.graph.documents],
        votes=[_vote(page, v) for v in site.graph.votes],
    )  # fmt: skip


def _document(page: Page, document: Iri) -> ListedDocument:
    graph = page.site.graph
    titles = tuple(page.value(t) for t in graph.terms(document, DCTERMS["title"]))
    date = graph.text(document, DCTERMS["date"])
    return ListedDocument(page.link(document), graph.kind(document), titles, date)


def _vote(page: Page, vote: Iri) -> ListedVote:
    graph = page.site.graph
    decided = graph.iris(vote, CG["resultedIn"]) or graph.iris(vote, CG["voteOn"])
    return ListedVote(
        Markup(", ").join(page.link(d) for d in decided),
        tally_link(page, vote),
        Markup(", ").join(page.value(t) for t in graph.terms(vote, CG["procedure"])),
        graph.text(vote, DCTERMS["date"]),
    )
