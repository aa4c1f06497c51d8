"""Named questions: ``.rq`` files with a title, a description and typed parameters.

A header of comments comes first: ``# title:``, ``# description:``, and for each parameter
``# parameter: NAME KIND DEFAULT – what it is``. The body binds it in a line of its own,
``VALUES ?NAME { … }``, which is replaced by the value given; no text is pasted into a query.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from .. import resources
from ..errors import UsageError
from ..identifiers import BASE, document_path, parse_symbol
from ..languages import codes
from ..link import gazetteer
from ..model import Symbol
from ..rdf import Iri, Literal, iri, n_triples
from ..rdf.terms import INTEGER

_HEADER = re.compile(r"^# (title|description): (.+)$", re.MULTILINE)
_PARAMETER = re.compile(r"^# parameter: (\w+) (\w+) (\S+) – (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter: its name, its kind (a key of ``KINDS``), its default, what it is."""

    name: str
    kind: str
    default: str
    text: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A question of the library; ``body`` is SPARQL with one ``VALUES`` line a parameter."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    body: str

    def bound(self, values: Mapping[str, str], base: str = BASE) -> str:
        """Return the query with its parameters bound; those not given keep their default.

        Raises:
            UsageError: a parameter is unknown, or a value is not of its kind.
        """
        known = {p.name: p for p in self.parameters}
        if unknown := sorted(set(values) - set(known)):
            expected = ", ".join(f"{p.name} ({p.kind})" for p in self.parameters) or "none"
            raise UsageError(
                f"{self.name}: no parameter {unknown[0]!r}; expected {expected}, "
                f"as in --set {self._example()}"
            )
        query = self.body.replace(BASE, base)
        for parameter in self.parameters:
            if parameter.name not in values:
                continue
            term = n_triples(term_of(parameter, values[parameter.name], base))
            pattern = re.compile(rf"VALUES \?{parameter.name} \{{[^}}]*\}}")
            bound = f"VALUES ?{parameter.name} {{ {term} }}".replace("\\", r"\\")
            query = pattern.sub(bound, query)
        return query

    def _example(self) -> str:
        return next((f"{p.name}={p.default}" for p in self.parameters), "")


def _symbol(value: str, base: str) -> Iri:
    text = value.strip()
    try:
        return iri(base + document_path(parse_symbol(text)))
    except ValueError:
        return iri(base + document_path(Symbol(text)))


def _state(value: str, base: str) -> Iri:
    if re.fullmatch(r"[A-Z]{3}", value):
        return iri(f"{base}state/{value}")
    wanted = value.casefold()
    for names in gazetteer().states.values():
        for name, path in names.items():
            if name.casefold() == wanted:
                return iri(base + path)
    raise ValueError(f"{value!r} is no state known; expected a name or an alpha-3 code")


def _language(value: str, _: str) -> Literal:
    if value not in codes():
        raise ValueError(f"{value!r} is no language known; expected one of {', '.join(codes())}")
    return Literal(value)


def _year(value: str, _: str) -> Literal:
    if not re.fullmatch(r"(?:19|20)\d\d", value):
        raise ValueError(f"{value!r} is no year; expected four digits such as 2020")
    return Literal(value, INTEGER)


def _slug(container: str) -> Callable[[str, str], Iri]:
    return lambda value, base: iri(f"{base}{container}{value.strip().replace(' ', '-')}")


KINDS: Mapping[str, Callable[[str, str], Iri | Literal]] = {
    "symbol": _symbol,
    "state": _state,
    "language": _language,
    "year": _year,
    "organ": _slug("organ/"),
    "verb": _slug("concept/verb/"),
    "text": lambda value, _: Literal(value),
}
"""What a parameter may be, and how its text becomes a term."""


def term_of(parameter: Parameter, value: str, base: str = BASE) -> Iri | Literal:
    """Return the term that a parameter's text stands for.

    >>> term_of(Parameter("document", "symbol", "x", "x"), "S/RES/2553 (2020)")
    'https://w3id.org/councilgraph/doc/S/RES/2553'

    Raises:
        UsageError: the text is not of the parameter's kind.
    """
    try:
        return KINDS[parameter.kind](value, base)
    except ValueError as error:
        raise UsageError(
            f"{parameter.name}={value}: {error}; expected a {parameter.kind} "
            f"such as {parameter.default}"
        ) from error


@cache
def library() -> Mapping[str, NamedQuery]:
    """Return the questions by name.

    >>> library()["sponsors"].title
    'Sponsors of a draft'
    """
    return {file.stem: _read(file.stem, file.read_text("utf-8"))
            for file in resources.files("ontology/questions/*.rq")}  # fmt: skip


def named(name: str) -> NamedQuery:
    """Return a question of the library.

    Raises:
        UsageError: there is none of this name.
    """
    if name not in library():
        raise UsageError(f"no query named {name!r}; expected one of {', '.join(library())}")
    return library()[name]


def _read(name: str, text: str) -> NamedQuery:
    header = dict(_HEADER.findall(text))
    return NamedQuery(
        name,
        header.get("title", ""),
        header.get("description", ""),
        tuple(Parameter(*found) for found in _PARAMETER.findall(text)),
        text,
    )
