"""One order of paragraphs where a further source has some that those before it lack.

A paragraph that only a further source has goes after the one before it there; those that follow
move on. A paragraph that stands elsewhere in a further source stays where it is, and its position
there is left to be remarked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..rdf import Iri, Literal, Term, Triple
from ..rdf.namespaces import CG

_POSITION, _CHILD = CG["position"], CG["hasParagraph"]
Nodes = Mapping[Iri, Mapping[Iri, list[Term]]]


def moved(triples: Iterable[Triple], nodes: Nodes) -> tuple[dict[Iri, int], set[Iri]]:
    """Return the positions of the paragraphs that a source and the nodes known have together.

    Only documents that both have paragraphs of are in it. With them come the paragraphs that
    stand elsewhere in the source.
    """
    parents: dict[Iri, Iri] = {}
    said: dict[Iri, int] = {}
    for subject, predicate, term in triples:
        if predicate == _CHILD and isinstance(term, Iri):
            parents[term] = subject
        elif predicate == _POSITION and isinstance(term, Literal):
            said[subject] = int(term.value)
    documents: dict[Iri, dict[Iri, int]] = {}
    for paragraph, position in said.items():
        documents.setdefault(_document(paragraph, parents), {})[paragraph] = position
    found: dict[Iri, int] = {}
    astray: set[Iri] = set()
    for document, own in documents.items():
        known = _known(document, nodes)
        if known:
            found |= interleaved(known, own)
            astray |= _astray(known, own)
    return found, astray


def _astray(known: Mapping[Iri, int], own: Mapping[Iri, int]) -> set[Iri]:
    """Return the paragraphs that another known after them stands before."""
    last, found = 0, set()
    for paragraph in sorted(own.keys() & known.keys(), key=own.__getitem__):
        if known[paragraph] < last:
            found.add(paragraph)
        last = max(last, known[paragraph])
    return found


def _document(paragraph: Iri, parents: Mapping[Iri, Iri]) -> Iri:
    while paragraph in parents:
        paragraph = parents[paragraph]
    return paragraph


def _known(document: Iri, nodes: Nodes) -> dict[Iri, int]:
    """Return the positions of the paragraphs known of a document."""
    found: dict[Iri, int] = {}
    waiting = [document]
    while waiting:
        node = nodes.get(waiting.pop(), {})
        for child in node.get(_CHILD, []):
            if isinstance(child, Iri) and child not in found:
                place = nodes.get(child, {}).get(_POSITION, [])
                if place and isinstance(place[0], Literal):
                    found[child] = int(place[0].value)
                waiting.append(child)
    return found


def interleaved(known: Mapping[Iri, int], own: Mapping[Iri, int]) -> dict[Iri, int]:
    """Return one position for each paragraph of two orders, those known in their own.

    >>> a, b, c = map(Iri, ("urn:a", "urn:b", "urn:c"))
    >>> found = interleaved({a: 1, c: 2}, {a: 1, b: 2, c: 3})
    >>> [found[p] for p in (a, b, c)]
    [1, 2, 3]
    """
    order = sorted(known, key=known.__getitem__)
    theirs = sorted(own, key=own.__getitem__)
    at = 0
    for paragraph in theirs:
        if paragraph in known:
            at = order.index(paragraph) + 1
        else:
            order.insert(at, paragraph)
            at += 1
    return {p: n for n, p in enumerate(order, 1)}


def placed(triple: Triple, positions: Mapping[Iri, int]) -> Triple:
    """Return a triple with the position that its subject has in the common order."""
    subject, predicate, term = triple
    if predicate != _POSITION or subject not in positions or not isinstance(term, Literal):
        return triple
    return subject, predicate, Literal(str(positions[subject]), term.datatype)
