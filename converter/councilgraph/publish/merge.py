"""Several sources of the same things as one graph: each fact once, each source's place beside it.

The first source of a thing keeps its node as it is. A further source adds what it alone says;
where it read the same fact, a passage beside the node tells its words and its place there::

    doc/S/RES/2553/paragraph/5              text in English and Chinese, place in the English file
    doc/S/RES/2553/paragraph/5/passage/zh   the place in the Chinese file

Citations, requests and the like are numbered in the order of one text. A further source's are
matched by what they say and renumbered, so that one number never stands for two facts. What
cannot both be true is a conflict, or a remark where the rule of precedence tells which source is
believed (``records.precedence``); what was merely read otherwise is kept as a remark.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..rdf import Iri, Literal, Term, Triple
from ..rdf.namespaces import CG, DCTERMS
from .beside import file_of, passage_of, remark_of
from .order import moved, placed
from .renumber import renumbered
from .sayings import squashed
from .sources import Conflict, Contribution, Merged
from .versions import hold_texts

__all__ = ["FACTS", "PLACE", "READINGS", "Conflict", "Contribution", "Merged", "merge"]

_POSITION = CG["position"]
PLACE = frozenset(
    (
        DCTERMS["source"],
        *(CG[n] for n in ("source", "sourceStart", "sourceEnd", "sourceRecord", "sourceField",
                          "quote", "writtenAs")),
    )
)  # fmt: skip
"""What a source says about where it says something."""

FACTS = frozenset(
    (
        DCTERMS["date"],
        *(CG[n] for n in (
            "symbol", "adoptionDate", "adoptedBy", "draft", "voteOn", "resultedIn", "procedure",
            "outcome", "inFavour", "against", "abstaining", "notVoting", "castBy", "choice",
        )),
    )
)  # fmt: skip
"""Properties with one true value: two sources that give two contradict each other."""

READINGS = frozenset(
    CG[n]
    for n in ("position", "number", "meeting", "distribution", "citationVerb", "citedDate",
              "requestVerb", "requestedOf", "deadline", "mandateAction", "mandateOf",
              "mandateEnd", "topicConcept")
)  # fmt: skip
"""Properties with one value that a reader may take otherwise in another source."""

_TEXTS = frozenset((CG["text"], DCTERMS["title"], CG["agendaItem"]))


def merge(contributions: Iterable[Contribution]) -> Merged:
    """Return what all sources say together; a file given twice counts once."""
    merged = Merged()
    ordered = sorted(contributions, key=lambda c: c.order)
    unique = {(c.sha256, c.graph): c for c in reversed(ordered)}
    for contribution in sorted(unique.values(), key=lambda c: c.order):
        _add(merged, contribution)
    return merged


def _add(merged: Merged, one: Contribution) -> None:
    hold_texts(merged, one)
    positions, astray = moved(one.triples, merged.nodes)
    _move(merged, positions)
    triples = renumbered(one.triples, merged.nodes)
    if positions:
        triples = [t if t[0] in astray else placed(t, positions) for t in triples]
    subjects: dict[Iri, list[tuple[Iri, Term]]] = {}
    for subject, predicate, term in triples:
        subjects.setdefault(subject, []).append((predicate, term))
    graph = merged.graphs.setdefault(one.graph, {})
    for subject, said in subjects.items():
        known = merged.nodes.get(subject)
        if known is None:
            kept = [(subject, *s) for s in (*said, *file_of(merged, one, said))]
        else:
            version = subjects.get(Iri(f"{subject}/{one.language}"), [])
            kept = _joined(merged, one, subject, known, [*said], version)
        for triple in kept:
            graph[triple] = None
            node, predicate, term = triple
            values = merged.nodes.setdefault(node, {}).setdefault(predicate, [])
            if term not in values:
                values.append(term)
            if one.rank and predicate in FACTS:
                merged.ranks.setdefault((node, predicate), one.rank)


def _move(merged: Merged, positions: dict[Iri, int]) -> None:
    """Give paragraphs that others now stand before their new positions."""
    changed: dict[Iri, list[Term]] = {}
    for paragraph in positions.keys() & merged.nodes.keys():
        before = merged.nodes[paragraph].get(_POSITION, [])
        after = [placed((paragraph, _POSITION, t), positions)[2] for t in before]
        if after != before:
            changed[paragraph] = before
            merged.nodes[paragraph][_POSITION] = after
    old = [(p, _POSITION, t) for p, terms in changed.items() for t in terms]
    for graph, triples in merged.graphs.items():
        if any(t in triples for t in old):
            merged.graphs[graph] = {placed(t, positions): None for t in triples}


def _joined(
    merged: Merged,
    one: Contribution,
    subject: Iri,
    known: dict[Iri, list[Term]],
    said: list[tuple[Iri, Term]],
    version: list[tuple[Iri, Term]],
) -> list[Triple]:
    """Return what a further source adds to a node, and the passage that says where.

    What a document itself says has the place of its language version, ``version``.
    """
    kept: list[Triple] = []
    place: list[tuple[Iri, Term]] = []
    differing: list[str] = []
    for predicate, term in said:
        rivals = _rivals(known.get(predicate, []), predicate, term)
        if predicate in PLACE:
            place.append((predicate, term))
        elif not rivals:
            kept.append((subject, predicate, term))
        elif predicate in READINGS or _outranked(merged, one, subject, predicate):
            differing.append(_differs(subject, predicate, rivals, term))
        elif predicate in FACTS:
            message = _differs(subject, predicate, rivals, term)
            merged.conflicts.append(Conflict(one.name, message, subject))
        elif isinstance(term, Literal):
            place.append((CG["quote"], Literal(term.value)))
    if CG["sourceFile"] in known and (CG["sourceFile"], known[CG["sourceFile"]][0]) not in said:
        kept.append((subject, DCTERMS["source"], known[CG["sourceFile"]][0]))
    quotes = [s for s in place if s[0] == CG["quote"]]
    here = [s for s in place if s not in quotes] or [s for s in version if s[0] in PLACE]
    if place:
        kept += passage_of(merged, one, subject, dict.fromkeys([*quotes, *here]))
    for message in differing:
        kept += remark_of(merged, subject, message, [*here, *file_of(merged, one, here)], kept)
    return kept


def _outranked(merged: Merged, one: Contribution, subject: Iri, predicate: Iri) -> bool:
    """Tell whether a fact is from a kind of source that is believed before a further one."""
    return predicate in FACTS and merged.ranks.get((subject, predicate), 0) < one.rank


def _rivals(values: list[Term], predicate: Iri, term: Term) -> list[Term]:
    """Return the values that exclude this one: all others, of texts those in its language."""
    if term in values:
        return []
    if predicate in _TEXTS and isinstance(term, Literal):
        same = [v for v in values if isinstance(v, Literal) and v.language == term.language]
        return [*([v for v in same if squashed(v.value) != squashed(term.value)] or same)]
    return values if predicate in FACTS | READINGS else []


def _differs(subject: Iri, predicate: Iri, values: list[Term], term: Term) -> str:
    name = predicate.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
    return f"{name} of {subject} is {_plain(term)} here, {_plain(values[0])} elsewhere"


def _plain(term: Term) -> str:
    text = term.value if isinstance(term, Literal) else term
    return text if len(text) <= 60 else text[:59] + "…"
