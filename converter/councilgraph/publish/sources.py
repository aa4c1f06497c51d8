"""What is merged: what each file says, what they say together, what cannot be true together."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..rdf import Iri, Literal, Term, Triple


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one file says: its name, the document it is and in which language, its triples.

    ``first`` orders the sources: the first to name a thing keeps its node. ``text`` is the text
    whose code points the places count.
    """

    name: str
    graph: Iri
    language: str
    sha256: str
    triples: tuple[Triple, ...]
    first: tuple[bool, bool] = (False, False)
    text: str = ""

    @property
    def order(self) -> tuple[object, ...]:
        """Return the place among the sources, the same however they were given."""
        return (*self.first, self.language, self.graph, self.name, self.sha256)


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
    versions: dict[Iri, dict[str, dict[Iri, Literal]]] = field(default_factory=dict)
    """The texts of the paragraphs of each language version, by the file they were read from."""
