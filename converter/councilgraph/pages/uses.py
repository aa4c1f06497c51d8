"""Who says something of a thing, and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from ..rdf import Iri
from ..rdf.namespaces import CG
from .markup import label, local_name, words
from .rows import property_name
from .site import Page

LIMIT = 200
"""How many documents a page lists before it only counts the others."""
_UNSAID = frozenset((CG["cites"], CG["castBy"]))
"""Properties that repeat what others say, or that pages show as what they are."""


@dataclass(frozen=True, slots=True)
class Using:
    """A document that says something of a thing, and the places in it that do."""

    document: Markup
    places: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class Uses:
    """What is said of a thing by one property: its label, the documents, how many more."""

    name: Markup
    documents: tuple[Using, ...]
    more: int


def uses(page: Page, thing: Iri, apart: frozenset[Iri] = frozenset()) -> Iterator[Uses]:
    """Yield what is said of a thing, by property; what is left apart is shown elsewhere."""
    for predicate, subjects in page.site.graph.pointing.get(thing, {}).items():
        if predicate not in _UNSAID | apart:
            backwards = label("cited_by") if predicate == CG["cited"] else None
            name = backwards or property_name(page, predicate)
            yield uses_by(page, name, subjects, page.site.graph.counted.get((thing, predicate), 0))


def uses_by(page: Page, name: Markup, subjects: Iterable[Iri], counted: int = 0) -> Uses:
    """Return the documents that things stand in, each with the paragraphs that hold them.

    ``counted`` is how many documents there are, where they are more than are given.
    """
    graph = page.site.graph
    found: dict[Iri, dict[Iri, None]] = {}
    for subject in subjects:
        part = graph.shown_part(subject)
        found.setdefault(graph.owner_of(part), {})[part] = None
    documents = tuple(
        Using(page.link(d), tuple(page.link(p, part_name(page, p)) for p in parts if p != d))
        for d, parts in sorted(found.items())[:LIMIT]
    )
    return Uses(name, documents, max(len(found), counted) - len(documents))


def part_name(page: Page, paragraph: Iri) -> Markup:
    """Return what a paragraph is called: its number, or how many there are up to it.

    ``PP3`` is the third paragraph of a preamble, as those who draft resolutions call it in any
    language; other paragraphs without a number are counted after a pilcrow.
    """
    graph = page.site.graph
    if number := graph.text(paragraph, CG["number"]):
        return words(number, None)
    count = local_name(paragraph)
    preambular = graph.kind(paragraph) == "PreambularParagraph"
    return words(f"PP{count}" if preambular else f"¶{count}", None)
