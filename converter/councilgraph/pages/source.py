"""The text that was read, with an anchor at every place that a fact was read from.

The places of a text lie within each other as words lie in a paragraph and a paragraph in a
version; of two that cross, the later ends where the earlier does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from ..rdf import Iri
from ..rdf.namespaces import CG
from .markup import direction, quoted
from .site import Page, Site, anchor_of, text_page
from .uses import part_name

_LINE_END = re.compile("\r(?=\n)")
_NO_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
"""What HTML does not hold: controls but tab and line end, what is no character."""


@dataclass(frozen=True, slots=True)
class Span:
    """A place of a text, and what was read there: a version, a paragraph, or something in one."""

    start: int
    end: int
    subjects: tuple[Iri, ...]


def source_pages(site: Site, texts: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """Yield the page of each text that was read."""
    spans = _spans(site)
    for path, text in sorted(texts.items()):
        page = Page(site, text_page(path))
        found = spans.get(Iri(site.graph.base + path), {})
        ordered = sorted(found, key=lambda place: (place[0], -place[1]))
        shown = shown_text(page, text, [Span(*place, tuple(found[place])) for place in ordered])
        documents = {site.graph.owner_of(s): None for of in found.values() for s in of}
        yield page.render(
            "source.html",
            title=path.rpartition("/")[2],
            documents=[page.link(d) for d in sorted(documents) if d in site.graph.documents],
            plain=page.href(path),
            text=shown,
        )


def _spans(site: Site) -> dict[Iri, dict[tuple[int, int], list[Iri]]]:
    """Return the places of each text, with the things that were read there."""
    found: dict[Iri, dict[tuple[int, int], list[Iri]]] = {}
    for subject, said in site.graph.nodes.items():
        place = site.graph.sources.passage(subject) if CG["sourceStart"] in said else None
        if place and place.text:
            places = found.setdefault(place.text, {})
            places.setdefault((place.start, place.end), []).append(subject)
    return found


def shown_text(page: Page, text: str, spans: list[Span]) -> Markup:
    """Return a text with an element for each span; the spans are sorted, outer ones first."""
    parts: list[str] = []
    waiting: list[tuple[int, str]] = []
    done = 0
    for span in spans:
        while waiting and waiting[-1][0] <= span.start:
            done = _closed(text, done, waiting, parts)
        parts.append(_plain(text[done : span.start]))
        done = span.start
        opening, closing = _element(page, span)
        parts.append(opening)
        waiting.append((min(span.end, waiting[-1][0] if waiting else span.end), closing))
    while waiting:
        done = _closed(text, done, waiting, parts)
    parts.append(_plain(text[done:]))
    return Markup("".join(parts))  # noqa: S704 - each part was escaped where it was made


def _closed(text: str, done: int, waiting: list[tuple[int, str]], parts: list[str]) -> int:
    end, closing = waiting.pop()
    parts += (_plain(text[done:end]), closing)
    return max(done, end)


def _plain(text: str) -> str:
    """Return text as HTML can hold it, with a mark for each character that it cannot."""
    return str(escape(_NO_TEXT.sub("\ufffd", _LINE_END.sub("", text))))


def _element(page: Page, span: Span) -> tuple[str, str]:
    """Return the tags around a place: a version has its language, a paragraph a link to it."""
    graph = page.site.graph
    anchor = anchor_of(span.start, span.end)
    for subject in span.subjects:
        if graph.kind(subject) == "LanguageVersion":
            tag = graph.path(subject).rpartition("/")[2]
            return f"<bdi id={anchor} lang={quoted(tag)} dir={direction(tag)}>", "</bdi>"
    for subject in span.subjects:
        if graph.kind(subject).endswith("Paragraph"):
            link = page.link(subject, part_name(page, subject), "n")
            return f"<span id={anchor} class=r>{link}", "</span>"
    return f"<span id={anchor}>", "</span>"
