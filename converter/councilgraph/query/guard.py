"""Look at a query before it is run: read-only, no calls to other places, no deep nesting."""

from __future__ import annotations

import re

from ..errors import UsageError

DEEPEST = 50
"""Levels of brackets; deeper queries can exhaust the engine's stack."""

_TOKEN = re.compile(
    r"""
    (?P<skip>\#[^\n\r]* | <[^<>"{}|^`\\\x00-\x20]*>                    # comment, IRI
      | \"{3}(?:[^\\]|\\.)*?\"{3} | '{3}(?:[^\\]|\\.)*?'{3}            # long strings
      | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')                 # strings
  | (?P<open>[(\[{]) | (?P<close>[)\]}])
  | (?P<name>[?$@]\w+ | \w*:[\w.%-]*)                                  # variable, tag, name
  | (?P<word>[A-Za-z]+)
    """,
    re.VERBOSE | re.DOTALL,
)
_UPDATES = frozenset(
    ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD")
)


def check_query(text: str) -> None:
    """Refuse a query that writes, calls another endpoint, or nests too deep.

    Words inside strings, comments, IRIs and names are no keywords.

    >>> check_query('SELECT * { ?s ?p "SERVICE" }')

    Raises:
        UsageError: the query is one of those, and which.
    """
    depth = 0
    for match in _TOKEN.finditer(text):
        depth += (match["open"] is not None) - (match["close"] is not None)
        if depth > DEEPEST:
            raise UsageError(f"the query nests deeper than {DEEPEST} levels")
        word = (match["word"] or "").upper()
        if word == "SERVICE":
            raise UsageError("SERVICE is refused: queries are answered from this data alone")
        if word in _UPDATES:
            raise UsageError(f"{word} is refused: the data are read-only; expected a query")
