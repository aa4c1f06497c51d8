"""RDF terms as plain values, and their N-Triples form.

Grammar: RDF 1.1 N-Triples, section 7, productions IRIREF, STRING_LITERAL_QUOTE and LANGTAG.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_XSD = "http://www.w3.org/2001/XMLSchema#"
STRING, INTEGER, BOOLEAN, DATE = (_XSD + n for n in ("string", "integer", "boolean", "date"))
YEAR, MONTH, LANGUAGE = (_XSD + n for n in ("gYear", "gYearMonth", "language"))


class Iri(str):
    """An IRI; never a relative one."""

    __slots__ = ()


class Literal(NamedTuple):
    """A literal: its lexical form, its datatype IRI, its language tag where it has one."""

    value: str
    datatype: str = STRING
    language: str | None = None


Term = Iri | Literal
Triple = tuple[Iri, Iri, Term]

_BAD_IRI = re.compile(r"[\x00-\x20<>\"{}|^`\\]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t",
            "\b": "\\b", "\f": "\\f"}  # fmt: skip
_ESCAPED = re.compile("[\\\\\"\x00-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def iri(text: str) -> Iri:
    """Return an IRI, checked against the characters that RDF syntaxes forbid.

    >>> iri("https://example.org/a")
    'https://example.org/a'

    Raises:
        ValueError: the text holds a space, a control or one of <>"{}|^`\\.
    """
    if _BAD_IRI.search(text):
        raise ValueError(f"{text!r} cannot be an IRI")
    return Iri(text)


def _escape(match: re.Match[str]) -> str:
    char = match.group()
    if char == "\x00" or "\ud800" <= char <= "\udfff":
        raise ValueError(f"a literal cannot hold {char!r}")
    return _ESCAPES.get(char) or f"\\u{ord(char):04X}"


def quoted(text: str) -> str:
    r"""Return a string literal's text in quotation marks, escaped.

    >>> quoted('a "b"\n')
    '"a \\"b\\"\\n"'

    Raises:
        ValueError: the text holds NUL or half a surrogate pair.
    """
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def n_triples(term: Term) -> str:
    """Return a term in N-Triples form.

    >>> n_triples(Literal("Reform", language="en")), n_triples(Iri("https://example.org/a"))
    ('"Reform"@en', '<https://example.org/a>')
    """
    if isinstance(term, Literal):
        if term.language:
            return f"{quoted(term.value)}@{term.language}"
        if term.datatype == STRING:
            return quoted(term.value)
        return f"{quoted(term.value)}^^<{term.datatype}>"
    return f"<{term}>"
