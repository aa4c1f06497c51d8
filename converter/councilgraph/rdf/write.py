"""Write triples: deterministic, in an order that a person likes to read.

The bytes depend on the triples and their order alone. Every syntax is written from the same
blocks: subjects in the order in which they first appear, nothing twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from ..errors import Refused, UsageError
from ..formats import RDF_FORMATS
from ..identifiers import BASE
from .blocks import Block, blocks
from .ntriples import n_triples_lines
from .terms import BadTerm, Iri, Triple
from .turtle import trig, turtle


def _jsonld(said: Mapping[Iri, Block], base: str, _: str) -> str:
    from .jsonld import jsonld

    return jsonld(said, base)


def _rdfxml(said: Mapping[Iri, Block], base: str, _: str) -> str:
    from .rdfxml import rdfxml  # XML needs much that no other syntax does

    return rdfxml(said, base)


_WRITERS: dict[str, Callable[..., str]] = {
    "ttl": lambda said, base, _: turtle(said, base),
    "nt": lambda said, _, __: "".join(n_triples_lines(said)),
    "nq": lambda said, _, graph: "".join(n_triples_lines(said, graph)),
    "trig": trig,
    "jsonld": _jsonld,
    "rdfxml": _rdfxml,
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
    return write_blocks(blocks(triples), syntax, base, graph)


def write_blocks(
    said: Mapping[Iri, Block], syntax: str, base: str = BASE, graph: str = ""
) -> str:
    """Return what is said of each subject as ``write`` does, for those who write it in several.

    Raises:
        UsageError, Refused: see ``write``.
    """
    if syntax not in _WRITERS:
        raise UsageError(f"no RDF syntax {syntax!r}; expected one of {', '.join(RDF_FORMATS)}")
    try:
        return _WRITERS[syntax](said, base, graph)
    except BadTerm as error:
        raise Refused(f"the graph as {RDF_FORMATS[syntax].title}", str(error)) from error
