"""Statements that two programs may read differently, each being right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from ..rdf import Block, Iri, Literal, Term, Triple, is_blank
from ..rdf.terms import BOOLEAN, DATE, DURATION, INTEGER, LANGUAGE, MONTH, STRING, YEAR
from .reach import SUBCLASS
from .shapes_graph import XSD

_CANONICAL = {
    INTEGER: re.compile(r"0|-?[1-9][0-9]{0,17}"),
    f"{XSD}nonNegativeInteger": re.compile(r"0|[1-9][0-9]{0,17}"),
    BOOLEAN: re.compile(r"true|false"),
    DATE: re.compile(r"[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}"),
    YEAR: re.compile(r"[1-9][0-9]{3}"),
    MONTH: re.compile(r"[1-9][0-9]{3}-(?:0[1-9]|1[0-2])"),
    DURATION: re.compile(r"P(?:[1-9][0-9]{0,8}[DY]|(?:[1-9]|1[01])M)"),
    LANGUAGE: re.compile(r"[a-z]{2,3}"),
    f"{XSD}anyURI": re.compile(r"[^\s\0]+"),
}
"""The lexical forms of which no two engines differ; what has others is left to the judge.

Of strings that a syntax can hold, with or without a language, no two differ.
"""


def strange_in(said: Mapping[Iri, Block]) -> Iterator[Triple]:
    """Yield the statements that Oxigraph, rdflib and ``rules`` may read differently.

    Those of blank nodes and of subclasses are among them, and what no syntax can hold.
    """
    for subject, block in said.items():
        odd = is_blank(subject)
        for predicate, terms in block.items():
            for term in terms:
                if odd or predicate == SUBCLASS or not _plain(term):
                    yield subject, predicate, term


def _plain(term: Term) -> bool:
    """Tell whether all of them read a term alike: there is one way of writing its value.

    >>> _plain(Literal("2020-12-03", DATE)), _plain(Literal("2021-02-29", DATE))
    (True, False)
    >>> _plain(Literal("15", INTEGER)), _plain(Literal("015", INTEGER)), _plain(Iri("_:b1"))
    (True, False, False)
    """
    if not isinstance(term, Literal):
        return not is_blank(term)
    value, datatype, language = term
    if language or datatype == STRING:
        return "\0" not in value
    form = _CANONICAL.get(datatype)
    if form is None or not form.fullmatch(value):
        return False
    return datatype != DATE or _is_day(value)


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
