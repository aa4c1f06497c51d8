"""A query with its parameters as constants, for stores that lose sight of a variable.

A parameter of a named question is a variable with one value: a line ``VALUES ?language { "en" }``
at the top. SPARQL 1.1 lets a FILTER within OPTIONAL see it (section 18.2.2.6, LeftJoin), Virtuoso
does not and answers without names. With the value itself in the variable's place the question is
the same, and every store answers it.
"""

from __future__ import annotations

import re

_LINE = re.compile(
    r'^[ \t]*VALUES \?(?P<name>\w+) \{ (?P<term><[^<>\s]*>|"(?:[^"\\\n]|\\.)*"\S*|[^\s{}"<>]+) \}'
    r"[ \t]*\n",
    re.MULTILINE,
)
_OPEN = "UNDEF"
_TOKEN = re.compile(r'"(?:[^"\\\n]|\\.)*"|<[^<>\s]*>|#[^\n]*|\?(?P<name>\w+)')
_KEPT = re.compile(r"(?:SELECT|BY|AS|bound)\b[^{}\n]*?\?(\w+)[^{}\n]*", re.IGNORECASE)
_VARIABLE = re.compile(r"\?(\w+)")


def with_constants(query: str) -> str:
    r"""Return a query with the one value of each parameter in its place.

    A variable that is part of the answer, or named where only variables can be, is left as it is; a
    line that leaves a parameter open says nothing, and goes.

    >>> with_constants('SELECT ?n {\n VALUES ?l { "en" }\n ?s ?p ?n FILTER (lang(?n) = ?l) }')
    'SELECT ?n {\n ?s ?p ?n FILTER (lang(?n) = "en") }'
    """
    kept = {v for found in _KEPT.finditer(query) for v in _VARIABLE.findall(found[0])}
    values = {m["name"]: m["term"] for m in _LINE.finditer(query)}
    terms = {n: term for n, term in values.items() if term != _OPEN and n not in kept}
    without = _LINE.sub(
        lambda m: "" if m["name"] in terms or m["term"] == _OPEN else m[0], query
    )
    return _TOKEN.sub(lambda m: terms.get(m["name"] or "", m[0]), without)
