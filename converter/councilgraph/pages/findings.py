"""What was read in a document beside its text: the requests it makes, and what is odd in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from ..rdf import Iri
from ..rdf.namespaces import CG, RDFS
from .markup import six, words
from .names import names
from .site import Page
from .uses import part_name


@dataclass(frozen=True, slots=True)
class Request:
    """A request: the paragraph that makes it, its verb, of whom, what, by when, and where."""

    anchor: str
    paragraph: Markup
    verb: Markup
    whom: Markup
    deliverable: Markup
    deadline: Markup
    places: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """Something odd: its kind, what the reader says of it, what it is about, and where it is."""

    anchor: str
    kind: Markup
    comment: Markup
    about: Markup
    places: tuple[Markup, ...]


def requests(page: Page, document: Iri) -> Iterator[Request]:
    """Yield the requests that the paragraphs of a document make, in reading order."""
    graph = page.site.graph
    for paragraph in graph.below(document):
        for request in graph.iris(paragraph, CG["makesRequest"]):
            whom = _values(page, request, "requestedOf") or _values(page, request, "addresseeText")
            due = Markup("; ").join(
                v for n in ("deadline", "recurrence") if (v := _values(page, request, n))
            ) or _values(page, request, "deadlineText")
            yield Request(
                page.anchor(request),
                page.link(paragraph, part_name(page, paragraph)),
                _values(page, request, "requestVerb"),
                whom,
                _values(page, request, "deliverable"),
                due,
                tuple(page.place(p) for p in graph.places(request)),
            )


def _values(page: Page, subject: Iri, name: str) -> Markup:
    return Markup("; ").join(page.value(t) for t in page.site.graph.terms(subject, CG[name]))


def remarks(page: Page, document: Iri) -> Iterator[Remark]:
    """Yield what the reader found odd in a document, in reading order."""
    graph = page.site.graph
    for subject in (document, *graph.below(document)):
        for remark in graph.iris(subject, CG["remark"]):
            code = graph.text(remark, CG["code"])
            path = f"concept/remark/{code}"
            kind = six(names()[path]) if path in names() else words(code, None)
            yield Remark(
                page.anchor(remark),
                page.link(Iri(graph.base + path), kind),
                Markup(" ").join(page.value(t) for t in graph.terms(remark, RDFS["comment"])),
                _about(page, subject),
                tuple(page.place(p) for p in graph.places(remark)),
            )


def _about(page: Page, subject: Iri) -> Markup:
    """Return a link to the paragraph that something stands in; nothing outside of one."""
    found = page.site.graph.shown_part(subject)
    inside = found not in page.site.graph.owners
    return page.link(found, part_name(page, found)) if inside else Markup()
