"""JSON-LD 1.1 with a small context of the prefixes and terms in use; keys in a fixed order."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from ..identifiers import BASE
from .terms import STRING, Iri, Literal, Term, Triple
from .turtle import Names

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def jsonld(triples: Sequence[Triple], base: str = BASE) -> str:
    """Return triples as JSON-LD: one node object a subject, in order, under ``@graph``.

    >>> from .terms import Literal
    >>> json.loads(jsonld([(Iri("urn:a"), Iri("urn:b"), Literal("c"))]))["@graph"]
    [{'@id': 'urn:a', 'urn:b': 'c'}]
    """
    names = Names(base)
    nodes = [
        _node(subject, list(group), names) for subject, group in groupby(triples, key=itemgetter(0))
    ]
    known = names.declared()
    document = {"@context": {"@version": 1.1, **known}, "@graph": nodes}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _node(subject: str, group: list[Triple], names: Names) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": _name(subject, names)}
    for _, predicate, term in group:
        if predicate == _TYPE:
            node.setdefault("@type", []).append(_name(term, names))
            continue
        node.setdefault(_name(predicate, names), []).append(_value(term, names))
    return {k: v[0] if isinstance(v, list) and len(v) == 1 else v for k, v in node.items()}


def _name(iri: str | Term, names: Names) -> str:
    short = names.iri(str(iri))
    return short[1:-1] if short.startswith("<") else short


def _value(term: Term, names: Names) -> Any:
    if isinstance(term, Iri):
        return {"@id": _name(term, names)}
    assert isinstance(term, Literal)
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype == STRING:
        return term.value
    return {"@value": term.value, "@type": _name(term.datatype, names)}
