"""Write triples: deterministic, streamed, in an order that a person likes to read.

The bytes depend on the triples and their order alone. There are no blank nodes, so sorted N-Quads
are canonical (RDF Dataset Canonicalization 1.0 has nothing to rename).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from ..errors import UsageError
from ..formats import RDF_FORMATS
from ..identifiers import BASE
from .jsonld import jsonld
from .rdfxml import rdfxml
from .terms import Iri, Term, Triple, n_triples
from .turtle import trig, turtle


def n_triples_lines(triples: Iterable[Triple], graph: str = "") -> str:
    """Return triples as N-Triples, or as N-Quads in the graph named.

    >>> from .terms import Literal
    >>> n_triples_lines([(Iri("urn:a"), Iri("urn:b"), Literal("c"))])
    '<urn:a> <urn:b> "c" .\\n'
    """
    end = f" <{graph}> .\n" if graph else " .\n"
    cache: dict[Term, str] = {}
    lines = []
    for subject, predicate, term in triples:
        rendered = cache.get(term)
        if rendered is None:
            rendered = cache[term] = n_triples(term)
        lines.append(f"<{subject}> <{predicate}> {rendered}{end}")
    return "".join(lines)


def canonical_quads(graphs: Iterable[tuple[str, Iterable[Triple]]]) -> str:
    """Return named graphs as canonical N-Quads: each statement once, sorted by code point."""
    lines = {
        line for graph, triples in graphs
        for line in n_triples_lines(triples, graph).splitlines(keepends=True)
    }  # fmt: skip
    return "".join(sorted(lines))


def write(triples: Sequence[Triple], syntax: str, base: str = BASE, graph: str = "") -> str:
    """Return triples in a syntax of ``formats.RDF_FORMATS``, in their own order.

    ``graph`` names the graph in the syntaxes for datasets.

    Raises:
        UsageError: there is no such syntax.
    """
    writers = {
        "ttl": partial(turtle, base=base),
        "nt": n_triples_lines,
        "nq": partial(n_triples_lines, graph=graph),
        "trig": partial(trig, base=base, graph=graph),
        "jsonld": partial(jsonld, base=base),
        "rdfxml": partial(rdfxml, base=base),
    }
    if syntax not in writers:
        raise UsageError(f"no RDF syntax {syntax!r}; expected one of {', '.join(RDF_FORMATS)}")
    return writers[syntax](once(triples))


def once(triples: Iterable[Triple]) -> list[Triple]:
    """Return the triples without repetitions, each subject's together, in order of appearance."""
    unique = dict.fromkeys(triples)
    subjects: dict[str, list[Triple]] = {}
    for triple in unique:
        subjects.setdefault(triple[0], []).append(triple)
    return [triple for group in subjects.values() for triple in group]


__all__ = ["canonical_quads", "n_triples_lines", "once", "write"]
