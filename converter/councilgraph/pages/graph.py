"""The nodes of a dataset and the look-ups that its pages need, each built once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ..explain import Nodes, Passage, Sources
from ..rdf import Iri, Term
from ..rdf.namespaces import CG, RDF

_TYPE, _SYMBOL, _VALUE = RDF["type"], CG["symbol"], RDF["value"]
_VOTE, _REMARK, _CODE = CG["Vote"], CG["Remark"], CG["code"]
_PASSAGE, _PROPERTY = CG["hasPassage"], CG["ofProperty"]


@dataclass(slots=True)
class Graph:
    """A dataset's nodes with what points at them.

    ``documents`` and ``votes`` are in the order of their IRIs; ``pointing`` lists, by object and
    property, the subjects that state it, ``remarks`` the remarks of each code; ``texts`` are the
    texts that were read, by their IRIs. ``counted`` tells how many documents and votes point at a
    thing, or have a text, by a property, or by any (``""``): there where the nodes are of the first
    of them only.
    """

    nodes: Nodes
    base: str
    texts: Mapping[str, str]
    counted: Mapping[tuple[Term, str], int] = field(default_factory=dict)
    sources: Sources = field(init=False)
    documents: tuple[Iri, ...] = ()
    votes: tuple[Iri, ...] = ()
    owners: frozenset[str] = frozenset()
    parts: dict[Iri, list[Iri]] = field(default_factory=dict)
    remarks: dict[str, list[Iri]] = field(default_factory=dict)
    pointing: dict[Iri, dict[Iri, list[Iri]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sources = Sources(self.nodes, self.texts)
        self.documents = tuple(sorted(s for s, said in self.nodes.items() if _SYMBOL in said))
        votes = (s for s, said in self.nodes.items() if _VOTE in said.get(_TYPE, ()))
        self.votes = tuple(sorted(votes))
        self.owners = frozenset((*self.documents, *self.votes))
        for subject, said in self.nodes.items():
            above = self.owner_of(subject)
            if above != subject:
                self.parts.setdefault(above, []).append(subject)
            if _REMARK in said.get(_TYPE, ()):
                self.remarks.setdefault(self.text(subject, _CODE), []).append(subject)
            for predicate, terms in said.items():
                if predicate in HOLDING:
                    continue
                for term in terms:
                    if isinstance(term, Iri):
                        pointing = self.pointing.setdefault(term, {})
                        pointing.setdefault(predicate, []).append(subject)

    def terms(self, subject: Iri, predicate: Iri) -> list[Term]:
        """Return what is said of a node by one property, in order."""
        return self.nodes.get(subject, {}).get(predicate, [])

    def iris(self, subject: Iri, predicate: Iri) -> list[Iri]:
        """Return the things that a node points at by one property."""
        return [t for t in self.terms(subject, predicate) if isinstance(t, Iri)]

    def text(self, subject: Iri, predicate: Iri) -> str:
        """Return the first value of a property as text, or nothing."""
        return next((t if isinstance(t, Iri) else t.value
                     for t in self.terms(subject, predicate)), "")  # fmt: skip

    def to(self, predicate: Iri, thing: Iri) -> list[Iri]:
        """Return the nodes that point at a thing by a property."""
        return self.pointing.get(thing, {}).get(predicate, [])

    def kind(self, subject: Iri) -> str:
        """Return the local name of a node's class, or nothing."""
        return self.text(subject, _TYPE).rpartition("#")[2]

    def owner_of(self, iri: Iri) -> Iri:
        """Return the document or vote that a thing stands below; itself, where below none."""
        above = str(iri)
        while above and above not in self.owners:
            above = above.rpartition("/")[0]
        return Iri(above or iri)

    def below(self, iri: Iri) -> list[Iri]:
        """Return what stands below a document or vote in its IRI, in the order of the nodes."""
        return self.parts.get(iri, [])

    def shown_part(self, iri: Iri) -> Iri:
        """Return the paragraph that a thing is or stands in; else its document or vote."""
        above = str(iri)
        while above and above not in self.owners:
            if self.kind(Iri(above)).endswith("Paragraph"):
                break
            above = above.rpartition("/")[0]
        return Iri(above or iri)

    def path(self, iri: str) -> str:
        """Return what follows the base in an IRI."""
        return iri.removeprefix(self.base)

    def places(self, subject: Iri) -> Iterator[Passage]:
        """Yield where a node was read: its own place first, then those of further sources."""
        for node in (subject, *self.iris(subject, _PASSAGE)):
            if node != subject and _VALUE in self.nodes.get(node, {}):
                continue  # a passage with a value tells of a single fact
            if found := self.sources.passage(node):
                yield found

    def evidence(self, subject: Iri) -> dict[Iri, list[tuple[Term, Passage]]]:
        """Return the passages of a node by property, each with the value read there."""
        found: dict[Iri, list[tuple[Term, Passage]]] = {}
        for node in self.iris(subject, _PASSAGE):
            about = Iri(self.text(node, _PROPERTY))
            for value in self.terms(node, _VALUE):
                found.setdefault(about, []).extend((value, place) for place in self.places(node))
        return found


HOLDING = frozenset(
    (RDF["type"], RDF["value"],
     *(CG[n] for n in ("source", "ofProperty", "hasPassage", "sourceFile", "sourceText",
                       "hasLanguageVersion", "remark")))
)  # fmt: skip
"""Properties that hold the graph together, and say nothing of what they point at."""
