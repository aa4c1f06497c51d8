"""N-Triples, N-Quads and the canonical dump."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import chain

from .blocks import Block, blocks
from .terms import BadTerm, Iri, Literal, Triple, iri_ref, is_blank, n_triples


def n_triples_lines(
    said: Mapping[Iri, Block], graph: str = "", node: Callable[[str], str] = iri_ref
) -> list[str]:
    r"""Return blocks as lines of N-Triples, or of N-Quads in the graph named.

    ``node`` writes an IRI or the label of a blank node.

    >>> n_triples_lines({Iri("urn:a"): {Iri("urn:b"): [Literal("c")]}})
    ['<urn:a> <urn:b> "c" .\n']

    Raises:
        BadTerm: N-Triples cannot hold a term.
    """
    end = f" {iri_ref(graph)} .\n" if graph else " .\n"
    # Most IRIs are said more than once, few literals are.
    nodes: dict[str, str] = {}
    lines = []
    for subject, block in said.items():
        head = nodes.get(subject) or nodes.setdefault(subject, node(subject))
        for predicate, terms in block.items():
            name = nodes.get(predicate) or nodes.setdefault(predicate, node(predicate))
            for term in terms:
                if isinstance(term, Literal):
                    text = n_triples(term)
                else:
                    text = nodes.get(term) or nodes.setdefault(term, node(term))
                lines.append(f"{head} {name} {text}{end}")
    return lines


def canonical_quads(graphs: Iterable[tuple[str, Iterable[Triple]]]) -> str:
    """Return named graphs as canonical N-Quads: each statement once, sorted by code point.

    RDF Dataset Canonicalization 1.0, section 5, sorts the canonical lines of the quads; as there
    are no blank nodes, it has nothing to rename.

    Raises:
        BadTerm: a statement holds a blank node, or a term that N-Quads cannot hold.
    """
    parts: dict[str, list[Iterable[Triple]]] = {}
    for graph, triples in graphs:
        parts.setdefault(graph, []).append(triples)
    lines = [line for graph, said in parts.items()
             for line in n_triples_lines(blocks(chain(*said)), graph, _named)]  # fmt: skip
    return "".join(sorted(lines))


def _named(node: str) -> str:
    if is_blank(node):
        raise BadTerm(f"{node} is a blank node; published data has none")
    return iri_ref(node)
