"""The vocabularies used and their prefixes: the one registry of the project."""

from __future__ import annotations

from functools import lru_cache

from ..identifiers import BASE
from .terms import Iri

CG_ONTOLOGY = BASE + "ontology#"


class Namespace(str):
    """The beginning that a family of IRIs shares.

    >>> Namespace("http://example.org/")["a"]
    'http://example.org/a'
    """

    __slots__ = ()

    def __getitem__(self, name: str) -> Iri:  # type: ignore[override]
        """Return the IRI of a local name."""
        return _joined(self, name)


@lru_cache(maxsize=4096)
def _joined(start: str, name: str) -> Iri:
    return Iri(str(start) + name)


CG = Namespace(CG_ONTOLOGY)
DCTERMS = Namespace("http://purl.org/dc/terms/")
PAV = Namespace("http://purl.org/pav/")
RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")

LICENCE = Iri("https://creativecommons.org/licenses/by/4.0/")
"""That of all that is published."""

VOCABULARIES: dict[str, str] = {
    "cg": CG, "dcterms": DCTERMS, "rdf": RDF, "rdfs": RDFS, "xsd": XSD, "skos": SKOS,
    "owl": "http://www.w3.org/2002/07/owl#",
    "void": "http://rdfs.org/ns/void#",
    "dcatap": "http://data.europa.eu/r5r/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "prov": "http://www.w3.org/ns/prov#",
    "sh": "http://www.w3.org/ns/shacl#",
    "schema": "https://schema.org/",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "earl": "http://www.w3.org/ns/earl#",
    "tested": f"{BASE}conformance/earl#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "pav": PAV,
    "spdx": "http://spdx.org/rdf/terms#",
    "semapv": "https://w3id.org/semapv/vocab/",
    "sssom": "https://w3id.org/sssom/",
    "as": "https://www.w3.org/ns/activitystreams#",
    "ldes": "https://w3id.org/ldes#",
    "tree": "https://w3id.org/tree#",
}  # fmt: skip
"""Prefixes of vocabularies, fixed."""

TARGETS: dict[str, str] = {
    "datasets": "https://github.com/datasets/",
    "wd": "http://www.wikidata.org/entity/",
    "eu-country": "http://publications.europa.eu/resource/authority/country/",
}
"""Prefixes of the datasets that links lead to."""

CONTAINERS: dict[str, str] = {
    "organ": "organ/",
    "state": "state/",
    "verb": "concept/verb/",
    "addressee": "concept/addressee/",
    "topic": "concept/topic/",
    "un-charter": "instrument/un-charter/",
    "states-eu": "links/states-eu/",
    "states-geonames": "links/states-geonames/",
    "states-unbis": "links/states-unbis/",
    "states-wikidata": "links/states-wikidata/",
}
"""Prefixes of containers below the base IRI."""


def prefixes(base: str = BASE) -> dict[str, str]:
    """Return every prefix and the IRI it stands for, those below ``base`` included."""
    return VOCABULARIES | TARGETS | {name: base + path for name, path in CONTAINERS.items()}
