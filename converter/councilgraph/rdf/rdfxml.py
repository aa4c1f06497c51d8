"""RDF 1.1 XML: one ``rdf:Description`` a subject, in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter
from xml.sax.saxutils import escape, quoteattr

from ..identifiers import BASE
from .namespaces import RDF, prefixes
from .terms import STRING, Iri, Literal, Triple

_SPLIT = re.compile(r"^(.*[/#])([A-Za-z_][\w.-]*)$")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def rdfxml(triples: Sequence[Triple], base: str = BASE) -> str:
    """Return triples as RDF/XML.

    Raises:
        ValueError: a predicate cannot be an element's name, or a literal holds a character that
            XML 1.0, section 2.2, excludes.
    """
    known = {iri: name for name, iri in prefixes(base).items()}
    used: dict[str, str] = {"rdf": str(RDF)}
    body: list[str] = []
    for subject, group in groupby(triples, key=itemgetter(0)):
        body.append(f"  <rdf:Description rdf:about={quoteattr(subject)}>\n")
        body.extend(_property(predicate, term, known, used) for _, predicate, term in group)
        body.append("  </rdf:Description>\n")
    declared = "".join(f"\n  xmlns:{n}={quoteattr(i)}" for n, i in sorted(used.items()))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{declared}>\n'
        + "".join(body)
        + "</rdf:RDF>\n"
    )


def _property(
    predicate: str, term: Iri | Literal, known: dict[str, str], used: dict[str, str]
) -> str:
    match = _SPLIT.match(predicate)
    if match is None:
        raise ValueError(f"{predicate!r} cannot be the name of an XML element")
    prefix = known.get(match[1]) or f"ns{len(used)}"
    prefix = next((n for n, i in used.items() if i == match[1]), prefix)
    used[prefix] = match[1]
    name = f"{prefix}:{match[2]}"
    if isinstance(term, Iri):
        return f"    <{name} rdf:resource={quoteattr(term)}/>\n"
    if _NOT_XML.search(term.value):
        raise ValueError(f"a literal holds a character that XML excludes: {term.value!r}")
    mark = ""
    if term.language:
        mark = f" xml:lang={quoteattr(term.language)}"
    elif term.datatype != STRING:
        mark = f" rdf:datatype={quoteattr(term.datatype)}"
    text = escape(term.value, {"\r": "&#13;"})
    return f"    <{name}{mark}>{text}</{name}>\n"
