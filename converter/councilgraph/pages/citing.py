"""Who cites a thing, and where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from ..rdf import Iri
from ..rdf.namespaces import CG
from .markup import six, words
from .site import Page
from .strings import strings


@dataclass(frozen=True, slots=True)
class Citing:
    """A document that cites a thing, and the places in it that do."""

    document: Markup
    places: tuple[Markup, ...]


def citing(page: Page, thing: Iri) -> Iterator[Citing]:
    """Yield the documents that cite a thing, each with the paragraphs that do."""
    graph = page.site.graph
    found: dict[Iri, dict[Iri, None]] = {}
    for citation in graph.to(CG["cited"], thing):
        for place in graph.to(CG["hasCitation"], citation):
            found.setdefault(graph.owner_of(place), {})[place] = None
    for document, places in sorted(found.items()):
        shown = (page.link(p, part_name(page, p)) for p in places if p != document)
        yield Citing(page.link(document), tuple(shown))


def part_name(page: Page, paragraph: Iri) -> Markup:
    """Return what a paragraph is called within its document: its number, or its place.

    A paragraph of the preamble has no number and is counted.
    """
    graph = page.site.graph
    if number := graph.text(paragraph, CG["number"]):
        return words(number, None)
    below = graph.path(paragraph).removeprefix(graph.path(graph.owner_of(paragraph)))
    section, *path = below.strip("/").split("/")
    number = ".".join(path)
    if section in strings():
        return six({tag: f"{said} {number}" for tag, said in strings()[section].items()})
    return words(f"{section} {number}", None)
