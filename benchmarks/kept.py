"""What is kept of a conversion: a module of its own, which converting processes load at once."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from pathlib import Path

from councilgraph.pipeline.conversion import Conversion
from councilgraph.pipeline.inputs import Input
from councilgraph.pipeline.pool import convert_given
from councilgraph.rdf import Iri, Triple, canonical_quads, write
from councilgraph.rdf.namespaces import CG
from councilgraph.validate import validate

NAME = "urn:document:"
TEXT = CG["text"]


@dataclass(frozen=True)
class Told:
    """A document as it is judged: those triples that lead to others, and all of them, packed."""

    name: str
    sha256: str
    leading: tuple[Triple, ...]
    said: bytes


@dataclass(frozen=True)
class Written:
    """What a process leaves of some documents to be brought together.

    ``quads`` are the sorted lines of all of them.
    """

    documents: tuple[Told, ...]
    words: tuple[tuple[str, str], ...]
    quads: bytes
    triples: int


@dataclass(frozen=True)
class Writing:
    """Convert documents and write each into a folder, as Turtle.

    ``leading`` are the predicates that lead from document to document.
    """

    place: Path
    leading: frozenset[Iri]

    def __call__(self, inputs: tuple[Input, ...]) -> Written:
        """Return what is left to bring together."""
        outcomes = convert_given(((one, None) for one in inputs), self._written)
        done = [outcome.value for outcome in outcomes if outcome.value]
        return Written(
            tuple(told for told, _ in done),
            tuple((str(s), str(o)) for _, said in done for s, p, o in said if p == TEXT),
            canonical_quads((NAME + told.sha256, said) for told, said in done).encode(),
            sum(len(said) for _, said in done),
        )

    def _written(self, conversion: Conversion) -> tuple[Told, tuple[Triple, ...]]:
        said = conversion.triples
        source = conversion.record.source
        (self.place / f"{source.sha256}.ttl").write_text(write(said, "ttl"), "utf-8")
        leading = tuple(t for t in said if t[1] in self.leading)
        return Told(source.name, source.sha256, leading, pickle.dumps(said)), said


def judged(said: tuple[bytes, ...]) -> bool:
    """Tell whether documents, their triples packed, conform to the shapes together."""
    return validate(t for each in said for t in pickle.loads(each)).conforms  # noqa: S301 - ours
