"""What is refused before a parser sees it: what expands, is fetched, or nests without end.

The parser keeps nested things on its stack, and a stack that is full ends the whole process.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from xml.parsers import expat

from ..errors import Refused
from ..formats import RDF_FORMATS

_DEEPEST = 200
"""Elements within elements of RDF/XML; documents have three levels, nested shapes some twenty."""

# Comments, IRIs and strings are passed over, one that is not closed as far as it could go, so that
# the time is linear. Nothing else of RDF 1.1 holds two of these brackets. The last way within a
# string makes up for a fault of Python before 3.11.5: see CONTRIBUTING.md, "Patterns".
_TRIPLE_TERM = re.compile(
    r'''
      """ (?: [^"\\]++ | \\. | "(?!"") | (?!) )*+ (?: """ | \Z )
    | \'\'\' (?: [^'\\]++ | \\. | '(?!'') | (?!) )*+ (?: \'\'\' | \Z )
    | " (?: [^"\\\r\n]++ | \\. | (?!) )*+ "?
    | ' (?: [^'\\\r\n]++ | \\. | (?!) )*+ '?
    | < [^<>\s]*+ >
    | \\.                                  # ex:a\#b
    | \# [^\r\n]*+
    | (?P<found> << )                      # <<( <urn:a> <urn:b> <urn:c> )>>
    ''',
    re.VERBOSE | re.DOTALL,
)


def screen(text: str, syntax: str, where: str) -> None:
    """Look for what no parser shall see, in a text of a syntax of ``formats.RDF_FORMATS``.

    Raises:
        Refused: RDF/XML is not well-formed, declares a document type or nests too deeply; JSON-LD
            is no JSON, nests too deeply or names a remote context; another syntax holds a triple
            term or reified triple, which RDF 1.1 does not have.
    """
    if syntax == "rdfxml":
        _screen_xml(text, where)
    elif syntax == "jsonld":
        _screen_json(text, where)
    elif "<<" in text:
        _screen_turtle(text, syntax, where)


def place(text: str, at: int) -> tuple[int, int]:
    r"""Return line and column of a position, both from 1.

    >>> place("a\nbc", 3)
    (2, 2)
    """
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _screen_turtle(text: str, syntax: str, where: str) -> None:
    for match in _TRIPLE_TERM.finditer(text):
        if match["found"]:
            line, column = place(text, match.start())
            raise Refused(
                where, "a triple within a triple is RDF 1.2",
                expected=f"{RDF_FORMATS[syntax].title} of RDF 1.1", line=line, column=column,
            )  # fmt: skip


def _screen_xml(text: str, where: str) -> None:
    # What the text declares of its encoding is not asked: it is UTF-8, and has been decoded.
    parser = expat.ParserCreate("utf-8")
    depth = 0

    def refuse(found: str, expected: str) -> None:
        line, column = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        raise Refused(where, found, expected=expected, line=line, column=column)

    def start(_name: str, _attributes: object) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            refuse("elements are nested too deeply", f"at most {_DEEPEST} levels")

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartDoctypeDeclHandler = lambda *_: refuse(
        "the file declares a document type", "RDF/XML without one"
    )
    parser.StartElementHandler, parser.EndElementHandler = start, end
    try:
        parser.Parse(text.encode(), True)
    except expat.ExpatError as error:
        found = f"not RDF/XML: {expat.ErrorString(error.code)}"
        raise Refused(where, found, line=error.lineno, column=error.offset + 1) from error


def _screen_json(text: str, where: str) -> None:
    """Refuse a context that would have to be fetched: a string (JSON-LD 1.1, section 3.1)."""
    try:
        # Numbers are only measured: Python makes no integer of thousands of digits.
        remote = next(_remote(json.loads(text, parse_int=len, parse_float=len)), None)
    except json.JSONDecodeError as error:
        raise Refused(
            where, f"not JSON-LD: {error.msg.lower()}", line=error.lineno, column=error.colno
        ) from error
    except RecursionError as error:
        raise Refused(where, "not JSON-LD: nested too deeply") from error
    if remote is not None:
        at = text.find(json.dumps(remote, ensure_ascii=False))
        line, column = place(text, at) if at >= 0 else (None, None)
        raise Refused(
            where, f"the file names a remote context, {remote!r}", expected="an inline @context",
            line=line, column=column,
        )  # fmt: skip


def _remote(value: Any) -> Iterator[str]:
    """Yield the contexts that a JSON value names instead of giving them."""
    if isinstance(value, list):
        for item in value:
            yield from _remote(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key in ("@context", "@import"):
                found = item if isinstance(item, list) else [item]
                yield from (c for c in found if isinstance(c, str))
            yield from _remote(item)
