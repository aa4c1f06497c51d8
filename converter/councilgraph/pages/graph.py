"""The nodes of a dataset and the look-ups that its pages need, each built once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ..rdf import Iri, Term
from ..rdf.namespaces import CG, RDF

Nodes = Mapping[Iri, Mapping[Iri, list[Term]]]

_TYPE, _SYMBOL, _VALUE = RDF["type"], CG["symbol"], RDF["value"]
_PLACE = tuple(CG[n] for n in ("source", "sourceStart", "sourceEnd"))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a source says something: its language version, the characters, the words."""

    version: Iri
    start: int
    end: int
    quote: str = ""

    @property
    def anchor(self) -> str:
        """Return the anchor of the place on the page of its source."""
        return f"c{self.start}-{self.end}"


@dataclass(slots=True)
class Graph:
    """A dataset's nodes with what points at them.

    ``documents`` and ``votes`` are in the order of their IRIs; ``pointing`` lists, by property
    and object, the subjects that state it, for the properties in ``_INVERSE`` alone.
    """

    nodes: Nodes
    base: str
    documents: tuple[Iri, ...] = ()
    votes: tuple[Iri, ...] = ()
    owners: frozenset[str] = frozenset()
    parts: dict[Iri, list[Iri]] = field(default_factory=dict)
    pointing: dict[tuple[Iri, Term], list[Iri]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.documents = tuple(sorted(s for s, said in self.nodes.items() if _SYMBOL in said))
        votes = (s for s, said in self.nodes.items() if CG["Vote"] in said.get(_TYPE, ()))
        self.votes = tuple(sorted(votes))
        self.owners = frozenset((*self.documents, *self.votes))
        for subject, said in self.nodes.items():
            above = self.owner_of(subject)
            if above != subject:
                self.parts.setdefault(above, []).append(subject)
            for predicate in _INVERSE & said.keys():
                for term in said[predicate]:
                    self.pointing.setdefault((predicate, term), []).append(subject)

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

    def to(self, predicate: Iri, term: Term) -> list[Iri]:
        """Return the nodes that point at a thing by one of the inverse properties."""
        return self.pointing.get((predicate, term), [])

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

    def path(self, iri: str) -> str:
        """Return what follows the base in an IRI."""
        return iri.removeprefix(self.base)

    def places(self, subject: Iri) -> Iterator[Place]:
        """Yield where a node was read: its own place first, then those of further sources."""
        for node in (subject, *self.iris(subject, CG["hasPassage"])):
            if node != subject and _VALUE in self.nodes.get(node, {}):
                continue  # a passage with a value tells of a single fact
            if place := self._place(node):
                yield place

    def evidence(self, subject: Iri) -> dict[Iri, list[tuple[Term, Place]]]:
        """Return the passages of a node by property, each with the value read there."""
        found: dict[Iri, list[tuple[Term, Place]]] = {}
        for node in self.iris(subject, CG["hasPassage"]):
            about = Iri(self.text(node, CG["ofProperty"]))
            for value in self.terms(node, _VALUE):
                found.setdefault(about, []).extend((value, place) for place in self.places(node))
        return found

    def _place(self, node: Iri) -> Place | None:
        version, start, end = (self.text(node, p) for p in _PLACE)
        if not (version and start and end):
            return None
        return Place(Iri(version), int(start), int(end), self.text(node, CG["quote"]))


_INVERSE = frozenset(
    CG[n] for n in ("cited", "voteOn", "resultedIn", "reportedIn", "castBy", "sponsor", "annex",
                    "draft", "hasParagraph", "hasCitation", "hasBallot", "verb", "meeting",
                    "makesRequest", "requestedOf")
)  # fmt: skip
