"""Look at a query before it is run: read-only, no calls to other places, no deep nesting."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..errors import UsageError

DEEPEST = 50
"""Levels of brackets; deeper queries can exhaust an engine's stack."""
LONGEST = 64_000
"""Characters; a longer query can exhaust it without brackets, by 10,000 ``+`` or ``UNION``."""

# SPARQL 1.1 Query Language, section 19.8: what is not looked into (comments, IRIREF [139], strings
# [156] to [159], numbers [146] to [148]), brackets, variables [143], language tags [145], prefixed
# names [140], words. A name ends before a full stop, and a word may follow a number at once.
_ESCAPED = r"\\u[0-9A-Fa-f]{4} | \\U[0-9A-Fa-f]{8}"
_IN_NAME = r"%[0-9A-Fa-f]{2} | \\."
_TOKEN = re.compile(
    rf"""
    (?P<skip>\#[^\n\r]*
      | <(?:[^<>"{{}}|^`\\\x00-\x20] | {_ESCAPED})*>
      | \"{{3}}(?:\"{{0,2}}(?:[^"\\]|\\.))*\"{{3}} | '{{3}}(?:'{{0,2}}(?:[^'\\]|\\.))*'{{3}}
      | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'
      | (?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
  | (?P<open>[(\[{{]) | (?P<close>[)\]}}])
  | (?P<name>[?$]\w+ | @[A-Za-z]+(?:-[A-Za-z0-9]+)*
      | (?:[^\W\d_](?:[\w.-]*[\w-])?)?:
        (?:(?:[\w:]|{_IN_NAME})(?:(?:[\w.:-]|{_IN_NAME})*(?:[\w:-]|{_IN_NAME}))?)?)
  | (?P<word>[^\W\d]\w*)
    """,
    re.VERBOSE | re.DOTALL,
)
_UPDATES = frozenset(("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD"))
FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")


def check_query(text: str, *, federated: bool = False) -> None:
    """Refuse a query that writes, calls another endpoint, is too long or nests too deep.

    ``federated`` lets ``SERVICE`` pass, for endpoints that answer for what they call. Words inside
    strings, comments, IRIs and names are no keywords.

    >>> check_query('SELECT * { ?s ?p "SERVICE" }')

    Raises:
        UsageError: the query is one of those, and which.
    """
    if len(text) > LONGEST:
        raise UsageError(f"the query has {len(text)} characters; expected at most {LONGEST}")
    depth = 0
    for match in _TOKEN.finditer(text):
        depth += (match["open"] is not None) - (match["close"] is not None)
        if depth > DEEPEST:
            raise UsageError(f"the query nests deeper than {DEEPEST} levels")
        if not federated and _calls(match):
            raise UsageError("SERVICE is refused: queries are answered from this data alone")
        word = (match["word"] or "").upper()
        if word in _UPDATES:
            raise UsageError(f"{word} is refused: the data are read-only; expected a query")


def form_of(text: str) -> str:
    r"""Return the form of a query: SELECT, ASK, CONSTRUCT or DESCRIBE.

    >>> form_of("# ASK\nPREFIX select: <urn:ask> construct { ?s ?p ?o } WHERE { ?s ?p ?o }")
    'CONSTRUCT'

    Raises:
        UsageError: it has none.
    """
    found = next((w for w in _words(text) if w in FORMS), None)
    if found is None:
        raise UsageError(f"not a SPARQL query; expected one of {', '.join(FORMS)}")
    return found


def _calls(match: re.Match[str]) -> bool:
    """Tell whether Oxigraph may read SERVICE here: its keywords need no space on either side.

    ``trueSERVICEa:b`` calls ``a:b``. So a prefix with that word in it is refused too; there are
    others to choose from.
    """
    prefix, colon, _ = (match["name"] or "").partition(":")
    return "SERVICE" in (match["word"] or (colon and prefix)).upper()


def _words(text: str) -> Iterator[str]:
    return ((m["word"] or "").upper() for m in _TOKEN.finditer(text))
