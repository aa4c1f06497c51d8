"""The SPARQL 1.1 Protocol: what a request asks. Pure: parts of a request in, a question out."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

from ..errors import UsageError
from ..query.guard import LONGEST, check_query, form_of
from ..rdf import BadTerm, iri
from .negotiate import GRAPHS, HTML, TABLES, Offer

FORM, DIRECT, UPDATE = (
    "application/x-www-form-urlencoded",
    "application/sparql-query",
    "application/sparql-update",
)
LONGEST_BY_GET = 8_192
"""Characters of a query in an address."""
_FIELDS = 64
_DATASET = ("default-graph-uri", "named-graph-uri")

Fields = list[tuple[str, str]]


class Wrong(Exception):
    """A request breaks the protocol: with which status, and what was expected."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status, self.detail = status, detail


@dataclass(frozen=True, slots=True)
class Question:
    """A query, its form, and the dataset that the request names: None where it names none."""

    query: str
    form: str
    default: list[str] | None = None
    named: list[str] | None = None
    syntax: str | None = None

    @property
    def offers(self) -> tuple[Offer, ...]:
        """Return how the answer can be had."""
        return (*(TABLES if self.form in ("SELECT", "ASK") else GRAPHS), HTML)


def fields_of(encoded: bytes) -> Fields:
    """Return the fields of a query string or form.

    >>> fields_of(b"query=ASK+%7B%7D&format=json")
    [('query', 'ASK {}'), ('format', 'json')]

    Raises:
        Wrong: it is not UTF-8, or there are too many.
    """
    try:
        text = encoded.decode("ascii")
        found = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_FIELDS)
    except ValueError as error:
        raise Wrong(400, "the parameters are not percent-encoded UTF-8") from error
    if any("\0" in value for _, value in found):
        raise Wrong(400, "a parameter holds NUL")
    return found


def question_by_get(address: Fields) -> Question | None:
    """Return what a GET asks; None where it has no query: it asks for the service's description.

    Raises:
        Wrong: it breaks the protocol.
    """
    _refuse_update(address)
    texts = _texts(address)
    if not texts:
        if any(name in _DATASET for name, _ in address):
            raise Wrong(400, "expected the parameter query")
        return None
    if len(texts[0]) > LONGEST_BY_GET:
        raise Wrong(414, f"the query has {len(texts[0])} characters; expected at most "
                    f"{LONGEST_BY_GET} by GET; POST bears {LONGEST}")  # fmt: skip
    return _question(texts, address)


def question_by_post(address: Fields, content_type: str, body: bytes) -> Question:
    """Return what a POST asks: a form (section 2.1.2) or a query itself (section 2.1.3).

    Raises:
        Wrong: it breaks the protocol.
    """
    essence, *parameters = (p.strip().lower() for p in content_type.split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name == "charset" and value.strip('"') != "utf-8":
            raise Wrong(415, f"no charset {value}; expected utf-8")
    if essence == UPDATE:
        raise _read_only()
    if essence == FORM:
        address = [*address, *fields_of(body.strip())]
        _refuse_update(address)
        return _question(_texts(address), address)
    if essence != DIRECT:
        raise Wrong(415, f"no Content-Type {essence!r}; expected {DIRECT} or {FORM}")
    _refuse_update(address)
    try:
        query = body.decode()
    except UnicodeDecodeError as error:
        raise Wrong(400, "the query is not UTF-8") from error
    return _question([*_texts(address), query], address)


def _question(texts: list[str], fields: Fields) -> Question:
    if len(texts) != 1:
        raise Wrong(400, f"{len(texts)} queries; expected one parameter query")
    (query,) = texts
    if len(query) > LONGEST:
        raise Wrong(413, f"the query has {len(query)} characters; expected at most {LONGEST}")
    if "\0" in query:
        raise Wrong(400, "the query holds NUL")
    try:
        check_query(query)
        form = form_of(query)
    except UsageError as error:
        raise Wrong(400, str(error)) from error
    default, named = (_graphs(fields, name) for name in _DATASET)
    if default or named:
        return Question(query, form, default, named, _syntax(fields))
    return Question(query, form, syntax=_syntax(fields))


def _texts(fields: Fields) -> list[str]:
    return [value for name, value in fields if name == "query"]


def _syntax(fields: Fields) -> str | None:
    return next((value for name, value in fields if name == "format"), None)


def _graphs(fields: Fields, name: str) -> list[str]:
    found = [value for field, value in fields if field == name]
    for value in found:
        graph_name(value)
    return found


def graph_name(text: str) -> str:
    """Return the IRI of a graph.

    Raises:
        Wrong: it is no absolute IRI.
    """
    try:
        return str(iri(text))
    except (BadTerm, ValueError) as error:
        raise Wrong(400, f"{text!r} is no absolute IRI") from error


def _refuse_update(fields: Fields) -> None:
    if any(name == "update" for name, _ in fields):
        raise _read_only()


def _read_only() -> Wrong:
    return Wrong(403, "the data are read-only; expected a query")
