"""Questions that join our data with another endpoint's: each a federated query of SPARQL 1.1.

As they stand they can be sent to any store that may follow ``SERVICE``. Ours may not: it has no
deadline there, and asks for everything. So a question is taken apart. What is to be looked up
(``?item``) is asked of our data first, then the other endpoint is asked for the ``SERVICE`` block
about these items alone, some at a time; its answers take the place of the block, and our store
joins, groups and sorts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from .. import resources
from ..errors import UsageError
from ..rdf import Literal, is_blank, n_triples
from .library import NamedQuery, read_question
from .store import Answer, Cell, Store

ITEM = "item"
"""The variable that joins the two sides."""
AT_ONCE = 100
"""Items that one query of another endpoint is about."""

_QUERY = re.compile(
    r"(?>(?P<prologue>.*?)SELECT )(?>.*? WHERE \{\n)(?P<body>.*)^\}\n", re.DOTALL | re.MULTILINE
)
"""The first SELECT and the first WHERE after it: no other is tried where one does not fit."""
_SERVICE = re.compile(
    r"^    SERVICE <(?P<endpoint>[^>]+)> \{\n(?P<block>.*?)^    \}\n", re.DOTALL | re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class _Parts:
    """A federated query taken apart: what is asked here, and of whom what is asked there."""

    endpoint: str
    prologue: str
    block: str
    here: str


@cache
def federated() -> Mapping[str, NamedQuery]:
    """Return the questions that ask another endpoint too, by name.

    >>> sorted(federated())
    ['heads-wikidata', 'names-eu', 'voters-wikidata']
    """
    files = resources.files("ontology/questions/federated/*.rq")
    return {file.stem: read_question(file) for file in files}


def service_of(query: str) -> str:
    """Return the endpoint that a federated question asks.

    >>> service_of(federated()["names-eu"].body)
    'http://publications.europa.eu/webapi/rdf/sparql'

    Raises:
        UsageError: it is laid out in another way than those of the library.
    """
    return _apart(query).endpoint


def joined(query: str, here: Store, there: Store) -> Answer:
    """Return the answer to a federated question: our data's, joined with another endpoint's.

    Raises:
        UsageError: it is laid out in another way than those of the library.
        EndpointError: the other endpoint failed.
        EnvironmentFault: our own store had no whole answer in time.
    """
    parts = _apart(query)
    found = here.ask(f"{parts.prologue}SELECT DISTINCT ?{ITEM} WHERE {{\n{parts.here}}}\n")
    items = [cell for (cell,) in found.rows if cell is not None]
    table: list[Mapping[str, Cell]] = []
    for start in range(0, len(items), AT_ONCE):
        values = " ".join(map(n_triples, items[start : start + AT_ONCE]))
        asked = f"    VALUES ?{ITEM} {{ {values} }}\n{parts.block}"
        answer = there.ask(f"{parts.prologue}SELECT DISTINCT * WHERE {{\n{asked}}}\n")
        table += (dict(zip(answer.variables, row, strict=True)) for row in answer.rows)
    return here.ask(_SERVICE.sub(lambda _: _values(table), query))


def _apart(query: str) -> _Parts:
    whole, called = _QUERY.match(query), _SERVICE.findall(query)
    if whole is None or len(called) != 1:
        raise UsageError("expected a SELECT with one SERVICE block, as the library's are laid out")
    ((endpoint, block),) = called
    return _Parts(endpoint, whole["prologue"], block, _SERVICE.sub("", whole["body"]))


def _values(table: Sequence[Mapping[str, Cell]]) -> str:
    """Return rows as a block of values; what has no name outside the endpoint is left open."""
    names = sorted({name for row in table for name in row} | {ITEM})
    lines = "".join(f"        ({' '.join(_terms(row, names))})\n" for row in table)
    return f"    VALUES ({' '.join('?' + n for n in names)}) {{\n{lines}    }}\n"


def _terms(row: Mapping[str, Cell], names: Sequence[str]) -> Iterator[str]:
    for name in names:
        cell = row.get(name)
        if cell is None or (not isinstance(cell, Literal) and is_blank(cell)):
            yield "UNDEF"
        else:
            yield n_triples(cell)
