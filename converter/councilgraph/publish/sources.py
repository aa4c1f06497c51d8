"""What is merged: what each file says, what they say together, what cannot be true together."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..rdf import Iri, Literal, Term, Triple


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one file says: its name, the document it is and in which language, its triples.

    ``first`` orders the sources: the first to name a thing keeps its node. ``text`` is the text
    whose code points the places count, empty where they count none. ``rank`` is the place of its
    kind in the rule of precedence (``records.precedence``): of two kinds that contradict each other
    the first is believed, and what the other says is a remark.
    """

    name: str
    graph: Iri
    language: str
    sha256: str
    triples: tuple[Triple, ...]
    first: tuple[bool, bool] = (False, False)
    text: str = ""
    rank: int = 0

    @property
    def order(self) -> tuple[object, ...]:
        """Return the place among the sources, the same however they were given."""
        return (self.rank, *self.first, self.language, self.graph, self.name, self.sha256)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two sources that cannot both be right: the later one's name, what it says, and of what."""

    source: str
    message: str
    subject: Iri


@dataclass(slots=True)
class Merged:
    """The triples of all sources, by graph and by subject, and the conflicts among them."""

    graphs: dict[Iri, dict[Triple, None]] = field(default_factory=dict)
    nodes: dict[Iri, dict[Iri, list[Term]]] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    ranks: dict[tuple[Iri, Iri], int] = field(default_factory=dict)
    """The rank of the source that a fact is from, by subject and property."""
    versions: dict[Iri, dict[str, dict[Iri, Literal]]] = field(default_factory=dict)
    """The texts of the paragraphs of each language version, by the file they were read from."""
