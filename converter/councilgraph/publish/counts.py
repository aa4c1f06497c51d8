"""How many facts of each kind a graph holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from ..rdf import Iri, Literal, Term
from ..rdf.namespaces import CG, DCTERMS, RDF

Nodes = Mapping[Iri, Mapping[Iri, list[Term]]]

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


def kinds_of(nodes: Nodes) -> dict[str, int]:
    """Return the number of facts of each kind, kinds that do not occur left out.

    >>> kinds_of({Iri("urn:v"): {RDF["type"]: [CG["Vote"]]}})
    {'votes': 1, 'triples': 1}
    """
    classes, properties = classes_of(nodes), properties_of(nodes)
    found = {plural: classes[kind] for plural, kind in _KINDS.items()}
    found |= {plural: properties[predicate] for plural, predicate in _PROPERTIES.items()}
    found["triples"] = properties.total()
    return {plural: count for plural, count in found.items() if count}


def classes_of(nodes: Nodes) -> Counter[Term]:
    """Return the number of things of each class."""
    return Counter(kind for said in nodes.values() for kind in said.get(RDF["type"], ()))


def properties_of(nodes: Nodes) -> Counter[Iri]:
    """Return the number of triples of each property."""
    found: Counter[Iri] = Counter()
    for said in nodes.values():
        for predicate, terms in said.items():
            found[predicate] += len(terms)
    return found


def languages_of(nodes: Nodes) -> list[str]:
    """Return the languages in which there are documents, sorted."""
    found = (t for said in nodes.values() for t in said.get(DCTERMS["language"], ()))
    return sorted({t.value for t in found if isinstance(t, Literal)})
