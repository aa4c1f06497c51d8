"""Named questions: ``.rq`` files with a title, a description and typed parameters.

A header of comments comes first: ``# title:``, ``# description:``, ``# keywords:``, and for each
parameter ``# parameter: NAME KIND DEFAULT – what it is``. The body, which an empty line sets off,
binds it in a line of its own,
``VALUES ?NAME { … }``, in each part of the query that is to begin with it; every such line is
replaced by the value given, and no text is pasted into a query.
The default ``any`` is written ``UNDEF`` there.

A question that not every store can answer whole has a last line, ``# walk: NAME PROPERTY …``: all
that it can see is what is reached from the parameter by the first property, and what these
properties say of that. Prefixes are those of the body. ``walking`` asks an endpoint for it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .. import resources
from ..errors import UsageError
from ..identifiers import BASE
from ..rdf import Iri, n_triples
from .parameters import Parameter, near, term_of

_HEADER = re.compile(r"^# (title|description|keywords): (.+)$", re.MULTILINE)
_PARAMETER = re.compile(r"^# parameter: (\w+) (\w+) (\S+) – (.+)$", re.MULTILINE)
_WALK = re.compile(r"^# walk: (\w+) (.+)$", re.MULTILINE)
PREFIX = re.compile(r"^PREFIX ([\w-]+): <([^>]+)>$", re.MULTILINE)
_VALUES = re.compile(r"VALUES \?(\w+) \{[^}]*\}")
# The ontology keeps its place whatever the base of the data is.
_BASE = re.compile(re.escape(BASE) + "(?!ontology#)")


@dataclass(frozen=True, slots=True)
class Walk:
    """All that a question can see: what is reached from a parameter by a property, itself too.

    ``followed`` is that property, ``told`` are the others of what is reached.
    """

    parameter: str
    followed: Iri
    told: tuple[Iri, ...]


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A question of the library; ``body`` is SPARQL with one ``VALUES`` line a parameter.

    ``head`` is the comments above it.
    """

    name: str
    title: str
    description: str
    keywords: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    body: str
    head: str = ""
    walk: Walk | None = None

    def bound(self, values: Mapping[str, str], base: str = BASE) -> str:
        """Return the query with its parameters bound; those not given keep their default.

        Raises:
            UsageError: a parameter is unknown, or a value is not of its kind.
        """
        known = {p.name: p for p in self.parameters}
        if unknown := sorted(set(values) - set(known)):
            expected = ", ".join(f"{p.name} ({p.kind})" for p in self.parameters) or "none"
            raise UsageError(f"{self.name}: no parameter {unknown[0]!r}; expected {expected}")
        terms = {name: term_of(known[name], value, base) for name, value in values.items()}

        def bind(match: re.Match[str]) -> str:
            name = match[1]
            if name not in terms:
                return match[0]
            term = terms[name]
            return f"VALUES ?{name} {{ {'UNDEF' if term is None else n_triples(term)} }}"

        # One pass, so that a value is never looked into for another parameter's line.
        return _VALUES.sub(bind, _BASE.sub(lambda _: base, self.body))


@cache
def library() -> Mapping[str, NamedQuery]:
    """Return the questions by name.

    >>> library()["sponsors"].title
    'Sponsors of a draft'
    """
    return {file.stem: read_question(file) for file in resources.files("ontology/questions/*.rq")}


def named(name: str, others: Mapping[str, NamedQuery] | None = None) -> NamedQuery:
    """Return a question of the library, or one of others that are known where it is asked.

    Raises:
        UsageError: there is none of this name.
    """
    known = {**library(), **(others or {})}
    if name not in known:
        hint = near(name, known) or "; --list shows them all"
        raise UsageError(f"no query named {name!r}{hint}")
    return known[name]


def read_question(file: Path) -> NamedQuery:
    """Return the question that a ``.rq`` file holds."""
    head, _, body = file.read_text("utf-8").partition("\n\n")
    header = dict(_HEADER.findall(head))
    return NamedQuery(
        file.stem,
        header.get("title", ""),
        header.get("description", ""),
        tuple(header["keywords"].split(", ")) if "keywords" in header else (),
        tuple(Parameter(*found) for found in _PARAMETER.findall(head)),
        body,
        head,
        _walk(head, body),
    )


def _walk(head: str, body: str) -> Walk | None:
    found = _WALK.search(head)
    if found is None:
        return None
    namespaces = dict(PREFIX.findall(body))
    names = (name.partition(":") for name in found[2].split())
    followed, *told = (Iri(namespaces[prefix] + local) for prefix, _, local in names)
    return Walk(found[1], followed, tuple(told))
