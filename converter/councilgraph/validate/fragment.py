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
from collections.abc import Mapping

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
_VARIABLE = re.compile(r"[$?](\w+)")
_ABSENT = re.compile(r"\bFILTER\s+NOT\s+EXISTS\s*(\{[^{}]*\})", re.IGNORECASE)
_NAME = r"(?: <[^<>\s]*> | [A-Za-z][\w-]*:[\w-]+ )"
_TERM = rf'(?: [?$]\w+ | {_NAME} | "" (?: @[\w-]+ | \^\^{_NAME} )? | \d+ | true | false )'
_VERB = rf"(?: a | \^?{_NAME} (?: \s*[/|]\s* \^?{_NAME} )* )"
_SAID = rf"{_VERB} \s+ {_TERM} (?: \s*,\s* {_TERM} )*"
_END = r"(?= \s* (?: \.(?!\w) | \Z ) )"
_PATTERNS = re.compile(
    rf"(?: [\s.]* {_TERM} \s+ {_SAID} (?: \s*;\s* {_SAID} )* {_END} )* [\s.]*", re.VERBOSE
)
"""Triple patterns whose predicates are names, or paths of names: ``$this a ?c ; cg:a/cg:b ?d .``"""
_NAMED = re.compile(_NAME, re.VERBOSE)
_TOLD = re.compile(r"\b(?:FILTER|BIND)\s+_", re.IGNORECASE)
"""What is no pattern, the parentheses after it collapsed."""


def means_the_same(select: str) -> bool:
    """Tell whether a query is of the form above.

    >>> means_the_same("SELECT $this ?value { $this <urn:p> ?value FILTER (?value > 1) }")
    True
    >>> means_the_same("SELECT $this { ?a <urn:p> ?value FILTER (?value = $this) }")
    False
    >>> means_the_same("SELECT $this { $this <urn:p> ?a { FILTER (bound($this)) } }")
    False
    """
    plain = _masked(select)
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


def beginning_with(patterns: str, select: str) -> str:
    """Return a query of the form above whose outermost group begins with other patterns.

    >>> beginning_with("$this a <urn:C> .", "SELECT $this { $this <urn:p> 1 }")
    'SELECT $this { $this a <urn:C> . $this <urn:p> 1 }'
    """
    start = _masked(select).index("{") + 1
    return f"{select[:start]} {patterns}{select[start:]}"


def subtracting(select: str) -> str:
    """Return a query of the form above that takes away at the end what must not exist.

    Oxigraph looks for what a FILTER asks for anew for each solution, among all that there is; what
    is taken away it finds once. Both are the same where the patterns hold no filter and have a
    variable in common with every solution (SPARQL 1.1 Query Language, section 8.3); where they may
    have none, the FILTER stays.

    >>> subtracting("SELECT $this { $this <urn:p> ?v FILTER NOT EXISTS { ?v <urn:q> ?w } }")
    'SELECT $this { $this <urn:p> ?v   MINUS { ?v <urn:q> ?w }}'
    """
    plain = _masked(select)
    end = plain.rindex("}")
    bound = set(_VARIABLE.findall(_outermost(plain)))
    left, taken, last = "", "", 0
    for found in _ABSENT.finditer(plain):
        if bound.intersection(_VARIABLE.findall(found[1])):
            left += select[last : found.start()]
            taken += f" MINUS {select[found.start(1) : found.end(1)]}"
            last = found.end()
    return f"{left}{select[last:end]}{taken}{select[end:]}"


def _outermost(plain: str) -> str:
    """Return the triple patterns of the outermost group that every solution matches."""
    group = _collapsed(_INNER.sub(" . ", plain), " _ ")
    return _TOLD.sub(" . ", group[group.index("{") + 1 : group.rindex("}")])


def named_by(select: str, prefixes: Mapping[str, str]) -> frozenset[str] | None:
    """Return the IRIs that a query of the form above names, beside ``a``.

    Its predicates are among them: None where one might not be, such as a variable, or where that
    cannot be told.

    >>> sorted(named_by("SELECT $this { $this x:p/x:q ?v FILTER (?v = x:r) }", {"x": "urn:"}))
    ['urn:p', 'urn:q', 'urn:r']
    >>> named_by("SELECT $this { $this ?any 1 }", {}) is None
    True
    """
    plain = _OPAQUE.sub(_kept, select)
    inner = [found["patterns"] for found in _INNER.finditer(plain)]
    if not all(map(_PATTERNS.fullmatch, (_outermost(plain), *inner))):
        return None
    found = set()
    for name in _NAMED.findall(plain):
        prefix, _, local = name.partition(":")
        if name.startswith("<"):
            found.add(name[1:-1])
        elif prefix in prefixes:
            found.add(prefixes[prefix] + local)
        else:
            return None
    return frozenset(found)


def _kept(found: re.Match[str]) -> str:
    """Return what stands for a string, IRI or comment where only strings may hold anything."""
    return {"<": found[0], "#": " "}.get(found[0][0], '""')


def _masked(select: str) -> str:
    """Return a query of the same length with blanks for what is no syntax."""
    return _OPAQUE.sub(lambda found: " " * len(found[0]), select)


def _collapsed(text: str, left: str = " ") -> str:
    """Return a text with ``left`` in place of everything in parentheses, and of these."""
    while (shorter := _PARENTHESIS.sub(left, text)) != text:
        text = shorter
    return text
