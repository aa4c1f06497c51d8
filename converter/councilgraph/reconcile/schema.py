"""The types and properties that the service offers, read from their table."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..rdf.namespaces import VOCABULARIES

_TABLE = Path(__file__).with_name("schema.toml")


@dataclass(frozen=True, slots=True)
class Type:
    """A kind of entity: its IRI, its name, and the IRI of the kind above it, if any."""

    iri: str
    name: str
    broader: str = ""


@dataclass(frozen=True, slots=True)
class Property:
    """An attribute of entities of some types.

    ``identifying`` tells whether a value belongs to one entity alone; ``values`` is the type of
    the entities that are its values, empty where they are plain.
    """

    iri: str
    name: str
    types: tuple[str, ...]
    identifying: bool = False
    values: str = ""


@dataclass(frozen=True)
class Schema:
    """Everything of the table, by IRI, in the table's order."""

    types: Mapping[str, Type]
    properties: Mapping[str, Property]
    letters: Mapping[str, str]
    council_resolution: tuple[str, ...]
    said_besides: tuple[str, ...]

    def upwards(self, type_iri: str) -> Iterator[str]:
        """Yield a type and the types above it.

        >>> from councilgraph.rdf.namespaces import CG
        >>> [t.removeprefix(CG) for t in schema().upwards(CG["Resolution"])]
        ['Resolution', 'Document']
        """
        while type_iri in self.types:
            yield type_iri
            type_iri = self.types[type_iri].broader

    def properties_of(self, type_iri: str) -> Iterator[Property]:
        """Yield the properties that entities of a type may have."""
        kinds = set(self.upwards(type_iri))
        below = {t for t in self.types if type_iri in self.upwards(t)}
        for found in self.properties.values():
            if kinds & set(found.types) or below & set(found.types):
                yield found


def expand(name: str) -> str:
    """Return the IRI that a name stands for: an IRI, a prefixed name, or a bare name of ours.

    >>> expand("dcterms:date"), expand("Resolution").rpartition("/")[2]
    ('http://purl.org/dc/terms/date', 'ontology#Resolution')
    """
    prefix, colon, local = name.partition(":")
    if not colon:
        return VOCABULARIES["cg"] + name
    return VOCABULARIES[prefix] + local if prefix in VOCABULARIES else name


@cache
def schema() -> Schema:
    """Return the table of types and properties."""
    table = tomllib.loads(_TABLE.read_text("utf-8"))
    types = [
        Type(expand(t["id"]), t["name"], expand(t["broader"]) if "broader" in t else "")
        for t in table["types"]
    ]
    properties = [
        Property(
            expand(p["id"]),
            p["name"],
            tuple(expand(t) for t in p["types"]),
            p.get("identifying", False),
            expand(p["values"]) if "values" in p else "",
        )
        for p in table["properties"]
    ]
    writing = table["writing"]
    return Schema(
        {t.iri: t for t in types},
        {p.iri: p for p in properties},
        writing["letters"],
        tuple(writing["council_resolution"]),
        tuple(writing["said_besides"]),
    )
