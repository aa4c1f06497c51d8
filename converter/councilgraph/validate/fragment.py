r"""SPARQL constraints whose meaning does not hang on how ``$this`` is bound.

pyshacl binds ``$this`` before it asks a constraint's query (SHACL, section 5.3.1), the compiled
form joins the query with all targets at once. Both are the same where a pattern of the outermost
group names ``$this`` before anything else asks for it, and inner groups hold patterns alone::

    SELECT variables, or aggregates WHERE {
        patterns, one of them of $this, before the first BIND and OPTIONAL
        FILTER (…)    FILTER EXISTS { patterns }    FILTER NOT EXISTS { patterns }
        BIND (…)      OPTIONAL { patterns }
    }
    GROUP BY $this … HAVING (…)
"""

from __future__ import annotations

import re

_OPAQUE = re.compile(
    r"""
    \"{3} (?: [^"\\] | \\. | "(?!"") )* \"{3} | '{3} (?: [^'\\] | \\. | '(?!'') )* '{3}
    | " (?: [^"\\\n] | \\. )* " | ' (?: [^'\\\n] | \\. )* '
    | < [^<>"{}|^`\\\x00-\x20]* >
    | \# [^\n]*
    """,
    re.DOTALL | re.VERBOSE,
)
"""Strings, IRIs and comments: what is in them is no syntax."""
_INNER = re.compile(
    r"\b(?:(?P<optional>OPTIONAL)|(?:FILTER\s+)?(?:NOT\s+)?EXISTS)\s*\{(?P<patterns>[^{}]*)\}",
    re.IGNORECASE,
)
_NO_PATTERN = re.compile(r"\b(?:FILTER|BIND|VALUES|SELECT)\b", re.IGNORECASE)
_BOUND_BEFORE = re.compile(r"[$?](?:PATH|shapesGraph|currentShape)\b")
_QUERY = re.compile(
    r"\s*SELECT\b(?P<head>[^{}]*)\{(?P<group>[^{}]*)\}"
    r"(?:\s*GROUP\s+BY(?P<by>(?:\s+[$?]\w+)+)(?:\s+HAVING)?)?\s*",
    re.IGNORECASE,
)
_LATER = re.compile(r"\b(?:BIND|OPTIONAL)\b", re.IGNORECASE)
_THIS = re.compile(r"[$?]this\b")
_PARENTHESIS = re.compile(r"\([^()]*\)")


def means_the_same(select: str) -> bool:
    """Tell whether a query is of the form above.

    >>> means_the_same("SELECT $this ?value { $this <urn:p> ?value FILTER (?value > 1) }")
    True
    >>> means_the_same("SELECT $this { ?a <urn:p> ?value FILTER (?value = $this) }")
    False
    >>> means_the_same("SELECT $this { $this <urn:p> ?a { FILTER (bound($this)) } }")
    False
    """
    plain = _OPAQUE.sub(" ", select)
    inner = [found["patterns"] for found in _INNER.finditer(plain)]
    if _BOUND_BEFORE.search(plain) or any(map(_NO_PATTERN.search, inner)):
        return False
    computed = "(" in plain.partition("{")[0]
    whole = _QUERY.fullmatch(
        _collapsed(_INNER.sub(lambda m: " OPTIONAL " if m["optional"] else " ", plain))
    )
    if not whole:
        return False
    grouped = whole["by"] is not None
    if (computed or grouped) and not _THIS.search(whole["by"] or ""):
        return False
    return bool(_THIS.search(_LATER.split(whole["group"])[0]))


def _collapsed(text: str) -> str:
    """Return a text with everything in parentheses left out."""
    while (shorter := _PARENTHESIS.sub(" ", text)) != text:
        text = shorter
    return text
