"""Read RDF files of the six syntaxes into triples."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox

from ..errors import Refused
from ..formats import RDF_FORMATS, rdf_format_of
from .terms import STRING, Iri, Literal, Triple

_DOCTYPE = re.compile(rb"<!DOCTYPE", re.IGNORECASE)
_REMOTE = re.compile(rb'"@(?:context|import)"\s*:\s*(?:\[[^\]]*)?"\w+:')


def read_triples(path: Path, base: str = "") -> list[Triple]:
    """Return the triples of a file, in its order, lexical forms kept; graph names are dropped.

    Raises:
        Refused: the suffix is no RDF syntax's, or the file breaks its grammar, declares a
            document type, or names a remote JSON-LD context.
    """
    syntax = rdf_format_of(path.name)
    if syntax is None:
        known = ", ".join(f.suffix for f in RDF_FORMATS.values())
        raise Refused(path.name, "the suffix names no RDF syntax", expected=known)
    data = path.read_bytes()
    if syntax.name == "rdfxml" and _DOCTYPE.search(data):
        raise Refused(path.name, "the file declares a document type", expected="RDF/XML without")
    if syntax.name == "jsonld" and _REMOTE.search(data):
        raise Refused(path.name, "the file names a remote context", expected="an inline @context")
    try:
        quads = ox.parse(data, format=getattr(ox.RdfFormat, syntax.oxigraph), base_iri=base or None)
        return [(Iri(q.subject.value), Iri(q.predicate.value), _term(q.object)) for q in quads]
    except SyntaxError as error:
        raise Refused(
            path.name, f"not {syntax.name}: {error.msg}", line=error.lineno, column=error.offset
        ) from error
    except ValueError as error:
        raise Refused(path.name, f"not {syntax.name}: {error}") from error


def _term(term: ox.NamedNode | ox.Literal | ox.BlankNode) -> Iri | Literal:
    if isinstance(term, ox.Literal):
        if term.language:
            return Literal(term.value, language=term.language)
        return Literal(term.value, term.datatype.value or STRING)
    if isinstance(term, ox.BlankNode):
        return Iri(f"_:{term.value}")
    return Iri(term.value)
