"""Which property of the ontology stands for which field of the model: both directions at once.

A row names a field, its property and a codec, a pair of inverse functions between the field's
value and an RDF term. Fields whose values are things of their own are mapped in ``record``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from ..identifiers import document_path, symbol_of_path, year_of_resolution
from ..model import Choice, Outcome, Procedure, Severity, Symbol
from .namespaces import CG, DCTERMS, RDFS
from .terms import DATE, INTEGER, LANGUAGE, MONTH, STRING, Iri, Literal, Term


@dataclass(frozen=True, slots=True)
class Context:
    """What a codec needs besides the value: the base IRI and the language of texts."""

    base: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Codec:
    """A pair of inverse functions: value → term, term → value."""

    to_rdf: Callable[[Any, Context], Term]
    from_rdf: Callable[[Term, Context], Any]


@dataclass(frozen=True, slots=True)
class Row:
    """One field and the property that carries it; ``many`` for tuples."""

    field: str
    predicate: Iri
    codec: Codec
    many: bool = False


def text_of(term: Term) -> str:
    """Return a term's lexical form."""
    return term.value if isinstance(term, Literal) else str(term)


def path_of(term: Term, context: Context) -> str:
    """Return the path of an IRI below the base."""
    return text_of(term).removeprefix(context.base)


def symbol_of(term: Term, context: Context) -> Symbol:
    """Return the symbol of a document's IRI, its year restored where the number tells it."""
    symbol = symbol_of_path(path_of(term, context))
    number = symbol.removeprefix("S/RES/")
    if number != symbol and number.isdigit() and (year := year_of_resolution(int(number))):
        return Symbol(f"{symbol} ({year})")
    return symbol


def _enumerated(kind: type[Enum]) -> Codec:
    return Codec(
        lambda v, _: CG[v.value],
        lambda t, _: kind(text_of(t).removeprefix(CG)),
    )


def _deadline(value: str, _: Context) -> Literal:
    return Literal(value, DATE if len(value) > len("2021-09") else MONTH)


STRINGS = Codec(lambda v, _: Literal(v, STRING), lambda t, _: text_of(t))
CODES = Codec(lambda v, _: Literal(v, LANGUAGE), lambda t, _: text_of(t))
INTEGERS = Codec(lambda v, _: Literal(str(v), INTEGER), lambda t, _: int(text_of(t)))
DATES = Codec(
    lambda v, _: Literal(v.isoformat(), DATE), lambda t, _: date.fromisoformat(text_of(t))
)
DEADLINES = Codec(_deadline, lambda t, _: text_of(t))
TEXTS = Codec(lambda v, c: Literal(v, language=c.language), lambda t, _: text_of(t))
PATHS = Codec(lambda v, c: Iri(c.base + v), path_of)
SYMBOLS = Codec(lambda v, c: Iri(c.base + document_path(v)), symbol_of)
VERBS = Codec(
    lambda v, c: Iri(f"{c.base}concept/verb/{v}"),
    lambda t, c: path_of(t, c).removeprefix("concept/verb/"),
)
SEVERITIES = Codec(lambda v, _: Literal(v.value), lambda t, _: Severity(text_of(t)))
NOTES = Codec(lambda v, _: Literal(v, language="en"), lambda t, _: text_of(t))
STATES = Codec(
    lambda v, c: Iri(f"{c.base}state/{v}"),
    lambda t, c: path_of(t, c).removeprefix("state/"),
)

DOCUMENT = (
    Row("symbol", CG["symbol"], STRINGS),
    Row("title", DCTERMS["title"], TEXTS),
    Row("date", DCTERMS["date"], DATES),
    Row("distribution", CG["distribution"], STRINGS),
    Row("original_languages", CG["originalLanguage"], CODES, many=True),
    Row("job_number", CG["jobNumber"], STRINGS),
    Row("agenda_item", CG["agendaItem"], TEXTS),
    Row("adopted_by", CG["adoptedBy"], PATHS),
    Row("adoption_date", CG["adoptionDate"], DATES),
    Row("meeting", CG["meeting"], SYMBOLS),
    Row("draft", CG["draft"], SYMBOLS),
    Row("annexes", CG["annex"], SYMBOLS, many=True),
)
SOURCE = (
    Row("name", CG["fileName"], STRINGS),
    Row("sha256", CG["sha256"], STRINGS),
    Row("media_type", DCTERMS["format"], STRINGS),
    Row("length", CG["sourceLength"], INTEGERS),
)
PARAGRAPH = (
    Row("number", CG["number"], STRINGS),
    Row("position", CG["position"], INTEGERS),
    Row("text", CG["text"], TEXTS),
)
CITATION = (
    Row("verb", CG["citationVerb"], VERBS),
    Row("topic", CG["topic"], TEXTS),
    Row("date", CG["citedDate"], DATES),
    Row("quote", CG["quote"], STRINGS),
)
REQUEST = (
    Row("verb", CG["requestVerb"], VERBS),
    Row("addressee", CG["requestedOf"], PATHS),
    Row("addressee_text", CG["addresseeText"], TEXTS),
    Row("deliverable", CG["deliverable"], TEXTS),
    Row("deadline", CG["deadline"], DEADLINES),
    Row("deadline_text", CG["deadlineText"], TEXTS),
)
REMARK = (
    Row("code", CG["code"], STRINGS),
    Row("severity", CG["severity"], SEVERITIES),
    Row("message", RDFS["comment"], NOTES),
)
VOTE = (
    Row("draft", CG["voteOn"], SYMBOLS),
    Row("resolution", CG["resultedIn"], SYMBOLS),
    Row("reported_in", CG["reportedIn"], SYMBOLS),
    Row("meeting", CG["meeting"], SYMBOLS),
    Row("date", DCTERMS["date"], DATES),
    Row("procedure", CG["procedure"], _enumerated(Procedure)),
    Row("outcome", CG["outcome"], _enumerated(Outcome)),
)
TALLY = (
    Row("in_favour", CG["inFavour"], INTEGERS),
    Row("against", CG["against"], INTEGERS),
    Row("abstaining", CG["abstaining"], INTEGERS),
    Row("not_voting", CG["notVoting"], INTEGERS),
)
BALLOT = (
    Row("state", CG["castBy"], STATES),
    Row("choice", CG["choice"], _enumerated(Choice)),
    Row("name", CG["writtenAs"], STRINGS),
)
NAMED: tuple[tuple[str, Iri], ...] = (
    ("sponsors", CG["sponsor"]),
    ("addressees", CG["addressee"]),
    ("signatory", CG["signedBy"]),
    ("signatory_role", CG["signatoryRole"]),
    ("footnotes", CG["footnote"]),
    ("subjects", DCTERMS["subject"]),
)
"""Fields of names: the property carries what is named, a passage the words and their place."""

