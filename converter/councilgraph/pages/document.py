"""The page of a document: what it is, what it says, what was read in it and where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from ..rdf import Iri
from ..rdf.namespaces import CG, DCTERMS, RDF
from .findings import remarks, requests
from .linked import legislation
from .markup import label
from .neighbourhood import neighbourhood
from .paragraphs import shown
from .rows import Row, rows
from .site import Page, Site
from .strings import FIRST
from .tally import tally_link
from .uses import uses

_APART = frozenset(
    (RDF["type"], DCTERMS["title"], CG["symbol"],
     *(CG[n] for n in ("hasParagraph", "hasCitation", "hasPassage", "hasLanguageVersion",
                       "cites", "remark", "makesRequest", "sponsor")))
)  # fmt: skip
"""Properties of a document that its page shows in places of their own, or by what they lead to."""

_TURNED = (
    ("adopted_as", CG["draft"]), ("annexed_to", CG["annex"]), ("reports", CG["reportedIn"]),
    ("vote", CG["resultedIn"]), ("vote", CG["voteOn"]),
)  # fmt: skip
"""Properties by which others point at a document, and the string that names them backwards."""


_SHOWN = frozenset(p for _, p in _TURNED)


@dataclass(frozen=True, slots=True)
class Version:
    """A language version of a document: its anchor, its language, where its source is."""

    anchor: str
    language: str
    places: tuple[Markup, ...]


def document_page(site: Site, path: str) -> tuple[str, bytes]:
    """Return the file of a document's page."""
    graph, page = site.graph, Page(site, path)
    document = Iri(graph.base + path)
    sections = groupby(shown(page, document), lambda p: p.section)
    return page.render(
        "document.html",
        title=site.symbol(page.path),
        kind=graph.kind(document) or "Document",
        titles=page.values(graph.terms(document, DCTERMS["title"])),
        rows=[*rows(page, document, _APART), *_turned(page, document)],
        versions=(versions := list(_versions(page, document))),
        first_text=_first_text(page, document, [v.language for v in versions]),
        sections=[(section, list(paragraphs)) for section, paragraphs in sections],
        sponsors=[page.link(s) for s in graph.iris(document, CG["sponsor"])],
        cites=[page.link(c) for c in graph.iris(document, CG["cites"])],
        legislation=legislation(page, document) if document in graph.nodes else "",
        drawing=neighbourhood(page, document),
        uses=list(uses(page, document, _SHOWN)),
        requests=list(requests(page, document)),
        remarks=list(remarks(page, document)),
    )


def _turned(page: Page, document: Iri) -> Iterator[Row]:
    """Yield what points at a document: its vote, the letter that it is annexed to."""
    for name, predicate in _TURNED:
        if found := page.site.graph.to(predicate, document):
            yield Row(label(name), tuple(_linked(page, f) for f in found))


def _linked(page: Page, thing: Iri) -> Markup:
    return tally_link(page, thing) if thing in page.site.graph.votes else page.link(thing)


def _first_text(page: Page, document: Iri, languages: list[str]) -> str:
    """Return the language in which a document is shown first: its original, where known."""
    original = page.site.graph.text(document, CG["originalLanguage"])
    return next((tag for tag in (original, FIRST, *languages) if tag in languages), "")


def _versions(page: Page, document: Iri) -> Iterator[Version]:
    graph = page.site.graph
    for version in graph.iris(document, CG["hasLanguageVersion"]):
        places = tuple(page.place(p) for p in graph.places(version))
        yield Version(page.anchor(version), graph.text(version, DCTERMS["language"]), places)
