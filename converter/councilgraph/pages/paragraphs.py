"""The paragraphs of a document as its page shows them: texts with marks, and their evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, repeat

from markupsafe import Markup, escape

from ..explain import Passage
from ..rdf import Iri, Literal, Term
from ..rdf.namespaces import CG
from .graph import Graph
from .markup import direction, html, link, words
from .names import names
from .rows import quote
from .site import Page
from .texts import Mark, marked
from .uses import part_name

Evidence = Sequence[tuple[Term, Passage]]
"""The values of a property, each with the passage it was read in."""
_TEXT, _VERB = CG["text"], CG["verb"]
_SECTIONS = {"PreambularParagraph": "preamble", "OperativeParagraph": "operative"}


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of a paragraph: the words that say it, what they say, and where."""

    quote: Markup
    told: Markup
    place: Markup
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A paragraph: its anchor, its number, its texts by language, its facts, what is below it."""

    anchor: str
    number: Markup
    section: str
    texts: tuple[tuple[str, str, Markup], ...]
    places: tuple[Markup, ...]
    facts: tuple[Fact, ...]
    below: tuple[Shown, ...]


def shown(page: Page, above: Iri) -> tuple[Shown, ...]:
    """Return the paragraphs directly below a document or paragraph, in reading order."""
    graph = page.site.graph
    found = graph.iris(above, CG["hasParagraph"])
    return tuple(_shown(page, p) for p in sorted(found, key=lambda p: _position(graph, p)))


def _position(graph: Graph, paragraph: Iri) -> int:
    return int(graph.text(paragraph, CG["position"]) or 0)


def _shown(page: Page, paragraph: Iri) -> Shown:
    graph = page.site.graph
    verbs = graph.evidence(paragraph).get(_VERB, ())
    texts = (t for t in graph.terms(paragraph, _TEXT) if isinstance(t, Literal))
    return Shown(
        page.anchor(paragraph),
        part_name(page, paragraph),
        _SECTIONS.get(graph.kind(paragraph), "text"),
        tuple((t.language or "", direction(t.language or ""), _text(page, paragraph, t, verbs))
              for t in texts),
        tuple(page.place(p) for p in graph.places(paragraph)),
        tuple(_facts(page, paragraph, verbs)),
        shown(page, paragraph),
    )  # fmt: skip


def _text(page: Page, paragraph: Iri, text: Literal, verbs: Evidence) -> Markup:
    """Return a text with its verbs and citations as links."""
    graph = page.site.graph
    language = text.language or ""
    starts = [p.start for p in graph.places(paragraph) if p.language == language]
    if not starts:
        return escape(text.value)
    marks = [m for m in _marks(page, paragraph, language, starts[0], verbs) if m.target]
    if not marks:
        return escape(text.value)
    return html("".join(
        link(mark.target, piece, mark.kind) if mark else escape(piece)
        for piece, mark in marked(text.value, marks)
    ))  # fmt: skip


def _marks(
    page: Page, paragraph: Iri, language: str, start: int, verbs: Evidence
) -> Iterator[Mark]:
    graph = page.site.graph
    for value, place in verbs:
        if place.language == language:
            yield Mark(place.start - start, _words(place), "v", page.to(graph.path(str(value))))
    for citation in graph.iris(paragraph, CG["hasCitation"]):
        for target in graph.iris(citation, CG["cited"])[:1]:
            for place in _here(graph.places(citation), language):
                yield Mark(place.start - start, _words(place), "c", page.to(graph.path(target)))


def _here(places: Iterable[Passage], language: str) -> Iterator[Passage]:
    return (p for p in places if p.language == language)


def _words(place: Passage) -> str:
    return place.words or place.quote


def _facts(page: Page, paragraph: Iri, verbs: Evidence) -> Iterator[Fact]:
    graph = page.site.graph
    for value, place in verbs:
        verb = _verb(page, Iri(str(value)), place.language)
        yield Fact(quote(place), verb, page.place(place))
    for citation in graph.iris(paragraph, CG["hasCitation"]):
        told = Markup(", ").join(page.link(t) for t in graph.iris(citation, CG["cited"]))
        for about in graph.terms(citation, CG["topic"]):
            told = html(f"{told} · {page.value(about)}")
        anchors = chain([page.anchor(citation)], repeat(""))
        for place, anchor in zip(graph.places(citation), anchors, strict=False):
            yield Fact(quote(place), told, page.place(place), anchor)


def _verb(page: Page, verb: Iri, language: str) -> Markup:
    """Return a verb in the language of the text it was read in, where its words are a link."""
    known = names().get(page.site.graph.path(verb), {})
    return words(known[language], language) if language in known else page.link(verb)
