"""What is kept of a conversion: a module of its own, which converting processes load at once."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from pathlib import Path

from councilgraph.identifiers import BASE
from councilgraph.pipeline.conversion import Conversion
from councilgraph.publish import Contribution, Member, member_of
from councilgraph.rdf import Iri, Triple, canonical_quads, write
from councilgraph.rdf.namespaces import CG
from councilgraph.validate import validate

NAME = "urn:document:"


def triples(conversion: Conversion) -> tuple[Triple, ...]:
    """Return what a conversion says."""
    return conversion.triples


def counted(conversion: Conversion) -> int:
    """Return how many triples a conversion says."""
    return len(conversion.triples)


@dataclass(frozen=True)
class Written:
    """What a document's own process leaves to be brought together."""

    member: Member
    quads: str
    words: tuple[tuple[str, str], ...]
    triples: int


@dataclass(frozen=True)
class Writing:
    """Write what a conversion says into a folder, as Turtle and for those who judge."""

    place: Path

    def __call__(self, conversion: Conversion) -> Written:
        """Return what is left to bring together."""
        said = conversion.triples
        source = conversion.record.source
        (self.place / f"{source.sha256}.ttl").write_text(write(said, "ttl"), "utf-8")
        (self.place / f"{source.sha256}.pickle").write_bytes(pickle.dumps(said))
        one = Contribution(source.name, Iri(NAME + source.sha256), "", source.sha256, said)
        words = tuple((str(s), str(o)) for s, p, o in said if p == CG["text"])
        quads = canonical_quads([(NAME + source.sha256, said)])
        return Written(member_of(one, source.sha256, BASE), quads, words, len(said))


@dataclass(frozen=True)
class Judging:
    """Hold the documents of these keys against the shapes together."""

    place: Path

    def __call__(self, keys: tuple[str, ...]) -> bool:
        """Tell whether they conform."""
        files = (self.place / f"{key}.pickle" for key in keys)
        return validate(t for f in files for t in pickle.loads(f.read_bytes())).conforms  # noqa: S301 - ours
