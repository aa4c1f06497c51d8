"""The facts of a thing as rows: what each is of, its values, and the passages that say so."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from ..explain import Passage
from ..rdf import Iri
from .markup import html, label, local_name, quoted
from .site import Page, known_name
from .strings import strings


@dataclass(frozen=True, slots=True)
class Row:
    """A fact: what it is of, its values, and the passages that say so."""

    name: Markup
    values: tuple[Markup, ...]
    passages: tuple[Markup, ...] = ()


def rows(page: Page, subject: Iri, apart: Container[Iri]) -> Iterator[Row]:
    """Yield what is said of a thing, but for the properties that are shown elsewhere."""
    graph = page.site.graph
    evidence = graph.evidence(subject)
    for predicate, terms in graph.nodes.get(subject, {}).items():
        if predicate not in apart:
            yield Row(
                property_name(page, predicate),
                page.values(terms),
                tuple(passage(page, p) for _, p in evidence.get(predicate, ())),
            )


def property_name(page: Page, predicate: Iri) -> Markup:
    """Return the label of a property in every language, or its local name."""
    if known := known_name(page.site.graph.path(predicate)):
        return known
    local = local_name(predicate)
    return label(local) if local in strings() else escape(local)


def passage(page: Page, place: Passage) -> Markup:
    """Return the words of a place, in the language they are in, and where they are."""
    return html(f"{quote(place)} {page.place(place)}")


def quote(place: Passage) -> Markup:
    """Return the words of a place as a quotation."""
    said = place.words or " ".join(place.quote.split())
    return html(f"<q lang={quoted(place.language)}>{escape(said)}</q>" if said else "")


