"""Places to ask: Oxigraph in this process, or any SPARQL endpoint."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

import pyoxigraph as ox

from ..errors import EnvironmentFault, UsageError
from ..rdf import BadTerm, Iri, Literal, Term, Triple
from ..rdf.oxigraph import from_oxigraph
from .deadline import within
from .guard import check_query
from .index import indexed
from .loading import check, files_for, load

Cell = Term | None
T = TypeVar("T")

TIMEOUT = 60.0
"""Seconds for an answer, unless told otherwise."""
_SHORT = 80
_DIRECT = frozenset(("ttl", "nt"))
"""Syntaxes that cannot name graphs, nor make a reader fetch or expand anything."""


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
    """Oxigraph over files; the authority tables and vocabularies are loaded too.

    What is large is asked of an index on disk, made the first time (see ``index``); the rest is
    loaded into memory.

    Raises:
        Refused: a file is not RDF, or there is none.
        EnvironmentFault: a published folder is not what its manifest says.
    """

    def __init__(self, place: Path | None, timeout: float = TIMEOUT) -> None:
        self.timeout = timeout
        files = files_for(place)
        self._index = indexed(files, lambda: check(place))
        self._store = self._index.store if self._index else ox.Store()
        if self._index is None:
            check(place)
            for file in files:
                load(self._store, file)

    def __len__(self) -> int:
        """Return how many triples there are to ask."""
        return len(self._store)

    def ask(self, query: str) -> Answer:
        """Return the answer to a query over everything loaded.

        Raises:
            UsageError: the query is no SPARQL query, writes, or calls another endpoint.
            EnvironmentFault: there was no whole answer in time, or the index is damaged.
        """
        check_query(query)
        try:
            return within(self.timeout, lambda: answer_of(self._store.query(query)))
        except SyntaxError as error:
            raise UsageError(f"not a SPARQL query: {fault_of(error)}") from error
        except TimeoutError as error:
            raise EnvironmentFault(
                f"no whole answer within {self.timeout:g} s; expected a query that asks for less, "
                "or more time"
            ) from error
        except RuntimeError as error:
            if self._index is None:
                raise
            self._index.discard()
            raise EnvironmentFault(
                f"{self._index.place}: a damaged index, removed: {error}; ask again"
            ) from error
        except (OSError, ValueError) as error:
            raise UsageError(f"the query cannot be answered: {error}") from error


def fault_of(error: SyntaxError) -> str:
    """Return where a query breaks the grammar; what was expected there only if that is short."""
    place, _, expected = error.msg.removeprefix("error ").partition(": ")
    if "Prefix not found" in expected:
        return f"{place}: a prefix that is not declared, or no name after it"
    return f"{place}: {expected}" if len(expected) <= _SHORT else place


class TooMany(Exception):
    """An answer has more rows or triples than it may."""


def answer_of(
    result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, most: int = sys.maxsize
) -> Answer:
    """Return what pyoxigraph answered as our own terms, lexical forms kept.

    Raises:
        ValueError: a term is of RDF 1.2.
        TooMany: there are more than ``most`` rows or triples.
    """
    if isinstance(result, ox.QueryBoolean):
        return Answer(truth=bool(result))
    if isinstance(result, ox.QueryTriples):
        return Answer(triples=tuple(
            (_iri(t.subject), Iri(t.predicate.value), from_oxigraph(t.object))
            for t in _at_most(most, result)
        ))  # fmt: skip
    names = tuple(v.value for v in result.variables)
    rows = tuple(
        tuple([None if term is None else from_oxigraph(term) for term in row])
        for row in _at_most(most, result)
    )
    return Answer(names, rows)


def _at_most(most: int, items: Iterable[T]) -> Iterator[T]:
    for count, item in enumerate(items):
        if count >= most:
            raise TooMany(most)
        yield item


def _iri(term: ox.NamedNode | ox.BlankNode | ox.Triple) -> Iri:
    own = from_oxigraph(term)
    if isinstance(own, Literal):
        raise BadTerm(f"a literal cannot be a subject: {term}")
    return own
