"""Pages that show several things, each at an anchor: an instrument's parts, a scheme's concepts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup

from ..rdf import Iri, Literal, Term
from .site import Page, Site
from .uses import Uses, uses, uses_by

_REMARK = "concept/remark/"


@dataclass(frozen=True, slots=True)
class Listed:
    """A thing at an anchor: its name, and what is said of it; or its section as it stands."""

    anchor: str
    name: Markup
    uses: tuple[Uses, ...]
    section: Markup | None = None


def instrument_page(site: Site, path: str) -> tuple[str, bytes]:
    """Return the file of an instrument's page: who names it, and who names which part of it."""
    page, instrument = Page(site, path), Iri(site.graph.base + path)
    parts = {t for t in site.graph.pointing if t.startswith(f"{instrument}/")}
    parts |= site.standing.keys()
    return page.render(
        "instrument.html",
        title=path.partition("/")[2],
        name=site.name(instrument),
        uses=list(uses(page, instrument)),
        parts_named=[_listed(page, p) for p in sorted(parts, key=_natural)],
    )


def scheme_page(site: Site, path: str) -> tuple[str, bytes]:
    """Return the file of a scheme's page: its concepts that the data use, and where.

    The organs are listed like the concepts of a scheme.
    """
    page, base = Page(site, path), site.graph.base
    used = {t for t in site.graph.pointing if t.startswith(f"{base}{path}/")}
    used |= {Iri(f"{base}{_REMARK}{code}") for code in site.graph.remarks if path == _REMARK[:-1]}
    used |= site.standing.keys()
    return page.render(
        "scheme.html",
        title=path.rpartition("/")[2],
        name=site.name(base + path),
        concepts=[_concept(page, thing) for thing in sorted(used)],
    )


def _listed(page: Page, thing: Iri) -> Listed:
    if thing in page.site.standing:
        return _stands(page, thing)
    return Listed(page.anchor(thing), page.site.name(thing), tuple(uses(page, thing)))


def _concept(page: Page, concept: Iri) -> Listed:
    """Return a concept with all its uses as one: those of a remark's kind are its remarks."""
    if concept in page.site.standing:
        return _stands(page, concept)
    graph = page.site.graph
    subjects = [s for found in graph.pointing.get(concept, {}).values() for s in found]
    code = graph.path(concept).removeprefix(_REMARK)
    subjects += graph.remarks.get(code, ())
    named: tuple[Term, Term] = (concept, Literal(code))
    counted = max(graph.counted.get((of, ""), 0) for of in named)
    found = uses_by(page, Markup(), subjects, counted)
    return Listed(page.anchor(concept), page.site.name(concept), (found,))


def _stands(page: Page, thing: Iri) -> Listed:
    return Listed("", Markup(), (), page.site.standing[thing])


def _natural(text: str) -> list[tuple[int, str]]:
    """Return a key that sorts numbers by their value."""
    parts = re.split(r"(\d+)", text)
    return [(int(p), "") if p.isdecimal() else (0, p) for p in parts]
