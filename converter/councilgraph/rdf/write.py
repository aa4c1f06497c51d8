"""Write triples: deterministic, in an order that a person likes to read.

The bytes depend on the triples and their order alone. Every syntax is written from the same
blocks: subjects in the order in which they first appear, nothing twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ..errors import Refused, UsageError
from ..formats import RDF_FORMATS
from ..identifiers import BASE
from .blocks import blocks
from .jsonld import jsonld
from .ntriples import n_triples_lines
from .rdfxml import rdfxml
from .terms import BadTerm, Triple
from .turtle import trig, turtle

_WRITERS: dict[str, Callable[..., str]] = {
    "ttl": lambda said, base, _: turtle(said, base),
    "nt": lambda said, _, __: "".join(n_triples_lines(said)),
    "nq": lambda said, _, graph: "".join(n_triples_lines(said, graph)),
    "trig": trig,
    "jsonld": lambda said, base, _: jsonld(said, base),
    "rdfxml": lambda said, base, _: rdfxml(said, base),
}


def write(triples: Iterable[Triple], syntax: str, base: str = BASE, graph: str = "") -> str:
    r"""Return triples in a syntax of ``formats.RDF_FORMATS``, subjects as they first appear.

    ``graph`` names the graph in N-Quads and TriG. JSON-LD is written as one graph without a name,
    which is where those who read it from a page look.

    >>> from .terms import Iri, Literal
    >>> write([(Iri("urn:a"), Iri("urn:b"), Literal("c"))], "nq", graph="urn:g")
    '<urn:a> <urn:b> "c" <urn:g> .\n'

    Raises:
        UsageError: there is no such syntax.
        Refused: the syntax cannot hold a term: a character, or a property's name.
    """
    if syntax not in _WRITERS:
        raise UsageError(f"no RDF syntax {syntax!r}; expected one of {', '.join(RDF_FORMATS)}")
    try:
        return _WRITERS[syntax](blocks(triples), base, graph)
    except BadTerm as error:
        raise Refused(f"the graph as {RDF_FORMATS[syntax].title}", str(error)) from error
