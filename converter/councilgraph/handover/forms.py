"""The forms in which an answer can be handed on, a row each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ..query import Answer
from .calendar import CALENDAR, ics
from .library import Declared, declared
from .network import NETWORK, graphml
from .parquet import parquet
from .references import REFERENCES, bibtex, csl, ris
from .roles import Roles
from .wide import WIDE, pivoted


@dataclass(frozen=True, slots=True)
class Form:
    """A form: the name that ``--format`` takes, its name in prose, what writes it.

    ``suffix`` is that of its files, ``media_type`` what they are as registered with IANA, ``roles``
    are what its columns play.
    """

    name: str
    title: str
    suffix: str
    media_type: str
    roles: Roles
    write: Callable[[Answer, Declared], str | bytes]


FORMS: Mapping[str, Form] = {
    f.name: f
    for f in (
        Form("parquet", "Apache Parquet", ".parquet", "application/vnd.apache.parquet",
             Roles(open=True), parquet),
        Form("graphml", "GraphML", ".graphml", "application/xml", NETWORK, graphml),
        Form("csl", "CSL-JSON", ".csl.json", "application/vnd.citationstyles.csl+json", REFERENCES,
             csl),
        Form("bibtex", "BibTeX", ".bib", "text/plain", REFERENCES, bibtex),
        Form("ris", "RIS", ".ris", "text/plain", REFERENCES, ris),
        Form("ics", "iCalendar", ".ics", "text/calendar", CALENDAR, ics),
    )
}  # fmt: skip


def handed(answer: Answer, question: str, *, wide: bool) -> Answer:
    """Return an answer as its question's text says that a wide table of it is, where that is asked.

    Raises:
        UsageError: the question declares no wide table.
        Contradiction: a cell of it would have two values.
    """
    return pivoted(answer, declared(question).get(WIDE)) if wide else answer


def write(answer: Answer, form: str, question: str = "") -> str | bytes:
    """Return an answer in a form of ``FORMS``; ``question`` is the text that declares its columns.

    Raises:
        UsageError: the form cannot express these columns; the message says which it needs.
        Contradiction: rows that must be of different things are of the same.
    """
    return FORMS[form].write(answer, declared(question).get(form, Declared()))
