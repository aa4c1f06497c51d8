"""The border to pyoxigraph, both ways: the one place that knows its terms and ours."""

from __future__ import annotations

import pyoxigraph as ox

from .terms import STRING, BadTerm, Iri, Literal, Term, is_blank

OxTerm = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


def to_oxigraph(term: Term) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    """Return a term as pyoxigraph's.

    >>> str(to_oxigraph(Literal("Reform", language="en"))), str(to_oxigraph(Iri("_:b1")))
    ('"Reform"@en', '_:b1')

    Raises:
        ValueError: it is no IRI or no language tag.
    """
    if isinstance(term, Literal):
        if term.language:
            return ox.Literal(term.value, language=term.language)
        return ox.Literal(term.value, datatype=ox.NamedNode(term.datatype))
    return ox.BlankNode(term[2:]) if is_blank(term) else ox.NamedNode(term)


def from_oxigraph(term: OxTerm) -> Term:
    """Return a term of pyoxigraph as ours, its lexical form kept.

    >>> from_oxigraph(ox.Literal("015", datatype=ox.NamedNode("urn:d"))).value
    '015'

    Raises:
        BadTerm: the term is of RDF 1.2: a triple term, or a literal with a direction.
    """
    if isinstance(term, ox.NamedNode):
        return Iri(term.value)
    if isinstance(term, ox.Literal):
        if term.direction is not None:
            raise BadTerm(f"a text with a base direction is RDF 1.2: {term}")
        if term.language:
            return Literal(term.value, STRING, term.language)
        return Literal(term.value, term.datatype.value)
    if isinstance(term, ox.BlankNode):
        return Iri(f"_:{term.value}")
    raise BadTerm(f"a triple term is RDF 1.2: {term}")
