"""Triples as every writer takes them: one block a subject, one list of objects a predicate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from .terms import Iri, Term, Triple

Block = dict[Iri, list[Term]]
"""What is said of one subject, by predicate."""


def blocks(triples: Iterable[Triple]) -> dict[Iri, Block]:
    """Return each subject's block, subjects, predicates and objects as they first appear.

    What is said twice is kept once.

    >>> a, b = Iri("urn:a"), Iri("urn:b")
    >>> blocks([(a, b, a), (b, b, b), (a, b, b), (a, b, a)])
    {'urn:a': {'urn:b': ['urn:a', 'urn:b']}, 'urn:b': {'urn:b': ['urn:b']}}
    """
    found: dict[Iri, Block] = {}
    several: list[tuple[Block, Iri]] = []
    last: Iri | None = None
    said: Block = {}
    for subject, predicate, term in triples:
        if subject is not last:
            last = subject
            known = found.get(subject)
            if known is None:
                known = found[subject] = {}
            said = known
        objects = said.get(predicate)
        if objects is None:
            said[predicate] = [term]
        else:
            if len(objects) == 1:
                several.append((said, predicate))
            objects.append(term)
    for said, predicate in several:
        said[predicate] = list(dict.fromkeys(said[predicate]))
    return found


def triples_in(said: Mapping[Iri, Block]) -> Iterator[Triple]:
    """Yield the triples of blocks, in their order.

    >>> a, b = Iri("urn:a"), Iri("urn:b")
    >>> list(triples_in(blocks([(a, b, a), (b, b, b), (a, b, b)])))
    [('urn:a', 'urn:b', 'urn:a'), ('urn:a', 'urn:b', 'urn:b'), ('urn:b', 'urn:b', 'urn:b')]
    """
    for subject, block in said.items():
        for predicate, terms in block.items():
            for term in terms:
                yield subject, predicate, term
