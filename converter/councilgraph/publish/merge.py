"""Several sources of the same things as one graph: each fact once, each source's place beside it.

The first source of a thing keeps its node as it is. A further source adds what it alone says;
where it read the same fact, a passage beside the node tells its words and its place there::

    doc/S/RES/2553/paragraph/5              text in English and Chinese, place in the English file
    doc/S/RES/2553/paragraph/5/passage/zh   the place in the Chinese file

Citations, requests and the like are numbered in the order of one text. A further source's are
matched by what they say and renumbered, so that one number never stands for two facts. What
cannot both be true is a conflict; what was merely read otherwise is kept as a remark.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ..rdf import Iri, Literal, Term, Triple
from ..rdf.namespaces import CG, DCTERMS, RDF, RDFS
from .renumber import renumbered

_TYPE = RDF["type"]
PLACE = frozenset(CG[n] for n in ("source", "sourceStart", "sourceEnd", "quote", "writtenAs"))
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
              "requestVerb", "requestedOf", "deadline")
)  # fmt: skip
"""Properties with one value that a reader may take otherwise in another source."""

_TEXTS = frozenset((CG["text"], DCTERMS["title"], CG["agendaItem"]))


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one file says: its name, the document it is and in which language, its triples.

    ``first`` orders the sources: the first to name a thing keeps its node.
    """

    name: str
    graph: Iri
    language: str
    sha256: str
    triples: tuple[Triple, ...]
    first: tuple[bool, bool] = (False, False)

    @property
    def order(self) -> tuple[object, ...]:
        """Return the place among the sources, the same however they were given."""
        return (*self.first, self.language, self.graph, self.name, self.sha256)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two sources that cannot both be right: the later one's name and what it says."""

    source: str
    message: str


@dataclass(slots=True)
class Merged:
    """The triples of all sources, by graph and by subject, and the conflicts among them."""

    graphs: dict[Iri, dict[Triple, None]] = field(default_factory=dict)
    nodes: dict[Iri, dict[Iri, list[Term]]] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    versions: dict[Term, dict[str, dict[Iri, Literal]]] = field(default_factory=dict)
    """The texts of the paragraphs of each language version, by the file they were read from."""


def merge(contributions: Iterable[Contribution]) -> Merged:
    """Return what all sources say together; a file given twice counts once."""
    merged = Merged()
    unique = {c.sha256: c for c in sorted(contributions, key=lambda c: c.order, reverse=True)}
    for contribution in sorted(unique.values(), key=lambda c: c.order):
        _add(merged, contribution)
    return merged


def _add(merged: Merged, one: Contribution) -> None:
    _same_paragraphs(merged, one)
    triples = renumbered(one.triples, merged.nodes)
    subjects: dict[Iri, list[tuple[Iri, Term]]] = {}
    for subject, predicate, term in triples:
        subjects.setdefault(subject, []).append((predicate, term))
    graph = merged.graphs.setdefault(one.graph, {})
    for subject, said in subjects.items():
        known = merged.nodes.get(subject)
        if known is None:
            kept = [(subject, *statement) for statement in said]
        else:
            version = subjects.get(Iri(f"{subject}/{one.language}"), [])
            kept = _joined(merged, one, subject, known, [*said], version)
        for triple in kept:
            graph[triple] = None
            values = merged.nodes.setdefault(triple[0], {}).setdefault(triple[1], [])
            if triple[2] not in values:
                values.append(triple[2])


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
        elif predicate in FACTS:
            merged.conflicts.append(Conflict(one.name, _differs(subject, predicate, rivals, term)))
        elif predicate in READINGS:
            differing.append(_differs(subject, predicate, rivals, term))
        elif isinstance(term, Literal):
            place.append((CG["quote"], Literal(term.value)))
    if CG["sourceFile"] in known and (CG["sourceFile"], known[CG["sourceFile"]][0]) not in said:
        kept.append((subject, DCTERMS["source"], known[CG["sourceFile"]][0]))
    quotes = [s for s in place if s[0] == CG["quote"]]
    here = [s for s in place if s not in quotes] or [s for s in version if s[0] in PLACE]
    if place:
        kept += _passage(merged, one, subject, dict.fromkeys([*quotes, *here]))
    for message in differing:
        kept += _remark(merged, subject, message, here, kept)
    return kept


