"""What a cell of a table holds: values of one property, told as words that people read.

Documents are told by their symbols, States, verbs and the like by the last part of their IRIs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ..explain import paragraph_of
from ..rdf import Block, Iri, Literal, Term
from ..rdf.codecs import Context, path_of, symbol_of, text_of
from ..rdf.names import local_name
from ..rdf.namespaces import CG, RDF

Nodes = Mapping[Iri, Block]
Row = tuple[str, ...]
SEPARATOR = ";"
"""Between the values of a cell that may have several."""

_TYPE, _SYMBOL = RDF["type"], CG["symbol"]


@dataclass(frozen=True, slots=True)
class Thing:
    """A row's subject, what is said of it, the value that the row is for, and what is around."""

    subject: Iri
    said: Block
    value: Term | None
    nodes: Nodes
    context: Context

    def terms(self, predicate: Iri) -> list[Term]:
        """Return the values of a property; of that which the row is for, its own alone."""
        terms = self.said.get(predicate, [])
        return [self.value] if self.value is not None and self.value in terms else terms


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what it holds, its datatype in XML Schema, and how a cell is made."""

    name: str
    title: str
    cell: Callable[[Thing], str]
    datatype: str = "string"
    many: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the classes of things in it, and the property of which each value has a row."""

    name: str
    title: str
    kinds: frozenset[Iri]
    columns: tuple[Column, ...]
    each: Iri | None = None

    def rows(self, nodes: Nodes, context: Context) -> Iterator[Row]:
        """Yield the rows, in the order of the things."""
        for subject, said in nodes.items():
            if self.kinds.isdisjoint(said.get(_TYPE, ())):
                continue
            values = [None] if self.each is None else said.get(self.each, [])
            for value in values:
                thing = Thing(subject, said, value, nodes, context)
                yield tuple(column.cell(thing) for column in self.columns)


def own(thing: Thing) -> str:
    """Return the IRI of the row's thing."""
    return thing.subject


def text(term: Term, _: Context) -> str:
    """Return a value as it is written."""
    return text_of(term)


def slug(term: Term, _: Context) -> str:
    """Return the last part of an IRI; a literal as it is."""
    return term.value if isinstance(term, Literal) else local_name(term)


def named(term: Term, context: Context) -> str:
    """Return the symbol of a document, with a resolution's year; nothing for what is none."""
    is_document = path_of(term, context).startswith("doc/")
    return symbol_of(term, context) if is_document else ""


def first_of(predicate: Iri, told: Callable[[Term, Context], str]) -> Callable[[Thing], str]:
    """Return what makes a cell of the first value of a property."""

    def cell(thing: Thing) -> str:
        terms = thing.terms(predicate)
        return told(terms[0], thing.context) if terms else ""

    return cell


def all_of(predicate: Iri, told: Callable[[Term, Context], str]) -> Callable[[Thing], str]:
    """Return what makes a cell of all values of a property."""

    def cell(thing: Thing) -> str:
        return SEPARATOR.join(told(t, thing.context) for t in thing.terms(predicate))

    return cell


def tag_of(predicate: Iri) -> Callable[[Thing], str]:
    """Return what makes a cell of the language of a property's text."""

    def cell(thing: Thing) -> str:
        tags = (t.language for t in thing.terms(predicate) if isinstance(t, Literal))
        return next((tag for tag in tags if tag), "")

    return cell


def text_in(predicate: Iri, language: str) -> Callable[[Thing], str]:
    """Return what makes a cell of a property's text in one language."""

    def cell(thing: Thing) -> str:
        literals = [t for t in thing.terms(predicate) if isinstance(t, Literal)]
        return next((t.value for t in literals if t.language == language), "")

    return cell


def document(thing: Thing) -> str:
    """Return the symbol of the document that a thing stands in."""
    path = str(thing.subject)
    while path and _SYMBOL not in thing.nodes.get(Iri(path), {}):
        path = path.rpartition("/")[0]
    return named(Iri(path), thing.context) if path else ""


def paragraph(thing: Thing) -> str:
    """Return the IRI of the paragraph that a thing is or stands in."""
    found = paragraph_of(thing.subject, thing.nodes)
    return found or ""


def above(thing: Thing) -> str:
    """Return the IRI that a thing's own stands directly below."""
    return thing.subject.rpartition("/")[0]


def remarked(thing: Thing) -> str:
    """Return the IRI of what a remark is on."""
    return thing.subject.rpartition("/remark/")[0]


def plain(name: str, title: str, predicate: Iri, datatype: str = "string") -> Column:
    """Return a column of a property's value as it is written."""
    return Column(name, title, first_of(predicate, text), datatype)


def coded(name: str, title: str, predicate: Iri) -> Column:
    """Return a column of the last part of an IRI: a code, a verb."""
    return Column(name, title, first_of(predicate, slug))


def named_by(name: str, title: str, predicate: Iri) -> Column:
    """Return a column of a document's symbol."""
    return Column(name, title, first_of(predicate, named))
