"""Every file of the site: the pages of things, and what they share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from .document import document_page
from .graph import Graph, Nodes
from .home import home_page
from .site import Site
from .style import STYLE, style
from .vote import vote_page

_STATIC = Path(__file__).with_name("static")
SCRIPT = "assets/site.js"


def pages_of(nodes: Nodes, base: str, files: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the site, the same bytes for the same nodes.

    ``files`` are the paths of the data files that are published beside the pages.
    """
    graph = Graph(nodes, base)
    site = Site(graph, files=frozenset(files))
    site.pages |= {graph.path(d) for d in (*graph.documents, *graph.votes)}
    yield STYLE, style()
    yield SCRIPT, (_STATIC / "site.js").read_bytes()
    yield home_page(site)
    for document in graph.documents:
        yield document_page(site, document)
    for vote in graph.votes:
        yield vote_page(site, vote)
