"""A conversion as facts that know their place, so that two versions of a text can be compared.

What the graph numbers (positions, the names of points) is told apart from what it says: a thing is
known by its kind and its place in the file, a document by its class and order.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from councilgraph.identifiers import document_path
from councilgraph.pipeline import Conversion
from councilgraph.rdf.blocks import Block, blocks
from councilgraph.rdf.namespaces import CG, RDF, RDFS
from councilgraph.rdf.terms import Iri, Literal, Term

_WHOLE = frozenset(("LanguageVersion", "SourceFile"))
_PARAGRAPHS = frozenset(("PreambularParagraph", "OperativeParagraph", "Paragraph"))
_SMALL = frozenset(("Citation", "Ballot", "Request", "MandateDecision", "Amendment", "Passage",
                    "Remark"))  # fmt: skip
_PLACE = frozenset(CG[n] for n in ("source", "sourceStart", "sourceEnd", "position", "cites"))


class Place(NamedTuple):
    """A thing's kind and the characters it stands at; the whole file's things have none."""

    kind: str
    start: int = -1
    end: int = -1

    @property
    def is_paragraph(self) -> bool:
        """Tell whether it is a paragraph, which holds what else stands in it."""
        return self.kind in _PARAGRAPHS


class Fact(NamedTuple):
    """What is said of a thing: a property's local name, and its value as text."""

    subject: Place
    property: str
    value: str


@dataclass(frozen=True)
class Facts:
    """All facts of a conversion; ``stated`` tells where those of whole documents were read.

    ``main`` is the document that the file is.
    """

    main: Place
    facts: frozenset[Fact]
    remarks: Counter[tuple[str, str]]
    stated: Mapping[Fact, tuple[Place, ...]] = field(repr=False)

    def of(self, kind: str, name: str) -> dict[Place, str]:
        """Return one property of each thing of a kind, in the order of the text."""
        return {f.subject: f.value for f in sorted(self.facts)
                if f.subject.kind == kind and f.property == name}  # fmt: skip

    def paragraphs(self) -> dict[Place, str]:
        """Return the text of each paragraph, in their order."""
        return {f.subject: f.value for f in sorted(self.facts)
                if f.subject.is_paragraph and f.property == "text"}  # fmt: skip


def facts_of(conversion: Conversion) -> Facts:
    """Return the facts of a conversion."""
    said = blocks(conversion.triples)
    names = _Names(conversion, said)
    facts: set[Fact] = set()
    stated: dict[Fact, list[Place]] = defaultdict(list)
    remarks: Counter[tuple[str, str]] = Counter()
    for subject, block in said.items():
        place = names.place(subject)
        if names.is_remark(subject):
            remarks[names.value(block[CG["code"]][0]), names.value(block[RDFS["comment"]][0])] += 1
        elif place.kind == "Passage":
            value = names.value(block[RDF["value"]][0]) if RDF["value"] in block else ""
            fact = Fact(names.owner(subject), names.value(block[CG["ofProperty"]][0]), value)
            stated[fact].append(place)
        elif place.kind not in _WHOLE:
            facts.update(Fact(place, p, v) for p, v in names.said(subject, block))
    main = names.place(next(iter(said)))
    return Facts(main, frozenset(facts), remarks, {f: tuple(p) for f, p in stated.items()})


class _Names:
    """Names of things that stay as they are where a text before them grows or shrinks."""

    def __init__(self, conversion: Conversion, said: Mapping[Iri, Block]) -> None:
        self._said = said
        base = next(iter(said)).partition("doc/")[0]
        self._documents = [f"{base}{document_path(d.symbol)}" for d in conversion.record.documents]
        self._main = self._documents[0]
        self._owners: dict[Iri, Iri] = {}
        self._places: dict[Iri, Place] = {}
        counts: Counter[str] = Counter()
        for subject, block in said.items():
            for terms in block.values():
                self._owners.update((t, subject) for t in terms if isinstance(t, Iri) and t in said
                                    and t.startswith(f"{subject}/"))  # fmt: skip
            kind = _local(block[RDF["type"]][-1])
            if kind in _PARAGRAPHS | _SMALL and CG["sourceStart"] in block:
                start, end = (_number(block, n) for n in ("sourceStart", "sourceEnd"))
                self._places[subject] = Place(kind, start, end)
            elif kind in _WHOLE:
                self._places[subject] = Place(kind)
            else:
                counts[kind] += 1
                self._places[subject] = Place(f"{kind}{counts[kind]}")

    def place(self, subject: Iri) -> Place:
        return self._places[subject]

    def is_remark(self, subject: Iri) -> bool:
        return CG["code"] in self._said[subject] and CG["severity"] in self._said[subject]

    def owner(self, subject: Iri) -> Place:
        """Return the place of the thing that a passage or part belongs to."""
        return self._places[self._owners[subject]]

    def said(self, subject: Iri, block: Block) -> list[tuple[str, str]]:
        """Return what is said of a thing, but for its place and its parts; and whose part it is."""
        found = [
            (_local(p), self.value(t)) for p, terms in block.items() if p not in _PLACE
            for t in terms if not (isinstance(t, Iri) and t in self._owners)
        ]  # fmt: skip
        if self._places[subject].is_paragraph:
            found.append(("path", self._path(subject)))
        elif subject in self._owners and not self.owner(subject).is_paragraph:
            found.append(("partOf", self.owner(subject).kind))
        return found

    def _path(self, subject: Iri) -> str:
        """Return the path of a paragraph below its document."""
        return next(subject[len(d) :] for d in self._documents if subject.startswith(f"{d}/"))

    def value(self, term: Term) -> str:
        """Return a term as text, the file's own document by that name."""
        if isinstance(term, Literal):
            return term.value
        if term == self._main or term.startswith(f"{self._main}/"):
            return f"this{term[len(self._main) :]}"
        if "/vote/" in term:
            return "vote"
        return _local(term)


def _local(iri: Term) -> str:
    text = str(iri)
    return re.sub(r"^.*#|^https://w3id\.org/councilgraph/|^http://purl\.org/dc/terms/", "", text)


def _number(block: Block, name: str) -> int:
    term = block[CG[name]][0]
    assert isinstance(term, Literal)
    return int(term.value)
