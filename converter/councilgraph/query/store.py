"""Places to ask: Oxigraph in this process, or any SPARQL endpoint."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox

from .. import resources
from ..errors import Refused, UsageError
from ..formats import RDF_FORMATS, rdf_format_of
from ..rdf import Iri, Literal, Term, Triple
from ..rdf.parse import read_triples
from .guard import check_query

Cell = Term | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gives: rows of a SELECT, the truth of an ASK, or triples of a graph query."""

    variables: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    truth: bool | None = None
    triples: tuple[Triple, ...] | None = None


class Store(Protocol):
    """A place that answers SPARQL queries."""

    def ask(self, query: str) -> Answer:
        """Return the answer to a query."""
        ...


class Embedded:
    """Oxigraph over files, in memory; the authority tables and vocabularies are loaded too."""

    def __init__(self, place: Path | None) -> None:
        self._store = ox.Store()
        for file in (*(_data_files(place) if place else ()), *_authority()):
            for subject, predicate, term in read_triples(file):
                self._store.add(ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), _ox(term)))

    def ask(self, query: str) -> Answer:
        """Return the answer to a query over everything loaded.

        Raises:
            UsageError: the query is no SPARQL query, writes, or calls another endpoint.
        """
        check_query(query)
        try:
            return _answer(self._store.query(query))
        except SyntaxError as error:
            raise UsageError(f"not a SPARQL query: {error.msg}") from error
        except (OSError, ValueError) as error:
            raise UsageError(f"the query cannot be answered: {error}") from error


def _data_files(place: Path) -> list[Path]:
    """Return the files of a folder that hold its facts, each fact once: Turtle, else a dump."""
    if place.is_file():
        return [place]
    if not place.is_dir():
        raise Refused(str(place), "no such file or folder", expected="a published dataset")
    inside = sorted(p for p in place.rglob("*") if p.is_file() and rdf_format_of(p.name))
    found = [p for p in inside if "ontology" not in p.relative_to(place).parts]
    for suffix in (f.suffix for f in RDF_FORMATS.values()):
        if chosen := [p for p in found if p.suffix == suffix]:
            return chosen
    raise Refused(str(place), "no RDF file in this folder", expected="a published dataset")


def _authority() -> tuple[Path, ...]:
    return (
        *resources.files("ontology/authority/*.ttl"),
        *resources.files("ontology/vocabularies/*.ttl"),
    )


def _ox(term: Term) -> ox.NamedNode | ox.Literal:
    if isinstance(term, Literal):
        if term.language:
            return ox.Literal(term.value, language=term.language)
        return ox.Literal(term.value, datatype=ox.NamedNode(term.datatype))
    return ox.NamedNode(term)


def _answer(
    result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples,
) -> Answer:
    if isinstance(result, ox.QueryBoolean):
        return Answer(truth=bool(result))
    if isinstance(result, ox.QueryTriples):
        return Answer(triples=tuple(
            (Iri(t.subject.value), Iri(t.predicate.value), _own(t.object)) for t in result
        ))  # fmt: skip
    names = tuple(v.value for v in result.variables)
    rows = tuple(tuple(None if row[n] is None else _own(row[n]) for n in names) for row in result)
    return Answer(names, rows)


def _own(term: ox.NamedNode | ox.Literal | ox.BlankNode) -> Term:
    if isinstance(term, ox.Literal):
        if term.language:
            return Literal(term.value, language=term.language)
        return Literal(term.value, term.datatype.value)
    return Iri(term.value if isinstance(term, ox.NamedNode) else f"_:{term.value}")
