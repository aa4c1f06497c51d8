"""Every file of the site: the pages of things, and what they share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from ..explain import Nodes
from ..rdf import Term
from .agreement import agreement_page
from .agreement import counted as agreement
from .document import document_page
from .graph import Graph
from .home import home_pages
from .listing import instrument_page, scheme_page
from .ontology import ontology_page
from .question import question_pages
from .site import Site, text_page
from .source import source_pages
from .state import state_page
from .style import STYLE, style
from .things import things_of
from .topics import topics_page
from .trust import trust_page
from .vote import vote_page

_STATIC = Path(__file__).with_name("static")
_PAGES: dict[str, Callable[[Site, str], tuple[str, bytes]]] = {
    "doc": document_page,
    "vote": vote_page,
    "state": state_page,
    "instrument": instrument_page,
    "concept": scheme_page,
    "organ": scheme_page,
}
"""What makes the page of a thing, by the first segment of its path."""
SCRIPT = "assets/site.js"


def pages_of(
    nodes: Nodes, base: str, files: Iterable[str], texts: Mapping[str, str]
) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the site, the same bytes for the same nodes.

    ``files`` are the paths of the data files that are published beside the pages, ``texts`` the
    texts that were read, by the path below the base where they are published.
    """
    site = site_of(nodes, base, files, texts)
    yield from fixed_pages(site)
    yield from home_pages(site)
    yield agreement_page(site, *agreement(site.graph))
    yield topics_page(site)
    yield ontology_page(site)
    yield from pages_at(site, things_of(site.graph))
    yield from source_pages(site, texts)


def site_of(
    nodes: Nodes, base: str, files: Iterable[str] = (), texts: Mapping[str, str] = {},
    counted: Mapping[tuple[Term, str], int] = {},
) -> Site:  # fmt: skip
    """Return a site of which pages are made: all that they show is in the nodes given.

    ``counted`` is that of ``Graph``.
    """
    graph = Graph(nodes, base, {base + path: text for path, text in texts.items()}, counted)
    site = Site(graph, files=frozenset(files))
    site.pages |= {*things_of(graph), *map(text_page, texts)}
    return site


def pages_at(site: Site, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the pages of the things at some paths."""
    for path in paths:
        yield _PAGES[path.partition("/")[0]](site, path)


def fixed_pages(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield what depends on no document: style, script, the pages of questions and of trust."""
    yield STYLE, style()
    yield SCRIPT, (_STATIC / "site.js").read_bytes()
    yield from question_pages(site)
    yield trust_page(site)
