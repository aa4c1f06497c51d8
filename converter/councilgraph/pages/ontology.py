"""The page of the ontology: a drawing of its classes, and each term with an anchor of its name.

What a term means is told in six languages; its domain, range and place among other terms, those of
other vocabularies included, by their names; and an example from the dataset, where it has one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup, escape

from .. import resources
from ..rdf import Block, Iri, Literal, Term, blocks, read_triples
from ..rdf.namespaces import CG, RDF, RDFS, SKOS, VOCABULARIES, Namespace
from .markup import link, local_name, six
from .site import Page, Site

PATH = "ontology"
_OWL, _SCHEMA = Namespace(VOCABULARIES["owl"]), Namespace("http://schema.org/")
_FILES = ("ontology/core.ttl", "ontology/alignments.ttl")
_PREFIX = re.compile(r"^@prefix (?P<name>[\w-]+): +<(?P<iri>[^>]+)> \.$", re.MULTILINE)
_LABEL, _DEFINITION = RDFS["label"], SKOS["definition"]
_UNTOLD = frozenset(
    (RDF["type"], _LABEL, _DEFINITION, RDFS["isDefinedBy"], _OWL["disjointWith"])
)
"""What is told in its own place, or of every term, or only of pairs."""
_DOMAIN = (RDFS["domain"], _SCHEMA["domainIncludes"])
_RANGE = (RDFS["range"], _SCHEMA["rangeIncludes"])
_CLASSES = frozenset((_OWL["Class"],))
_PROPERTIES = frozenset(
    (RDF["Property"], *(_OWL[f"{kind}Property"] for kind in ("Object", "Datatype", "Annotation")))
)
_ROW = 18
"""The height of a line of the drawing."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A term: its local name, label and definition, what is said of it, an example."""

    name: str
    label: Markup
    definition: Markup
    rows: tuple[tuple[str, tuple[Markup, ...]], ...]
    example: Markup


@dataclass(frozen=True, slots=True)
class Arrow:
    """A line of the drawing: a property from one class to another, at a height."""

    y: int
    source: str
    name: str
    target: str


def ontology_page(site: Site) -> tuple[str, bytes]:
    """Return the file of the ontology's page."""
    page = Page(site, PATH)
    said = _terms()
    arrows = _arrows(said)
    groups = [
        ("classes", [t for t, b in said.items() if _CLASSES & _kinds(b)]),
        ("properties", [t for t, b in said.items() if _PROPERTIES & _kinds(b)]),
        ("values", [t for t, b in said.items() if any(k.startswith(CG) for k in _kinds(b))]),
    ]  # fmt: skip
    return page.render(
        "ontology.html",
        title=PATH,
        arrows=arrows,
        height=_ROW * (len(arrows) + 1),
        groups=[(key, [_entry(page, t, said[t]) for t in sorted(of)]) for key, of in groups],
    )


def _terms() -> dict[Iri, Block]:
    """Return what core and alignments say of each term."""
    triples = (t for name in _FILES for t in read_triples(resources.path(name)))
    return {s: block for s, block in blocks(triples).items() if s.startswith(CG)}


def _kinds(block: Block) -> set[str]:
    return {str(term) for term in block.get(RDF["type"], ())}


def _arrows(said: dict[Iri, Block]) -> list[Arrow]:
    """Return the properties between classes, by the class that they lead from."""
    found = [
        (local_name(str(source)), local_name(term), local_name(str(target)))
        for term, block in said.items()
        if _OWL["ObjectProperty"] in _kinds(block)
        for source in (t for p in _DOMAIN for t in block.get(p, ()))
        for target in (t for p in _RANGE for t in block.get(p, ()))
        if str(source).startswith(CG) and str(target).startswith(CG)
    ]
    rows = sorted(found)
    return [
        Arrow((k + 1) * _ROW, source if k == 0 or rows[k - 1][0] != source else "", name, target)
        for k, (source, name, target) in enumerate(rows)
    ]


def _entry(page: Page, term: Iri, block: Block) -> Entry:
    rows = [
        (_short_name(predicate), tuple(_value(page, t) for t in terms))
        for predicate, terms in block.items()
        if predicate not in _UNTOLD
    ]
    return Entry(local_name(term), six(_texts(block, _LABEL)), six(_texts(block, _DEFINITION)),
                 tuple(rows), _example(page, term, block))  # fmt: skip


def _texts(block: Block, predicate: Iri) -> dict[str, str]:
    literals = (t for t in block.get(predicate, ()) if isinstance(t, Literal))
    return {t.language: t.value for t in literals if t.language}


def _value(page: Page, term: Term) -> Markup:
    """Return a value: a term of the ontology by its name, what is elsewhere by a link."""
    if isinstance(term, Literal):
        return page.value(term)
    return link(f"#{local_name(term)}" if term.startswith(CG) else term, _short_name(term))


def _short_name(iri: str) -> str:
    """Return an IRI with the prefix that the ontology's own files give it; whole without one."""
    start = iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]
    prefix = _prefixes().get(start)
    return f"{prefix}:{iri.removeprefix(start)}" if prefix else iri


@cache
def _prefixes() -> dict[str, str]:
    found = (m for name in _FILES for m in _PREFIX.finditer(resources.text(name)))
    return {m["iri"]: m["name"] for m in found}


def _example(page: Page, term: Iri, block: Block) -> Markup:
    """Return a thing of a class, or a value of a property and where it is, from the dataset."""
    for subject, value in _uses(page, term, block):
        if value is None:
            return _thing(page, subject)
        href = page.to(page.site.graph.path(page.site.graph.owner_of(subject)))
        return link(href, _short(page, value)) if href else _short(page, value)
    return Markup()


def _uses(page: Page, term: Iri, block: Block) -> Iterator[tuple[Iri, Term | None]]:
    nodes = page.site.graph.nodes
    if _CLASSES & _kinds(block):
        yield from ((s, None) for s, said in nodes.items() if term in said.get(RDF["type"], ()))
    else:
        yield from ((s, v) for s, said in nodes.items() for v in said.get(term, ()))


def _short(page: Page, value: Term) -> Markup:
    if isinstance(value, Literal) and len(value.value) > 60:
        return escape(f"{value.value[:59]}…")
    return page.site.name(value) if isinstance(value, Iri) else page.value(value)


def _thing(page: Page, thing: Iri) -> Markup:
    """Return the name of a thing, as a link to the page that it is on or a part of."""
    graph = page.site.graph
    href = page.to(graph.path(graph.owner_of(thing)))
    return link(href, page.site.name(thing)) if href else page.site.name(thing)
