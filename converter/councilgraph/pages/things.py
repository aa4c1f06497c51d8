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
        path = graph.path(thing)
        if path == thing or thing in graph.nodes:
            continue
        if path.startswith("doc/"):
            yield _PART.split(path)[0]
        elif depth := _DEPTHS.get(path.partition("/")[0]):
            yield "/".join(path.split("/")[:depth])
