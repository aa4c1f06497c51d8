"""Parameters of named queries: what a person types becomes a term, or is refused with a reason.

Names and languages are loaded on use: most questions are asked with their defaults.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from .. import resources
from ..errors import UsageError
from ..identifiers import BASE, document_path, parse_symbol
from ..model import Symbol
from ..rdf import Iri, Literal, iri
from ..rdf.terms import DATE, INTEGER, MONTH

ANY = "any"
"""The default of a parameter that may stay open."""

_OTHER_SYMBOL = re.compile(r"[A-Z]{1,5}(?:/[A-Za-z0-9._-]+)+")
_SYMBOL_START = re.compile(r"[SA]/")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter: its name, its kind (a key of ``KINDS``), its default, what it is."""

    name: str
    kind: str
    default: str
    text: str


def term_of(parameter: Parameter, value: str, base: str = BASE) -> Iri | Literal | None:
    """Return the term that a parameter's text stands for; None where anything will do.

    >>> term_of(Parameter("document", "symbol", "x", "x"), "S/RES/2553 (2020)")
    'https://w3id.org/councilgraph/doc/S/RES/2553'

    Raises:
        UsageError: the text is not of the parameter's kind.
    """
    value = value.strip()
    if value == parameter.default == ANY:
        return None
    try:
        return KINDS[parameter.kind](value, base)
    except ValueError as error:
        raise UsageError(f"{parameter.name}={value}: {error}") from error


def near(value: str, known: Iterable[str]) -> str:
    """Return what a person may have meant, as the end of a message.

    >>> near("sponsers", ["sponsors", "votes"])
    '; did you mean sponsors?'
    """
    from difflib import get_close_matches

    found = get_close_matches(value, list(known), n=3, cutoff=0.5)
    return f"; did you mean {' or '.join(found)}?" if found else ""


def _symbol(value: str, base: str) -> Iri:
    # Symbols of organs that the Council's documents do not cite still name documents.
    foreign = _OTHER_SYMBOL.fullmatch(value) and not _SYMBOL_START.match(value)
    return iri(base + document_path(Symbol(value) if foreign else parse_symbol(value)))


def _named(names: Mapping[str, str], value: str, what: str) -> str:
    found = names.get(value.casefold())
    if found is None:
        raise ValueError(f"no {what} of this name or code is known{near(value.casefold(), names)}")
    return found


@cache
def _paths(kind: str) -> Mapping[str, str]:
    """Return the paths of things by their names in every language, and by their codes."""
    from ..link import gazetteer

    by_language: Mapping[str, Mapping[str, str]] = getattr(gazetteer(), kind)
    found = {n.casefold(): path for names in by_language.values() for n, path in names.items()}
    codes_of = {path.rpartition("/")[2].casefold(): path for path in found.values()}
    return found | codes_of


@cache
def _verbs() -> Mapping[str, str]:
    found = {}
    for quad in ox.parse(resources.text("ontology/vocabularies/verbs.ttl"), ox.RdfFormat.TURTLE):
        path = quad.subject.value.removeprefix(BASE)
        if isinstance(quad.object, ox.Literal) and "Label" in quad.predicate.value:
            found[quad.object.value.casefold()] = path
        found[path.rpartition("/")[2]] = path
    return found


def _thing(kind: str, what: str) -> Callable[[str, str], Iri]:
    return lambda value, base: iri(base + _named(_paths(kind), value, what))


def _language(value: str, _: str) -> Literal:
    from ..languages import codes

    if value not in codes():
        raise ValueError(f"no language known; expected one of {', '.join(codes())}")
    return Literal(value)


def _year(value: str, _: str) -> Literal:
    if not re.fullmatch(r"(?:19|20)[0-9]{2}", value):
        raise ValueError("no year; expected four digits such as 2020")
    return Literal(value, INTEGER)


def _month(value: str, _: str) -> Literal:
    if not re.fullmatch(r"(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])", value):
        raise ValueError("no month; expected one such as 2021-09")
    return Literal(value, MONTH)


def _date(value: str, _: str) -> Literal:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise ValueError("no date; expected one such as 2020-12-03")
    return Literal(dt.date.fromisoformat(value).isoformat(), DATE)


KINDS: Mapping[str, Callable[[str, str], Iri | Literal]] = {
    "symbol": _symbol,
    "state": _thing("states", "state"),
    "organ": _thing("organs", "organ or group"),
    "instrument": _thing("instruments", "instrument"),
    "verb": lambda value, base: iri(base + _named(_verbs(), value, "verb")),
    "language": _language,
    "year": _year,
    "month": _month,
    "date": _date,
    "text": lambda value, _: Literal(value),
}
"""What a parameter may be, and how its text becomes a term."""
