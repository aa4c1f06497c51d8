"""RDF terms as plain values, and their N-Triples form.

Grammar: RDF 1.1 N-Triples, section 7, productions IRIREF [8], STRING_LITERAL_QUOTE [9],
BLANK_NODE_LABEL [141s] and LANGTAG [144s]. Which characters are escaped follows the canonical form
of N-Triples (RDF 1.2 N-Triples, section 3), so that equal graphs have equal lines.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_XSD = "http://www.w3.org/2001/XMLSchema#"
STRING, INTEGER, BOOLEAN, DATE = (_XSD + n for n in ("string", "integer", "boolean", "date"))
DATE_TIME, YEAR, MONTH, DURATION, LANGUAGE = (
    _XSD + n for n in ("dateTime", "gYear", "gYearMonth", "duration", "language")
)


class BadTerm(ValueError):
    """Say which term no RDF syntax, or not the one asked for, can hold."""


class Iri(str):
    """An IRI, never a relative one; or the label of a blank node of foreign data, ``_:b1``."""

    __slots__ = ()


class Literal(NamedTuple):
    """A literal: its lexical form, its datatype IRI, its language tag where it has one.

    With a language tag the datatype is ``rdf:langString``, whatever the field says.
    """

    value: str
    datatype: str = STRING
    language: str | None = None


Term = Iri | Literal
Triple = tuple[Iri, Iri, Term]

# IRIREF, and RFC 3987's rule that an absolute IRI begins with a scheme. Halves of surrogate pairs
# and noncharacters of the first plane are no characters of an IRI.
_IRI = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]*"
)
# BLANK_NODE_LABEL, its letters restricted to ASCII.
_BLANK = re.compile(r"_:[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_LANGUAGE_TAG = re.compile(r"[A-Za-z]+(?:-[A-Za-z0-9]+)*")
# What the canonical form escapes: quotation mark, backslash, controls, delete, and what is no
# character of XML 1.1.
_ESCAPED = re.compile('[\\\\"\x00-\x1f\x7f\ufffe\uffff\ud800-\udfff]')
_ESCAPES = {
    "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f",
}  # fmt: skip


def is_blank(iri: str) -> bool:
    """Tell whether a subject or object is the label of a blank node."""
    return iri.startswith("_:")


def is_absolute(text: str) -> bool:
    """Tell whether a text is an absolute IRI.

    >>> is_absolute("https://example.org/"), is_absolute("a/b"), is_absolute("urn:a b")
    (True, False, False)
    """
    return _IRI.fullmatch(text) is not None


def iri(text: str) -> Iri:
    r"""Return an IRI, checked against the characters that RDF syntaxes forbid.

    >>> iri("https://example.org/a")
    'https://example.org/a'

    Raises:
        BadTerm: the text is relative, or holds a space, a control or one of ``<>"{}|^`\``.
    """
    if _IRI.fullmatch(text) or _BLANK.fullmatch(text):
        return Iri(text)
    raise BadTerm(f"{text!r} cannot be an IRI")


def iri_ref(text: str) -> str:
    """Return an IRI in angle brackets, or the label of a blank node as it is.

    >>> iri_ref("https://example.org/a"), iri_ref("_:b1")
    ('<https://example.org/a>', '_:b1')

    Raises:
        BadTerm: see ``iri``.
    """
    if _IRI.fullmatch(text):
        return f"<{text}>"
    return iri(text)


def escape(match: re.Match[str]) -> str:
    """Return the escape sequence of the character matched.

    Raises:
        BadTerm: the character is NUL, which no XML can hold, or half a surrogate pair, which is
            no character.
    """
    char = match.group()
    if char == "\x00" or "\ud800" <= char <= "\udfff":
        near = match.string[max(0, match.start() - 20) : match.start()]
        raise BadTerm(f"no literal can hold U+{ord(char):04X}, found after {near!r}")
    return _ESCAPES.get(char) or f"\\u{ord(char):04X}"


def is_plain(text: str) -> bool:
    r"""Tell quickly that no syntax has to escape anything of a text; others may be plain too.

    What Python calls printable holds no control, half of a surrogate pair, noncharacter or mark of
    direction.

    >>> is_plain("plain"), is_plain('"'), is_plain("\u3000")
    (True, False, False)
    """
    return text.isprintable() and '"' not in text and "\\" not in text


def quoted(text: str) -> str:
    r"""Return a string literal's text in quotation marks, escaped.

    >>> quoted('a "b"\n')
    '"a \\"b\\"\\n"'

    Raises:
        BadTerm: the text holds NUL or half a surrogate pair.
    """
    return f'"{text if is_plain(text) else _ESCAPED.sub(escape, text)}"'


@lru_cache(maxsize=64)
def language_tag(tag: str) -> str:
    """Return a language tag as it follows a literal.

    >>> language_tag("zh")
    '@zh'

    Raises:
        BadTerm: it is no LANGTAG.
    """
    if not _LANGUAGE_TAG.fullmatch(tag):
        raise BadTerm(f"{tag!r} is no language tag")
    return f"@{tag}"


def n_triples(term: Term) -> str:
    """Return a term in N-Triples form.

    >>> n_triples(Literal("Reform", language="en")), n_triples(Iri("https://example.org/a"))
    ('"Reform"@en', '<https://example.org/a>')

    Raises:
        BadTerm: N-Triples cannot hold it.
    """
    if not isinstance(term, Literal):
        return iri_ref(term)
    value, datatype, language = term
    if language:
        return quoted(value) + language_tag(language)
    if datatype == STRING:
        return quoted(value)
    return f"{quoted(value)}^^{_datatype(datatype)}"


_datatype = lru_cache(maxsize=64)(iri_ref)
