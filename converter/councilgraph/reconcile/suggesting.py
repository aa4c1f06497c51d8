"""Suggestions for what a person has begun to type: entities, properties, types."""

from __future__ import annotations

from typing import Any

from .entities import Entity
from .index import Index
from .normal import key
from .schema import Property, Type, schema

PAGE = 20
"""Suggestions in one answer."""

Json = dict[str, Any]


def suggested(
    kind: str, prefix: str, index: Index, *, skip: int = 0, types: frozenset[str] = frozenset()
) -> Json:
    """Return suggestions of a kind (``entity``, ``property``, ``type``), ``skip`` of them left out.

    Raises:
        KeyError: there is no such kind.
    """
    if kind == "entity":
        found = [_entity(e) for e in _begun(prefix, index, types)[skip : skip + PAGE]]
    else:
        listed: dict[str, list[Property | Type]] = {
            "property": list(schema().properties.values()),
            "type": list(schema().types.values()),
        }
        named = [x for x in listed[kind] if _begins(prefix, x)]
        found = [{"id": x.iri, "name": x.name} for x in named[skip : skip + PAGE]]
    return {"result": found}


def _begun(prefix: str, index: Index, types: frozenset[str]) -> list[Entity]:
    """Return the entities a prefix leads to: by identifier, by name, by a word, by likeness."""
    found = [*index.beginning(prefix), *(h.entity for h in index.find(prefix))]
    unique = dict.fromkeys(e.iri for e in found if not types or types & set(e.types))
    return [index.entities[iri] for iri in unique]


def _begins(prefix: str, known: Property | Type) -> bool:
    asked = key(prefix)
    words = key(known.name).split()
    local = key(known.iri.rpartition("#")[2].rpartition("/")[2])
    return (
        prefix == known.iri
        or local.startswith(asked)
        or any(" ".join(words[i:]).startswith(asked) for i in range(len(words)))
    )


def _entity(entity: Entity) -> Json:
    types = [{"id": t, "name": schema().types[t].name} for t in entity.types]
    return {
        "id": entity.iri, "name": entity.name, "description": entity.description,
        "notable": types,
    }  # fmt: skip