def _rivals(values: list[Term], predicate: Iri, term: Term) -> list[Term]:
    """Return the values that exclude this one: all others, of texts those in its language."""
    if term in values:
        return []
    if predicate in _TEXTS and isinstance(term, Literal):
        same = [v for v in values if isinstance(v, Literal) and v.language == term.language]
        return [*([v for v in same if _squashed(v) != _squashed(term)] or same)]
    return values if predicate in FACTS | READINGS else []


def _squashed(text: Literal) -> str:
    return "".join(text.value.split()).casefold()


def _differs(subject: Iri, predicate: Iri, values: list[Term], term: Term) -> str:
    name = predicate.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
    return f"{name} of {subject} is {_plain(term)} here, {_plain(values[0])} elsewhere"


def _plain(term: Term) -> str:
    text = term.value if isinstance(term, Literal) else term
    return text if len(text) <= 60 else text[:59] + "…"


def _passage(
    merged: Merged, one: Contribution, subject: Iri, place: Iterable[tuple[Iri, Term]]
) -> list[Triple]:
    """Return the passage that tells a further source's words and place."""
    passage = Iri(f"{subject}/passage/{one.language}")
    known = merged.nodes.get(subject, {}).get(CG["hasPassage"], [])
    if passage in known or _read_in(merged, subject, one.language):
        passage = Iri(f"{passage}/{one.sha256[:12]}")
    language_versions = (t for p, t in place if p == CG["source"])
    files = [Iri(f"{v}/source/{one.sha256[:12]}") for v in language_versions]
    return [
        (subject, CG["hasPassage"], passage),
        (passage, _TYPE, CG["Passage"]),
        *((passage, p, t) for p, t in place if p != CG["writtenAs"]),
        *((passage, CG["quote"], t) for p, t in place if p == CG["writtenAs"]),
        *((passage, DCTERMS["source"], file) for file in files),
    ]


def _read_in(merged: Merged, subject: Iri, language: str) -> bool:
    """Tell whether a node's own place is in a version of this language."""
    versions = merged.nodes.get(subject, {}).get(CG["source"], [])
    return any(str(v).endswith(f"/{language}") for v in versions)


def _remark(
    merged: Merged,
    subject: Iri,
    message: str,
    place: list[tuple[Iri, Term]],
    kept: list[Triple],
) -> list[Triple]:
    """Return the remark that a further source was read otherwise."""
    known = set(merged.nodes.get(subject, {}).get(CG["remark"], []))
    known |= {t for s, p, t in kept if s == subject and p == CG["remark"]}
    number = 1
    while (remark := Iri(f"{subject}/remark/{number}")) in known:
        number += 1
    return [
        (subject, CG["remark"], remark),
        (remark, _TYPE, CG["Remark"]),
        (remark, CG["code"], Literal("source-disagreement")),
        (remark, CG["severity"], Literal("doubt")),
        (remark, RDFS["comment"], Literal(message, language="en")),
        *((remark, p, t) for p, t in place if p != CG["writtenAs"]),
    ]


def _same_paragraphs(merged: Merged, one: Contribution) -> None:
    """Note a conflict where two files hold one language version and differ in its text."""
    for version, now in _texts(one).items():
        files = merged.versions.setdefault(version, {})
        for earlier, before in files.items():
            if message := _difference(before, now, earlier, one.name):
                merged.conflicts.append(Conflict(one.name, message))
                break
        files[one.name] = now


def _difference(
    before: dict[Iri, Literal], now: dict[Iri, Literal], earlier: str, later: str
) -> str:
    """Return the first paragraph in which two texts of one version differ, or nothing."""
    for subject in sorted(before.keys() | now.keys()):
        if subject not in now or subject not in before:
            return f"{subject} is not in {later if subject not in now else earlier}"
        if _squashed(before[subject]) != _squashed(now[subject]):
            return f"the text of {subject} differs from {earlier}'s"
    return ""


def _texts(one: Contribution) -> dict[Term, dict[Iri, Literal]]:
    """Return the texts of the paragraphs of each language version that a file holds."""
    versions = {s: t for s, p, t in one.triples if p == CG["source"]}
    found: dict[Term, dict[Iri, Literal]] = {}
    for subject, predicate, term in one.triples:
        if predicate == CG["text"] and isinstance(term, Literal):
            found.setdefault(versions[subject], {})[subject] = term
    return found
