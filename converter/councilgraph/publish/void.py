"""The dataset described as linked data: VoID (W3C Interest Group Note), with true counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..formats import RDF_FORMATS
from ..rdf import Iri, Literal, Triple
from ..rdf.namespaces import CG_ONTOLOGY, DCTERMS, LICENCE, RDF, VOCABULARIES, Namespace
from ..rdf.terms import INTEGER
from .counts import Counts
from .dcat import DESCRIPTION, TITLE
from .dumps import Dump

_VOID, _FOAF = Namespace(VOCABULARIES["void"]), Namespace(VOCABULARIES["foaf"])


EXAMPLES = 3
"""How many documents a description names as examples."""


def statistics(
    counts: Counts, entities: int, documents: int, first: Sequence[str], dumps: Sequence[Dump],
    base: str,
) -> list[Triple]:  # fmt: skip
    """Return what a dataset holds, counted.

    ``documents`` is the number of its documents, ``first`` the paths of the first ones.
    """
    dataset = Iri(base + "dataset")
    classes, properties = counts.classes, counts.properties
    return [
        *_about(dataset, base),
        (dataset, _VOID["triples"], _number(sum(properties.values()))),
        (dataset, _VOID["entities"], _number(entities)),
        (dataset, _VOID["documents"], _number(documents)),
        (dataset, _VOID["classes"], _number(len(classes))),
        (dataset, _VOID["properties"], _number(len(properties))),
        *((dataset, _VOID["exampleResource"], Iri(base + d)) for d in first),
        *((dataset, _VOID["dataDump"], Iri(base + d.path)) for d in dumps if d.slug in RDF_FORMATS),
        *_partitions(dataset, "class", classes),
        *_partitions(dataset, "property", properties),
    ]


def _about(dataset: Iri, base: str) -> Iterator[Triple]:
    yield dataset, RDF["type"], _VOID["Dataset"]
    yield dataset, DCTERMS["title"], TITLE
    yield dataset, DCTERMS["description"], DESCRIPTION
    yield dataset, DCTERMS["license"], LICENCE
    yield dataset, _VOID["uriSpace"], Literal(base)
    for vocabulary in (CG_ONTOLOGY, DCTERMS):
        yield dataset, _VOID["vocabulary"], Iri(vocabulary)
    yield dataset, _FOAF["homepage"], Iri(base)


def _partitions(dataset: Iri, kind: str, counts: Mapping[str, int]) -> Iterator[Triple]:
    """Yield one part of the dataset per class or property, in the order of their IRIs."""
    counted = _VOID["entities" if kind == "class" else "triples"]
    names = _slugs(counts)
    parts = {iri: Iri(f"{dataset}/{kind}/{names[iri]}") for iri in sorted(counts)}
    for part in parts.values():
        yield dataset, _VOID[f"{kind}Partition"], part
    for iri, part in parts.items():
        yield part, _VOID[kind], Iri(iri)
        yield part, counted, _number(counts[iri])


def _slugs(iris: Mapping[str, int]) -> dict[str, str]:
    """Return a path segment for each term: its prefix and local name."""
    found = {}
    for iri in iris:
        prefix, start = max(
            ((p, s) for p, s in VOCABULARIES.items() if iri.startswith(s)),
            key=lambda known: len(known[1]),
            default=("", ""),
        )
        found[iri] = f"{prefix}-{iri.removeprefix(start)}" if prefix else iri.rpartition("/")[2]
    return found


def _number(count: int) -> Literal:
    return Literal(str(count), INTEGER)
