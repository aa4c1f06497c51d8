"""Candidates for a query, with their scores; and which of them is safe to take unseen."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..rdf import Literal, Term
from .asked import Asked
from .entities import Entity
from .index import LEAST, Hit, Index
from .normal import key
from .schema import schema

AGREED, DENIED = 0.8, 0.75
"""What an identifying value that agrees makes up of what a name lacks, and what is left of the
likeness of a name where a value disagrees."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity proposed for a query.

    ``score`` is from 0 to 100; ``likeness`` (of the name, 0 to 1) and the numbers of properties
    that agree and disagree are what it was made from. ``match`` says that no one need look.
    """

    entity: Entity
    score: float
    match: bool
    likeness: float
    agreeing: int = 0
    disagreeing: int = 0


def candidates(asked: Asked, index: Index) -> list[Candidate]:
    """Return the candidates for a query, the best first, at most as many as it asks for.

    At most one of them is a match: the only one with exactly this name or symbol, or that an
    identifying property confirms, and that nothing asked for contradicts.
    """
    judged = [_judged(h, asked, index) for h in _hits(asked, index) if _of_types(h, asked)]
    if not asked.text:
        judged = [c for c in judged if c.agreeing]
    judged.sort(key=lambda c: (-c.score, not c.match))
    if sum(c.match for c in judged) > 1:
        judged = [replace(c, match=False) for c in judged]
    return judged[: asked.limit]


def _hits(asked: Asked, index: Index) -> list[Hit]:
    """Return what the name finds, and what an identifying property does; else everything."""
    if not asked.text:
        return [Hit(e, 0.0) for e in index.entities.values()] if asked.properties else []
    hits = index.find(asked.text, asked.types if asked.strict == "any" else frozenset())
    known = {h.entity.iri for h in hits}
    codes = (v for iri, values in asked.properties if _identifies(iri) for v in values)
    coded = {h.entity.iri: h for code in codes for h in index.coded(code, asked.text)}
    return hits + [h for iri, h in coded.items() if iri not in known]


def _of_types(hit: Hit, asked: Asked) -> bool:
    types = set(hit.entity.types)
    return {
        "any": not asked.types or bool(asked.types & types),
        "all": asked.types <= types,
        "should": True,
    }[asked.strict]


def _identifies(property_iri: str) -> bool:
    known = schema().properties.get(property_iri)
    return known is not None and known.identifying


def _judged(hit: Hit, asked: Asked, index: Index) -> Candidate:
    agreeing = disagreeing = confirmed = 0
    for iri, values in asked.properties:
        facts = hit.entity.facts.get(iri)
        if not facts or not values:
            continue
        if any(_same(fact, value, index) for fact in facts for value in values):
            agreeing += 1
            confirmed += _identifies(iri)
        else:
            disagreeing += 1
    score = hit.likeness
    if not asked.text:
        score = agreeing / len(asked.properties)
    elif confirmed:
        score += (1 - score) * AGREED
    score *= DENIED**disagreeing
    like = not asked.text or hit.likeness >= LEAST
    match = (hit.safe or (bool(confirmed) and like)) and not disagreeing
    return Candidate(
        hit.entity, round(100 * score, 1), match, hit.likeness, agreeing, disagreeing
    )  # fmt: skip


def _same(fact: Term, value: str, index: Index) -> bool:
    """Tell whether a value given is a fact: as text, as the beginning of a date, or by its name.

    >>> _same(Literal("2020-12-03"), "2020", Index([]))
    True
    >>> _same(Literal("2020-12-03"), "20", Index([]))
    False
    """
    if isinstance(fact, Literal):
        return key(fact.value) == key(value) or fact.value.startswith(f"{value}-")
    if value in {fact, fact.removeprefix(index.base)}:
        return True
    entity = index.entity(fact)
    return entity is not None and any(key(n.text) == key(value) for n in entity.names)
