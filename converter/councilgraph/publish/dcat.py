"""The dataset as a catalogue lists it: DCAT 3, by the application profile DCAT-AP 3.0.

Every property that the profile makes mandatory or recommends is stated where the inputs tell it;
what values are is stated too, as the profile's shapes ask. ``shapes/catalogue/dcat-ap.ttl`` holds
these rules. Codes are those of the EU's authority tables, which the profile prescribes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..languages import packs
from ..rdf import Iri, Literal, Term, Triple
from ..rdf.namespaces import DCTERMS, LICENCE, RDF, SKOS, VOCABULARIES, XSD, Namespace
from ..rdf.terms import DATE
from .dumps import Dump

Nodes = Mapping[Iri, Mapping[Iri, list[Term]]]

TITLE = Literal("councilgraph", language="en")
DESCRIPTION = Literal(
    "United Nations Security Council documents as linked data: paragraphs, citations, votes, "
    "sponsors and requests, each with its place in the source.", language="en",
)  # fmt: skip
SPARQL, SERVICE = "sparql", "service.ttl"
"""Paths of the endpoint that ``councilgraph serve`` has, and of its description."""

_DCAT, _FOAF = Namespace(VOCABULARIES["dcat"]), Namespace(VOCABULARIES["foaf"])
_SPDX, _VCARD = Namespace(VOCABULARIES["spdx"]), Namespace(VOCABULARIES["vcard"])
_DCATAP = Namespace(VOCABULARIES["dcatap"])
_MEDIA = "https://www.iana.org/assignments/media-types/"
_EU = "http://publications.europa.eu/resource/authority/"
_THEMES = {"INTR": "International issues", "GOVE": "Government and public sector"}
_KEYWORDS = ("United Nations", "Security Council", "resolutions", "votes", "peace and security")
_FORMATS = {
    "application/n-quads": "RDF_N_QUADS", "text/turtle": "RDF_TURTLE",
    "application/ld+json": "JSON_LD", "text/csv": "CSV", "application/sql": "SQL",
}  # fmt: skip
"""Codes of the table of file types, by media type; other types stand for themselves."""
_WORLD = Iri("https://sws.geonames.org/6295630/")
_AVAILABLE = Iri(_EU + "planned-availability/STABLE")
_PUBLIC = Iri(_EU + "access-right/PUBLIC")


def record(
    days: Sequence[str], tags: Iterable[str], dumps: Sequence[Dump], base: str
) -> list[Triple]:
    """Return the catalogue, the dataset in it, its distributions and its service.

    ``days`` are the first and last of its documents, nothing where none is dated; ``tags`` are the
    languages of its documents.
    """
    catalogue, dataset = Iri(base + "catalogue"), Iri(base + "dataset")
    agent = Iri(base + "publisher")
    languages = [_language(tag) for tag in tags]
    themes = Iri(_EU + "data-theme")
    return [
        (catalogue, RDF["type"], _DCAT["Catalog"]),
        *_told(catalogue, languages, agent, base),
        *((catalogue, DCTERMS["modified"], Literal(day, DATE)) for day in days[1:]),
        (catalogue, DCTERMS["spatial"], _WORLD),
        (catalogue, _DCAT["themeTaxonomy"], themes),
        (catalogue, _DCAT["dataset"], dataset),
        (catalogue, _DCAT["service"], Iri(base + "service")),
        *_dataset(dataset, languages, agent, days, base),
        *((dataset, _DCAT["distribution"], Iri(f"{dataset}/{d.slug}")) for d in dumps),
        *(t for d in dumps for t in _distribution(Iri(f"{dataset}/{d.slug}"), d, base)),
        *_service(Iri(base + "service"), dataset, agent, base),
        *_around(languages, agent, base),
        (themes, RDF["type"], SKOS["ConceptScheme"]),
        (themes, DCTERMS["title"], Literal("Data theme", language="en")),
    ]


def days_of(nodes: Nodes) -> tuple[str, ...]:
    """Return the first and the last day that a document is dated, nothing where none is."""
    found = {
        t.value
        for said in nodes.values()
        for t in said.get(DCTERMS["date"], ())
        if isinstance(t, Literal) and t.datatype == DATE
    }
    days = sorted(found, key=dt.date.fromisoformat)
    return (days[0], days[-1]) if days else ()


def _language(tag: str) -> Iri:
    """Return a language of the EU's table, whose codes are those of ISO 639-3."""
    codes = {pack.code: pack.iso639_3 for pack in packs()}
    return Iri(f"{_EU}language/{codes.get(tag, tag).upper()}")


def _told(subject: Iri, languages: Sequence[Iri], agent: Iri, base: str) -> Iterator[Triple]:
    """Yield what a catalogue and a dataset have in common."""
    yield subject, DCTERMS["title"], TITLE
    yield subject, DCTERMS["description"], DESCRIPTION
    yield subject, DCTERMS["publisher"], agent
    yield subject, DCTERMS["license"], LICENCE
    for language in languages:
        yield subject, DCTERMS["language"], language
    yield subject, _FOAF["homepage"], Iri(base)


