"""The site as a whole and one page of it: what has pages, and how a page links to them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from ..explain import Passage
from ..formats import RDF_FORMATS
from ..identifiers import symbol_of_path, year_of_resolution
from ..languages import packs
from ..rdf import Iri, Literal, Term
from ..rdf.namespaces import CG, LICENCE
from ..rdf.terms import DATE, LANGUAGE
from .address import Address, address_of, relative
from .graph import Graph
from .markup import day, direction, html, label, link, literal, quoted, six, words
from .names import names
from .strings import FIRST, languages

_SYMBOL = CG["symbol"]
_HERE = Path(__file__).parent
_RESOLUTION = re.compile(r"S/RES/(\d+)$")

@dataclass(slots=True)
class Site:
    """A dataset about to be shown.

    ``pages`` holds the paths of the things that have a page, ``files`` the paths of the data files
    published beside the pages, ``named`` what things are called, as far as that was asked.
    ``standing`` holds the sections that are taken over from the page of the version before.
    """

    graph: Graph
    pages: set[str] = field(default_factory=set)
    files: frozenset[str] = frozenset()
    named: dict[str, Markup] = field(default_factory=dict)
    standing: Mapping[Iri, Markup] = field(default_factory=dict)

    def name(self, iri: str) -> Markup:
        """Return what a thing is called: its symbol, its name in six languages, or its path."""
        if iri not in self.named:
            path = self.graph.path(iri)
            symbol = self.symbol(path)
            known = None if symbol else known_name(path)
            self.named[iri] = known or words(symbol or path, None)
        return self.named[iri]

    def symbol(self, path: str) -> str:
        """Return the symbol of a document, by its path; nothing of what is none."""
        known = self.graph.text(Iri(self.graph.base + path), _SYMBOL)
        if known or not path.startswith("doc/"):
            return known
        symbol = symbol_of_path(path)
        found = _RESOLUTION.fullmatch(symbol)
        year = year_of_resolution(int(found[1])) if found else None
        return f"{symbol} ({year})" if year else symbol


@dataclass(frozen=True, slots=True)
class Page:
    """One page: the site it is of, the path of its thing, the file it is written to."""

    site: Site
    path: str
    _found: dict[str, str] = field(default_factory=dict, init=False, compare=False)

    @property
    def file(self) -> str:
        """Return the path of the file below the root of the site."""
        return f"{self.path}.html"

    def href(self, target: str | Address) -> str:
        """Return a file or address of the site as this page refers to it."""
        return relative(str(target), self.file)

    def anchor(self, thing: Iri) -> str:
        """Return the anchor of a thing on the page that shows it, or nothing."""
        address = address_of(self.site.graph.path(thing), self.site.pages)
        return address.anchor if address else ""

    def link(self, iri: str, content: str | Markup = "", kind: str = "") -> Markup:
        """Return a link to a thing's page, or to its address elsewhere; else its name alone."""
        shown = content or self.site.name(iri)
        path = self.site.graph.path(iri)
        href = iri if path == iri else self.to(path)
        return link(href, shown, kind) if href else escape(shown)

    def to(self, path: str) -> str:
        """Return where a thing is shown, as this page refers to it, or nothing."""
        found = self._found.get(path)
        if found is None:
            address = address_of(path, self.site.pages)
            found = self._found[path] = self.href(address) if address else ""
        return found

    def value(self, term: Term) -> Markup:
        """Return a value as a reader meets it: a link, a date, a language's name, words."""
        if isinstance(term, Iri):
            return self.link(term)
        if term.datatype == DATE:
            return day(term.value)
        if term.datatype == LANGUAGE:
            return words(language_name(term.value), term.value)
        return literal(term)

    def values(self, terms: list[Term]) -> tuple[Markup, ...]:
        """Return values; one said in every language of the interface is one, shown in turn."""
        said = {t.language: t.value for t in terms if isinstance(t, Literal) and t.language}
        if len(terms) == len(said) == len(languages()) and said.keys() == set(languages()):
            return (six(said),)
        return tuple(self.value(t) for t in terms)

    def place(self, place: Passage) -> Markup:
        """Return the characters of a place, linked to the text that was read if it has a page."""
        shown = f"{place.start}–{place.end}"
        path = text_page(self.site.graph.path(place.text or ""))
        if path not in self.site.pages:
            return words(shown, None)
        return link(self.href(Address(f"{path}.html", anchor_of(place.start, place.end))), shown)

    def render(self, template: str, **view: Any) -> tuple[str, bytes]:
        """Return the file of the page."""
        beside = [(f, f"{self.path}{f.suffix}{packed}")
                  for f in RDF_FORMATS.values() for packed in ("", ".gz")]  # fmt: skip
        text = _environment().get_template(template).render(
            page=self,
            iri=self.site.graph.base + self.path if self.path in self.site.pages else "",
            beside=[(f, self.href(file)) for f, file in beside if file in self.site.files],
            **view,
        )
        return self.file, text.encode()


def text_page(path: str) -> str:
    """Return the path of the page that shows a published text.

    >>> text_page("source/3b9fe51530f5fe0f.txt")
    'source/3b9fe51530f5fe0f'
    """
    return path.removesuffix(".txt")


def anchor_of(start: int, end: int) -> str:
    """Return the anchor of a place on the page of its text."""
    return f"c{start}-{end}"


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_HERE / "templates"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, auto_reload=False,
    )  # fmt: skip
    made.filters |= {"q": quoted, "six": six}
    made.globals |= {
        "label": label, "term": term, "languages": languages(), "licence": LICENCE,
        "language_name": language_name, "direction": direction, "day": day, "first": FIRST,
    }  # fmt: skip
    made.globals["choice"] = html(made.get_template("choice.html").render())
    return made


def load_all() -> None:
    """Load the templates and tables that pages are made of, for which the first page waits else."""
    made = _environment()
    for template in made.list_templates():
        made.get_template(template)
    names()


def known_name(path: str) -> Markup | None:
    """Return what the tables of the ontology call the thing at a path, in every language."""
    return _known_name(path) if path in names() else None


@cache
def _known_name(path: str) -> Markup:
    return six(names()[path])


@cache
def term(name: str) -> Markup:
    """Return the label of a term of the ontology in every language, by its local name."""
    return _known_name(f"ontology#{name}")


@cache
def language_name(code: str) -> str:
    """Return what a language calls itself, or its code.

    >>> language_name("fr"), language_name("tlh")
    ('Français', 'tlh')
    """
    return _own_names().get(code, code)


@cache
def _own_names() -> Mapping[str, str]:
    return {p.code: p.name for p in packs()}
