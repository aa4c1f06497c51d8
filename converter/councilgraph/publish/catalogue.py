"""The dataset described for machines: VoID (W3C Interest Group Note) and DCAT 3, true counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..formats import RDF_FORMATS
from ..rdf import Iri, Literal, Term, Triple
from ..rdf.namespaces import CG_ONTOLOGY, DCTERMS, LICENCE, RDF, VOCABULARIES, XSD, Namespace
from ..rdf.terms import INTEGER, LANGUAGE
from .counts import classes_of, languages_of, properties_of
from .dumps import Dump

Nodes = Mapping[Iri, Mapping[Iri, list[Term]]]

_VOID, _DCAT = Namespace(VOCABULARIES["void"]), Namespace(VOCABULARIES["dcat"])
_FOAF = Namespace(VOCABULARIES["foaf"])
_SPDX = Namespace(VOCABULARIES["spdx"])
_MEDIA = "https://www.iana.org/assignments/media-types/"


def catalogue(
    nodes: Nodes, documents: Sequence[str], dumps: Sequence[Dump], base: str
) -> list[Triple]:
    """Return the description of a dataset.

    ``documents`` are the paths of its documents.
    """
    dataset = Iri(base + "dataset")
    classes, properties = classes_of(nodes), properties_of(nodes)
    return [
        *_about(dataset, nodes, base),
        (dataset, _VOID["triples"], _number(properties.total())),
        (dataset, _VOID["entities"], _number(len(nodes))),
        (dataset, _VOID["documents"], _number(len(documents))),
        (dataset, _VOID["classes"], _number(len(classes))),
        (dataset, _VOID["properties"], _number(len(properties))),
        *((dataset, _VOID["exampleResource"], Iri(base + d)) for d in documents[:3]),
        *((dataset, _VOID["dataDump"], Iri(base + d.path)) for d in dumps if d.slug in RDF_FORMATS),
        *((dataset, _DCAT["distribution"], Iri(f"{dataset}/{d.slug}")) for d in dumps),
        *_partitions(dataset, "class", {str(k): n for k, n in classes.items()}),
        *_partitions(dataset, "property", {str(k): n for k, n in properties.items()}),
        *(t for d in dumps for t in _distribution(Iri(f"{dataset}/{d.slug}"), d, base)),
    ]


def _about(dataset: Iri, nodes: Nodes, base: str) -> Iterator[Triple]:
    yield dataset, RDF["type"], _VOID["Dataset"]
    yield dataset, RDF["type"], _DCAT["Dataset"]
    yield dataset, DCTERMS["title"], Literal("councilgraph", language="en")
    yield (
        dataset,
        DCTERMS["description"],
        Literal("United Nations Security Council documents as linked data: paragraphs, citations, "
                "votes, sponsors and requests, each with its place in the source.", language="en"),
    )  # fmt: skip
    yield dataset, DCTERMS["license"], LICENCE
    for language in languages_of(nodes):
        yield dataset, DCTERMS["language"], Literal(language, LANGUAGE)
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


def _distribution(distribution: Iri, dump: Dump, base: str) -> Iterator[Triple]:
    address, checksum = Iri(base + dump.path), Iri(f"{distribution}/checksum")
    yield distribution, RDF["type"], _DCAT["Distribution"]
    yield distribution, DCTERMS["title"], Literal(dump.title, language="en")
    yield distribution, DCTERMS["license"], LICENCE
    yield distribution, _DCAT["accessURL"], address
    yield distribution, _DCAT["downloadURL"], address
    yield distribution, _DCAT["mediaType"], Iri(_MEDIA + dump.media_type)
    if dump.compressed:
        yield distribution, _DCAT["compressFormat"], Iri(_MEDIA + dump.compressed)
    if dump.packaged:
        yield distribution, _DCAT["packageFormat"], Iri(_MEDIA + dump.packaged)
    size = Literal(str(len(dump.data)), XSD["nonNegativeInteger"])
    yield distribution, _DCAT["byteSize"], size
    yield distribution, _SPDX["checksum"], checksum
    yield checksum, RDF["type"], _SPDX["Checksum"]
    yield checksum, _SPDX["algorithm"], _SPDX["checksumAlgorithm_sha256"]
    yield checksum, _SPDX["checksumValue"], Literal(dump.sha256, XSD["hexBinary"])


def _number(count: int) -> Literal:
    return Literal(str(count), INTEGER)
