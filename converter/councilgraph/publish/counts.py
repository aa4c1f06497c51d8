"""How many facts of each kind a graph holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from ..rdf import Iri, Literal, Term
from ..rdf.jsonld import common_of, kind_of
from ..rdf.namespaces import CG, DCTERMS, RDF

Nodes = Mapping[Iri, Mapping[Iri, list[Term]]]

_TYPE, _DCTERMS_LANGUAGE = RDF["type"], DCTERMS["language"]
_CLASS, _LANGUAGE, _PLAIN = "a class", "a language", "a plain value"
"""Marks of what is no property, and of values that have nothing in common with others."""

_KINDS: dict[str, Iri] = {
    plural: CG[name]
    for name, plural in (
        ("Resolution", "resolutions"),
        ("DraftResolution", "draft resolutions"),
        ("Letter", "letters"),
        ("PresidentialStatement", "statements by the President"),
        ("MeetingRecord", "meetings"),
        ("Document", "other documents"),
        ("LanguageVersion", "language versions"),
        ("PreambularParagraph", "preambular paragraphs"),
        ("OperativeParagraph", "operative paragraphs"),
        ("Paragraph", "other paragraphs"),
        ("Citation", "citations"),
        ("Request", "requests"),
        ("Vote", "votes"),
        ("Ballot", "ballots"),
    )
}
_PROPERTIES: dict[str, Iri] = {"sponsorships": CG["sponsor"], "remarks": CG["remark"]}
KINDS = (*_KINDS, *_PROPERTIES, "triples")
"""What is counted, in the order in which it is told."""


def kinds_of(classes: Mapping[str, int], properties: Mapping[str, int]) -> dict[str, int]:
    """Return the number of facts of each kind, kinds that do not occur left out.

    >>> kinds_of({CG["Vote"]: 1}, {RDF["type"]: 1})
    {'votes': 1, 'triples': 1}
    """
    found = {plural: classes.get(kind, 0) for plural, kind in _KINDS.items()}
    found |= {plural: properties.get(predicate, 0) for plural, predicate in _PROPERTIES.items()}
    found["triples"] = sum(properties.values())
    return {plural: count for plural, count in found.items() if count}


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each class and property occurs, the languages that there are, sorted.

    ``common`` is what all values of a property have in common, where they have; see
    ``rdf.jsonld``.
    """

    classes: dict[str, int]
    properties: dict[str, int]
    languages: tuple[str, ...]
    common: dict[Iri, str]


def terms_of(nodes: Nodes) -> Counter[tuple[str, str]]:
    """Return how often each class, property and language occurs, each with a mark.

    A property's is what kind of values it has there, by which JSON-LD tells values apart.
    """
    found: Counter[tuple[str, str]] = Counter()
    for said in nodes.values():
        for predicate, terms in said.items():
            for term in terms:
                found[str(predicate), kind_of(term) or _PLAIN] += 1
                if predicate == _TYPE:
                    found[str(term), _CLASS] += 1
                elif predicate == _DCTERMS_LANGUAGE and isinstance(term, Literal):
                    found[term.value, _LANGUAGE] += 1
    return found


def counted(terms: Mapping[tuple[str, str], int]) -> Counts:
    """Return what the terms of many units are together."""
    classes = {term: n for (term, mark), n in terms.items() if mark == _CLASS}
    languages = sorted(term for term, mark in terms if mark == _LANGUAGE)
    properties: Counter[str] = Counter()
    kinds: dict[Iri, set[str]] = {}
    for (term, mark), number in terms.items():
        if mark not in {_CLASS, _LANGUAGE}:
            properties[term] += number
            kinds.setdefault(Iri(term), set()).add("" if mark == _PLAIN else mark)
    return Counts(classes, dict(properties), tuple(languages), common_of(kinds))