def _dataset(
    dataset: Iri, languages: Sequence[Iri], agent: Iri, days: Sequence[str], base: str
) -> Iterator[Triple]:
    yield dataset, RDF["type"], _DCAT["Dataset"]
    yield from _told(dataset, languages, agent, base)
    yield dataset, DCTERMS["identifier"], Literal(dataset, XSD["anyURI"])
    yield dataset, _DCAT["contactPoint"], Iri(base + "contact")
    yield dataset, _DCAT["landingPage"], Iri(base)
    for word in _KEYWORDS:
        yield dataset, _DCAT["keyword"], Literal(word, language="en")
    for code in _THEMES:
        yield dataset, _DCAT["theme"], Iri(f"{_EU}data-theme/{code}")
    yield dataset, DCTERMS["accessRights"], _PUBLIC
    yield dataset, DCTERMS["spatial"], _WORLD
    if days:
        period = Iri(f"{dataset}/period")
        yield dataset, DCTERMS["modified"], Literal(days[1], DATE)
        yield dataset, DCTERMS["temporal"], period
        yield period, RDF["type"], DCTERMS["PeriodOfTime"]
        yield period, _DCAT["startDate"], Literal(days[0], DATE)
        yield period, _DCAT["endDate"], Literal(days[1], DATE)


def _distribution(distribution: Iri, dump: Dump, base: str) -> Iterator[Triple]:
    address, checksum = Iri(base + dump.path), Iri(f"{distribution}/checksum")
    media = [(_DCAT["mediaType"], dump.media_type), (_DCAT["compressFormat"], dump.compressed),
             (_DCAT["packageFormat"], dump.packaged)]  # fmt: skip
    code = _FORMATS.get(dump.media_type)
    form = Iri(f"{_EU}file-type/{code}" if code else _MEDIA + dump.media_type)
    size = Literal(str(dump.file.size), XSD["nonNegativeInteger"])
    yield distribution, RDF["type"], _DCAT["Distribution"]
    yield distribution, DCTERMS["title"], Literal(dump.title, language="en")
    yield distribution, DCTERMS["description"], Literal(dump.description, language="en")
    yield distribution, DCTERMS["license"], LICENCE
    yield distribution, _DCATAP["availability"], _AVAILABLE
    yield distribution, _DCAT["accessURL"], address
    yield distribution, _DCAT["downloadURL"], address
    yield distribution, DCTERMS["format"], form
    for predicate, kind in media:
        if kind:
            yield distribution, predicate, Iri(_MEDIA + kind)
    yield distribution, _DCAT["byteSize"], size
    yield distribution, _SPDX["checksum"], checksum
    yield checksum, RDF["type"], _SPDX["Checksum"]
    yield checksum, _SPDX["algorithm"], _SPDX["checksumAlgorithm_sha256"]
    yield checksum, _SPDX["checksumValue"], Literal(dump.file.sha256, XSD["hexBinary"])
    yield form, RDF["type"], DCTERMS["MediaTypeOrExtent"]
    for _, kind in media:
        if kind:
            yield Iri(_MEDIA + kind), RDF["type"], DCTERMS["MediaType"]


def _service(service: Iri, dataset: Iri, agent: Iri, base: str) -> Iterator[Triple]:
    yield service, RDF["type"], _DCAT["DataService"]
    yield service, DCTERMS["title"], Literal("councilgraph in SPARQL", language="en")
    yield service, DCTERMS["publisher"], agent
    yield service, DCTERMS["license"], LICENCE
    yield service, _DCAT["endpointURL"], Iri(base + SPARQL)
    yield service, _DCAT["endpointDescription"], Iri(base + SERVICE)
    yield service, _DCAT["servesDataset"], dataset


def _around(languages: Sequence[Iri], agent: Iri, base: str) -> Iterator[Triple]:
    """Yield what the values are that the record names."""
    contact = Iri(base + "contact")
    yield agent, RDF["type"], _FOAF["Agent"]
    yield agent, _FOAF["name"], TITLE
    yield contact, RDF["type"], _VCARD["Kind"]
    yield contact, _VCARD["fn"], Literal(TITLE.value)
    yield contact, _VCARD["hasURL"], Iri(base)
    yield Iri(base), RDF["type"], _FOAF["Document"]
    yield LICENCE, RDF["type"], DCTERMS["LicenseDocument"]
    yield _PUBLIC, RDF["type"], DCTERMS["RightsStatement"]
    yield _WORLD, RDF["type"], DCTERMS["Location"]
    yield _AVAILABLE, RDF["type"], SKOS["Concept"]
    yield _AVAILABLE, SKOS["prefLabel"], Literal("stable", language="en")
    for language in languages:
        yield language, RDF["type"], DCTERMS["LinguisticSystem"]
    for code, label in _THEMES.items():
        theme = Iri(f"{_EU}data-theme/{code}")
        yield theme, RDF["type"], SKOS["Concept"]
        yield theme, SKOS["prefLabel"], Literal(label, language="en")
        yield theme, SKOS["inScheme"], Iri(_EU + "data-theme")
