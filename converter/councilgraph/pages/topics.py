"""What documents speak of, in their own words: agenda items, and the topics of citations."""

from __future__ import annotations

from ..rdf import Iri, Literal
from ..rdf.namespaces import CG, DCTERMS
from .markup import label, literal
from .rows import property_name
from .site import Page, Site
from .uses import Uses, uses_by

_ABOUT = (CG["agendaItem"], DCTERMS["subject"], CG["topic"])


def topics_page(site: Site) -> tuple[str, bytes]:
    """Return the file that lists every phrase, by property, with the documents that have it."""
    page = Page(site, "topics")
    found: dict[Iri, dict[Literal, list[Iri]]] = {}
    for subject, said in site.graph.nodes.items():
        for predicate in _ABOUT:
            for term in said.get(predicate, ()):
                if isinstance(term, Literal):
                    found.setdefault(predicate, {}).setdefault(term, []).append(subject)
    groups = [(property_name(page, p), _listed(page, p, found[p])) for p in _ABOUT if p in found]
    return page.render("topics.html", title="topics", name=label("subjects"), groups=groups)


def _listed(page: Page, predicate: Iri, phrases: dict[Literal, list[Iri]]) -> list[Uses]:
    ordered = sorted(phrases.items(), key=lambda p: (p[0].language or "", p[0].value.casefold()))
    counted = page.site.graph.counted
    return [uses_by(page, literal(phrase), subjects, counted.get((phrase, predicate), 0))
            for phrase, subjects in ordered]  # fmt: skip
