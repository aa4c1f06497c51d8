"""Answers as the JSON values of the Reconciliation Service API 0.2."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from .. import __version__
from ..languages import codes, load
from ..rdf import Literal, Term
from ..rdf.terms import DATE, INTEGER
from .asked import BATCH, Asked, Wanted
from .entities import Entity
from .index import Index
from .judging import Candidate, candidates
from .schema import Property, Type, schema

Json = dict[str, Any]

WIDTH, HEIGHT = 430, 320
"""Pixels of a preview."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def manifest(index: Index, address: str) -> Json:
    """Return the service manifest; ``address`` is the URL of the endpoint."""
    return {
        "versions": ["0.1", "0.2"],
        "name": "councilgraph: documents, States, organs and topics of the Security Council",
        "identifierSpace": index.base,
        "schemaSpace": schema_space(),
        "defaultTypes": [_type(t) for t in schema().types.values() if not t.broader],
        "documentation": index.base,
        "serviceVersion": __version__,
        "view": {"url": f"{address}/view?id={{{{id}}}}"},
        "preview": {
            "url": f"{address}/preview?id={{{{id}}}}", "width": WIDTH, "height": HEIGHT,
        },
        "suggest": {
            kind: {
                "service_url": address,
                "service_path": f"/suggest/{kind}",
                "flyout_service_url": address,
                "flyout_service_path": f"/flyout/{kind}?id=${{id}}",
            }
            for kind in ("entity", "property", "type")
        },
        "extend": {
            "propose_properties": {"service_url": address, "service_path": "/properties"},
            "property_settings": _settings(),
        },
        "batchSize": BATCH,
    }  # fmt: skip


def schema_space() -> str:
    """Return the IRI that the types of this service begin with."""
    return next(iter(schema().types)).rpartition("#")[0] + "#"


def _settings() -> list[Json]:
    languages = [{"value": code, "name": load(code).name} for code in codes()]
    return [
        {
            "name": "limit", "label": "Limit", "type": "number", "default": 0,
            "help_text": "At most this many values of each entity; 0 for all.",
        },
        {
            "name": "language", "label": "Language", "type": "select", "default": "",
            "help_text": "Texts in this language only.",
            "choices": [{"value": "", "name": "any"}, *languages],
        },
    ]  # fmt: skip


def reconciled(batch: dict[str, Asked], index: Index) -> Json:
    """Return the result batch of a query batch."""
    return {
        name: {"result": [_candidate(c) for c in candidates(asked, index)]}
        for name, asked in batch.items()
    }


def _candidate(found: Candidate) -> Json:
    return {
        "id": found.entity.iri,
        "name": found.entity.name,
        "description": found.entity.description,
        "type": [_type(schema().types[t]) for t in found.entity.types],
        "score": found.score,
        "match": found.match,
        "features": [
            {"id": "name_likeness", "value": round(100 * found.likeness, 1)},
            {"id": "properties_agreeing", "value": found.agreeing},
            {"id": "properties_disagreeing", "value": found.disagreeing},
        ],
    }


def _type(kind: Type) -> Json:
    broader = schema().types.get(kind.broader)
    above = {"broader": [_type(broader)]} if broader else {}
    return {"id": kind.iri, "name": kind.name, **above}


def extended(ids: Iterable[str], wanted: list[Wanted], index: Index) -> Json:
    """Return the values of properties of entities; an identifier not known has none."""
    return {
        "meta": [_meta(w.property) for w in wanted],
        "rows": {i: {w.property.iri: _values(index.entity(i), w, index) for w in wanted}
                 for i in ids},
    }  # fmt: skip


def _meta(wanted: Property) -> Json:
    kind = schema().types.get(wanted.values)
    of = {"type": {"id": kind.iri, "name": kind.name}} if kind else {}
    return {"id": wanted.iri, "name": wanted.name, **of}


def _values(entity: Entity | None, wanted: Wanted, index: Index) -> list[Json]:
    facts = entity.facts.get(wanted.property.iri, ()) if entity else ()
    told = [
        f for f in facts
        if not (wanted.language and isinstance(f, Literal) and f.language)
        or f.language == wanted.language
    ]  # fmt: skip
    return [_value(f, index) for f in told[: wanted.limit or None]]


def _value(fact: Term, index: Index) -> Json:
    if not isinstance(fact, Literal):
        entity = index.entity(fact)
        return {"id": entity.iri, "name": entity.name} if entity else {"str": str(fact)}
    if fact.datatype == DATE and _DAY.fullmatch(fact.value):
        return {"date": f"{fact.value}T00:00:00Z"}  # the specification wants a time
    if fact.datatype == INTEGER and fact.value.lstrip("+-").isdigit():
        return {"int": int(fact.value)}
    return {"str": fact.value}


def proposed(type_iri: str, limit: int | None) -> Json:
    """Return the properties that entities of a type may have; of all, where no type is given."""
    known = schema()
    found = known.properties_of(type_iri) if type_iri else known.properties.values()
    listed = [{"id": p.iri, "name": p.name} for p in found][:limit]
    return {"type": type_iri, "properties": listed} | ({"limit": limit} if limit else {})
