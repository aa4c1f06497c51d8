"""N-Triples, N-Quads and the canonical dump."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from .blocks import Block, blocks
from .terms import BadTerm, Iri, Term, Triple, iri_ref, is_blank, n_triples


def n_triples_lines(said: Mapping[Iri, Block], graph: str = "") -> Iterator[str]:
    r"""Yield blocks as lines of N-Triples, or of N-Quads in the graph named.

    >>> from .terms import Literal
    >>> list(n_triples_lines({Iri("urn:a"): {Iri("urn:b"): [Literal("c")]}}))
    ['<urn:a> <urn:b> "c" .\n']

    Raises:
        BadTerm: N-Triples cannot hold a term.
    """
    end = f" {iri_ref(graph)} .\n" if graph else " .\n"
    cache: dict[Term, str] = {}
    predicates: dict[Iri, str] = {}
    for subject, block in said.items():
        head = cache.get(subject) or cache.setdefault(subject, iri_ref(subject))
        for predicate, objects in block.items():
            name = predicates.get(predicate)
            if name is None:
                name = predicates[predicate] = iri_ref(predicate)
            for term in objects:
                text = cache.get(term)
                if text is None:
                    text = cache[term] = n_triples(term)
                yield f"{head} {name} {text}{end}"


def canonical_quads(graphs: Iterable[tuple[str, Iterable[Triple]]]) -> str:
    """Return named graphs as canonical N-Quads: each statement once, sorted by code point.

    RDF Dataset Canonicalization 1.0, section 5, sorts the canonical lines of the quads; as there
    are no blank nodes, it has nothing to rename.

    Raises:
        BadTerm: a statement holds a blank node, or a term that N-Quads cannot hold.
    """
    lines: set[str] = set()
    for graph, triples in graphs:
        said = blocks(triples)
        for subject, block in said.items():
            for node in (subject, *(t for terms in block.values() for t in terms)):
                if isinstance(node, Iri) and is_blank(node):
                    raise BadTerm(f"{node} is a blank node; published data has none")
        lines.update(n_triples_lines(said, graph))
    return "".join(sorted(lines))
