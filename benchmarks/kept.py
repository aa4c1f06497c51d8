"""What is kept of a conversion: a module of its own, which converting processes load at once."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from pathlib import Path

from councilgraph.identifiers import BASE
from councilgraph.pipeline.conversion import Conversion
from councilgraph.pipeline.inputs import Input
from councilgraph.pipeline.pool import convert_given
from councilgraph.publish import Contribution, Member, member_of
from councilgraph.rdf import Iri, Triple, canonical_quads, write
from councilgraph.rdf.namespaces import CG
from councilgraph.validate import validate

NAME = "urn:document:"
TEXT = CG["text"]


@dataclass(frozen=True)
class Written:
    """What a process leaves of some documents to be brought together.

    ``said`` are the triples of each member, packed; ``quads`` the sorted lines of all of them.
    """

    members: tuple[Member, ...]
    said: tuple[bytes, ...]
    words: tuple[tuple[str, str], ...]
    quads: str
    triples: int


@dataclass(frozen=True)
class Writing:
    """Convert documents and write each into a folder, as Turtle."""

    place: Path

    def __call__(self, inputs: tuple[Input, ...]) -> Written:
        """Return what is left to bring together."""
        outcomes = convert_given(((one, None) for one in inputs), self._written)
        done = [outcome.value for outcome in outcomes if outcome.value]
        return Written(
            tuple(member for member, _ in done),
            tuple(pickle.dumps(said) for _, said in done),
            tuple((str(s), str(o)) for _, said in done for s, p, o in said if p == TEXT),
            canonical_quads((NAME + member.key, said) for member, said in done),
            sum(len(said) for _, said in done),
        )

    def _written(self, conversion: Conversion) -> tuple[Member, tuple[Triple, ...]]:
        said = conversion.triples
        source = conversion.record.source
        (self.place / f"{source.sha256}.ttl").write_text(write(said, "ttl"), "utf-8")
        one = Contribution(source.name, Iri(NAME + source.sha256), "", source.sha256, said)
        return member_of(one, source.sha256, BASE), said


def judged(said: tuple[bytes, ...]) -> bool:
    """Tell whether documents, their triples packed, conform to the shapes together."""
    return validate(t for each in said for t in pickle.loads(each)).conforms  # noqa: S301 - ours
