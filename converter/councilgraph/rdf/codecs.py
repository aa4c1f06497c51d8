"""Single values of the model as RDF terms and back: pairs of inverse functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import Any

from ..identifiers import document_path, symbol_of_path, target_of_path, year_of_resolution
from ..model import Choice, InstrumentRef, Outcome, Procedure, Severity, Symbol, Target
from .namespaces import CG
from .terms import DATE, DATE_TIME, DURATION, INTEGER, LANGUAGE, MONTH, Iri, Literal, Term


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around a value: the base IRI, the language of texts, where they were read.

    ``version`` is the language version whose source spans count in; ``symbols`` the symbols that
    a graph states, by IRI. ``readings`` are the language versions of the file in its order, each
    with the code point at which it begins. ``file`` is the table or file of library records that
    cells are in.
    """

    base: str
    language: str = ""
    version: Iri | None = None
    symbols: Mapping[str, Symbol] = field(default_factory=dict)
    readings: tuple[tuple[int, Iri], ...] = ()
    file: Iri | None = None

    def reading(self, offset: int) -> Iri | None:
        """Return the language version in whose part of the file a code point stands."""
        begun = [iri for start, iri in self.readings if start <= offset]
        return begun[-1] if begun else self.readings[0][1] if self.readings else self.version


@dataclass(frozen=True, slots=True)
class Codec:
    """A pair of inverse functions: value → term, term → value."""

    to_rdf: Callable[[Any, Context], Term]
    from_rdf: Callable[[Term, Context], Any]


def text_of(term: Term) -> str:
    """Return a term's lexical form, or the IRI that it is."""
    return term.value if isinstance(term, Literal) else str(term)


def path_of(term: Term, context: Context) -> str:
    """Return the path of an IRI below the base; an IRI elsewhere stays whole."""
    return text_of(term).removeprefix(context.base)


def iri_of(path: str, context: Context) -> Iri:
    """Return the IRI of a path below the base; a whole IRI stays as it is."""
    return Iri(path if "://" in path else context.base + path)


def symbol_of(term: Term, context: Context) -> Symbol:
    """Return the symbol of a document's IRI, which does not hold a resolution's year.

    The year is the one that the graph's own statement of the symbol has, else the one that the
    number tells.

    >>> symbol_of(Iri("https://example.org/doc/S/RES/2553"), Context("https://example.org/"))
    'S/RES/2553 (2020)'
    """
    if known := context.symbols.get(text_of(term)):
        return known
    symbol = symbol_of_path(path_of(term, context))
    number = symbol.removeprefix("S/RES/")
    if number != symbol and number.isdigit() and (year := year_of_resolution(int(number))):
        return Symbol(f"{symbol} ({year})")
    return symbol


def target_of(term: Term, context: Context) -> Target:
    """Return the document or instrument that an IRI is."""
    target = target_of_path(path_of(term, context))
    return target if isinstance(target, InstrumentRef) else symbol_of(term, context)


def _enumerated(kind: type[Enum]) -> Codec:
    """Values that are individuals of the ontology."""
    return Codec(lambda v, _: CG[v.value], lambda t, _: kind(text_of(t).removeprefix(CG)))


def _below(path: str) -> Codec:
    """Slugs that are IRIs below a path of the base."""
    return Codec(
        lambda v, c: Iri(c.base + path + v), lambda t, c: path_of(t, c).removeprefix(path)
    )


def _deadline(value: str, _: Context) -> Literal:
    """A day or, as long as ``2021-09``, a month."""
    return Literal(value, DATE if len(value) > len("2021-09") else MONTH)


STRINGS = Codec(lambda v, _: Literal(v), lambda t, _: text_of(t))
CODES = Codec(lambda v, _: Literal(v, LANGUAGE), lambda t, _: text_of(t))
INTEGERS = Codec(lambda v, _: Literal(str(v), INTEGER), lambda t, _: int(text_of(t)))
DATES = Codec(
    lambda v, _: Literal(v.isoformat(), DATE), lambda t, _: date.fromisoformat(text_of(t))
)
TIMES = Codec(
    lambda v, _: Literal(v.isoformat().replace("+00:00", "Z"), DATE_TIME),
    lambda t, _: datetime.fromisoformat(text_of(t)),
)
ADDRESSES = Codec(lambda v, _: Iri(v), lambda t, _: text_of(t))
DEADLINES = Codec(_deadline, lambda t, _: text_of(t))
DURATIONS = Codec(lambda v, _: Literal(v, DURATION), lambda t, _: text_of(t))
TEXTS = Codec(lambda v, c: Literal(v, language=c.language), lambda t, _: text_of(t))
ENGLISH = Codec(lambda v, _: Literal(v, language="en"), lambda t, _: text_of(t))
PATHS = Codec(iri_of, path_of)
SYMBOLS = Codec(lambda v, c: Iri(c.base + document_path(v)), symbol_of)
VERBS = _below("concept/verb/")
STATES = _below("state/")
ACTIONS = _below("concept/mandate-action/")
SEVERITIES = Codec(lambda v, _: Literal(v.value), lambda t, _: Severity(text_of(t)))
CHOICES, OUTCOMES, PROCEDURES = _enumerated(Choice), _enumerated(Outcome), _enumerated(Procedure)
