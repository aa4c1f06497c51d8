"""Which things have a page: what the data tell of, and what they point at."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .graph import Graph

_PART = re.compile(r"/(?:paragraph|preamble|annex|part|citation|passage)/")
_DEPTHS = {"state": 2, "instrument": 2, "concept": 2, "organ": 1, "seat": 0}
"""How many segments of a path are the page's, by the first of them."""


def things_of(graph: Graph) -> dict[str, None]:
    """Return the paths of the things that have a page, sorted."""
    found = {graph.path(thing) for thing in (*graph.documents, *graph.votes)}
    found.update(_pointed_at(graph))
    if graph.remarks:
        found.add("concept/remark")
    return dict.fromkeys(sorted(found))


def _pointed_at(graph: Graph) -> Iterator[str]:
    for thing in graph.pointing:
        if thing not in graph.nodes and (page := page_of(thing, graph.base)):
            yield page


def page_of(thing: str, base: str) -> str:
    """Return the path of the page on which a thing is that is pointed at, or nothing.

    >>> page_of("https://example.org/doc/S/RES/1/paragraph/2", "https://example.org/")
    'doc/S/RES/1'
    """
    path = thing.removeprefix(base)
    if path == thing:
        return ""
    if path.startswith("doc/"):
        return _PART.split(path)[0]
    depth = _DEPTHS.get(path.partition("/")[0])
    return "/".join(path.split("/")[:depth]) if depth else ""
