"""The first page and those of the years: every document and vote, and the ways to the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from ..languages import plain
from ..query import library
from ..rdf import Iri
from ..rdf.namespaces import CG, DCTERMS
from .names import names
from .question import QUERIES, titled
from .site import Page, Site
from .tally import tally_link
from .years import timeline, year_of

KINDS = ("Resolution", "DraftResolution", "PresidentialStatement", "Letter", "MeetingRecord")
"""The classes that a list of documents can be narrowed to."""
NEWEST = 300
"""How many documents and votes the first page lists; the pages of the years list all."""
_OFFERED = ("dcat.", "dump/", "feed.", "handover/", "ontology.", "service.", "void.")
"""How the paths begin of the files that the first page leads to, beside the pages of things."""
_LISTED = ("state", "instrument", "concept")
UNDATED = "0"
"""Stands for the year of documents of which it is not known."""


@dataclass(frozen=True, slots=True)
class ListedDocument:
    """A document in a list: its link, the name of its class, its titles, its date."""

    link: Markup
    kind: str
    languages: tuple[str, ...]
    titles: tuple[Markup, ...]
    date: str


@dataclass(frozen=True, slots=True)
class ListedVote:
    """A vote in a list: what it decided, its numbers, how it was taken and when."""

    decided: Markup
    tally: Markup
    outcome: Markup
    procedure: Markup
    date: str


def home_pages(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the first page and a page for each year of the documents."""
    graph = site.graph
    by_year: dict[str, list[Iri]] = {}
    for document in graph.documents:
        by_year.setdefault(year_of(site, document) or UNDATED, []).append(document)
    newest = [d for year in sorted(by_year, reverse=True) for d in by_year[year]][:NEWEST]
    votes = sorted(graph.votes, key=lambda v: graph.text(v, DCTERMS["date"]), reverse=True)
    yield home_page(site, {y: len(of) for y, of in by_year.items()}, newest, votes[:NEWEST])
    for year, documents in sorted(by_year.items()):
        yield year_page(site, year, documents)


def home_page(
    site: Site, years: Mapping[str, int], newest: Iterable[Iri], votes: Iterable[Iri]
) -> tuple[str, bytes]:
    """Return the first page: how many documents the years have, the newest of them and of votes."""
    page = Page(site, "index")
    return page.render(
        "home.html",
        title="Security Council",
        bars=timeline(years),
        undated=years.get(UNDATED, 0),
        votes=[_vote(page, v) for v in votes],
        queries=[(titled(q), page.href(f"{QUERIES}{name}.html"))
                 for name, q in sorted(library().items())],
        data=[(f, page.href(f)) for f in sorted(site.files) if f.startswith(_OFFERED)],
        **{first: list(_listed(page, first)) for first in _LISTED},
        **_documents(page, newest),
    )  # fmt: skip


def year_page(site: Site, year: str, documents: Iterable[Iri]) -> tuple[str, bytes]:
    """Return the page of a year."""
    page = Page(site, f"year/{year}")
    return page.render("year.html", title=year, **_documents(page, documents))


def _documents(page: Page, documents: Iterable[Iri]) -> dict[str, object]:
    """Return documents for a list, and what it can be narrowed to."""
    listed = [_document(page, d) for d in documents]
    kinds = Counter(d.kind for d in listed)
    tags = Counter(tag for d in listed for tag in d.languages)
    return {
        "documents": listed,
        "kinds": [(k, kinds[k]) for k in KINDS if kinds[k]],
        "tags": sorted(tags.items()),
    }


def _listed(page: Page, first: str) -> Iterator[Markup]:
    """Yield links to the pages of one kind of things, by the first segment of their paths.

    They stand in the order of their English names: a page has one order for its six languages.
    """
    paths = [path for path in page.site.pages if path.startswith(f"{first}/")]
    for path in sorted(paths, key=lambda p: (plain(names().get(p, {}).get("en", p)), p)):
        yield page.link(Iri(page.site.graph.base + path))


def _document(page: Page, document: Iri) -> ListedDocument:
    graph = page.site.graph
    versions = graph.iris(document, CG["hasLanguageVersion"])
    return ListedDocument(
        page.link(document),
        graph.kind(document),
        tuple(graph.text(v, DCTERMS["language"]) for v in versions),
        page.values(graph.terms(document, DCTERMS["title"])),
        graph.text(document, DCTERMS["date"]),
    )


def _vote(page: Page, vote: Iri) -> ListedVote:
    graph = page.site.graph
    decided = graph.iris(vote, CG["resultedIn"]) or graph.iris(vote, CG["voteOn"])
    return ListedVote(
        Markup(", ").join(page.link(d) for d in decided),
        tally_link(page, vote),
        Markup(", ").join(page.value(t) for t in graph.terms(vote, CG["outcome"])),
        Markup(", ").join(page.value(t) for t in graph.terms(vote, CG["procedure"])),
        graph.text(vote, DCTERMS["date"]),
    )
