"""Triples as rdflib holds them, for pyshacl to judge."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import rdflib
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result

from ..rdf import Iri, Literal, Triple, is_blank
from ..rdf.terms import STRING


class Data(rdflib.Graph):
    """A graph that parses a query once.

    pyshacl asks the same text of each focus node, and rdflib takes a hundred times longer to parse
    it than to answer.
    """

    def query(self, query_object: str | Query, *args: Any, **kwargs: Any) -> Result:
        """Answer a query as ``rdflib.Graph`` does."""
        if isinstance(query_object, str):
            query_object = _prepared(query_object)
        return super().query(query_object, *args, **kwargs)


@lru_cache(maxsize=256)
def _prepared(text: str) -> Query:
    return prepareQuery(text, initNs=dict(rdflib.Graph().namespaces()))


def to_rdflib(triples: Iterable[Triple]) -> Data:
    """Return triples as an rdflib graph, lexical forms kept."""
    graph = Data()
    for subject, predicate, term in triples:
        node: rdflib.term.Identifier
        if isinstance(term, Literal):
            plain = term.language or term.datatype == STRING
            kind = None if plain else rdflib.URIRef(term.datatype)
            node = rdflib.Literal(term.value, lang=term.language, datatype=kind, normalize=False)
        else:
            node = _node(term)
        graph.add((_node(subject), rdflib.URIRef(predicate), node))
    return graph


def _node(term: Iri) -> rdflib.URIRef | rdflib.BNode:
    return rdflib.BNode(term.removeprefix("_:")) if is_blank(term) else rdflib.URIRef(term)
