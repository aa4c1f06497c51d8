"""How two libraries that do not know ours read RDF: each its own terms, made comparable."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable

import pyoxigraph as ox
import pytest
import rdflib

from councilgraph.formats import RDF_FORMATS
from councilgraph.rdf import Iri, Literal, Term, Triple

_RDFLIB = {"ttl": "turtle", "nt": "nt", "nq": "nquads", "trig": "trig", "jsonld": "json-ld",
           "rdfxml": "xml"}  # fmt: skip


@pytest.fixture
def judges(monkeypatch: pytest.MonkeyPatch) -> list[Callable[[str, str], set[Triple]]]:
    """Return the readers of the two libraries: a text and its syntax in, statements out."""
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    return [_by_oxigraph, _by_rdflib]


def _by_oxigraph(text: str, syntax: str) -> set[Triple]:
    form = getattr(ox.RdfFormat, RDF_FORMATS[syntax].oxigraph)
    quads = list(ox.parse(io.BytesIO(text.encode()), format=form))
    return {(Iri(q.subject.value), Iri(q.predicate.value), _term(q.object)) for q in quads}


def _term(term: object) -> Term:
    if isinstance(term, ox.Literal):
        if term.language:
            return Literal(term.value, language=term.language)
        return Literal(term.value, term.datatype.value)
    assert isinstance(term, ox.NamedNode)
    return Iri(term.value)


def _by_rdflib(text: str, syntax: str) -> set[Triple]:
    with warnings.catch_warnings():
        # rdflib 7 warns of what it calls itself when it reads a dataset.
        warnings.simplefilter("ignore", DeprecationWarning)
        dataset = rdflib.Dataset(default_union=True)
        dataset.parse(io.BytesIO(text.encode()), format=_RDFLIB[syntax])
        return {(Iri(s), Iri(p), _rdflib_term(o)) for s, p, o in dataset.triples((None,) * 3)}


def _rdflib_term(term: object) -> Term:
    if isinstance(term, rdflib.Literal):
        if term.language:
            return Literal(str(term), language=term.language)
        return Literal(str(term), str(term.datatype)) if term.datatype else Literal(str(term))
    assert isinstance(term, rdflib.URIRef)
    return Iri(term)
