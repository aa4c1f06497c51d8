"""What clients send: batches of queries and of data extensions, read from their JSON and checked.

Rules: Reconciliation Service API 0.2, "Structure of a Reconciliation Query" and "Data Extension
Query Requests". Fields that the specification does not know are left alone.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from .schema import Property, expand, schema

BATCH, LIMIT, MOST = 250, 10, 100
"""Queries in one batch; candidates for a query that names no limit; candidates at most."""
CELLS = 50_000
"""Values that one data extension may ask for: entities times properties."""
_STRICTNESS = ("any", "all", "should")


class BadRequest(Exception):
    """A request that cannot be answered: the HTTP status, and what was expected."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


@dataclass(frozen=True, slots=True)
class Asked:
    """One query: a name, types by IRI, and values that properties (by IRI) should have.

    ``strict`` says how the types bind: ``any`` or ``all`` of them, or ``should`` for none.
    """

    text: str
    types: frozenset[str] = frozenset()
    strict: str = "any"
    limit: int = LIMIT
    properties: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """A property to be fetched: at most ``limit`` values (0 for all), texts in one language."""

    property: Property
    limit: int = 0
    language: str = ""


def read_batch(text: str) -> dict[str, Asked]:
    """Return the queries of a batch by their keys.

    >>> read_batch('{"q0": {"query": "France", "limit": 3}}')["q0"].limit
    3

    Raises:
        BadRequest: the text is no batch of queries, or one too large.
    """
    batch = _object(_json(text, "queries"), "queries")
    if len(batch) > BATCH:
        raise BadRequest(413, f"{len(batch)} queries; expected at most {BATCH} in one batch")
    return {name: _asked(query, name) for name, query in batch.items()}


def read_extension(text: str) -> tuple[list[str], list[Wanted]]:
    """Return the identifiers of a data extension and the properties it wants of them.

    >>> ids, wanted = read_extension('{"ids": ["x"], "properties": [{"id": "cg:alpha3"}]}')
    >>> ids, wanted[0].property.name
    (['x'], 'ISO 3166 alpha-3 code')

    Raises:
        BadRequest: the text is no data extension, or one too large, or of no property known.
    """
    extension = _object(_json(text, "extend"), "extend")
    ids, properties = extension.get("ids"), extension.get("properties")
    if not isinstance(ids, list) or not all(isinstance(i, str) for i in ids):
        raise BadRequest(400, "extend: ids: expected an array of identifiers")
    if not isinstance(properties, list):
        raise BadRequest(400, "extend: properties: expected an array of objects with an id")
    if len(ids) * len(properties) > CELLS:
        raise BadRequest(413, f"extend: expected at most {CELLS} values in one request")
    return ids, [_wanted(p) for p in properties]


def _json(text: str, name: str) -> Any:
    try:
        return json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise BadRequest(400, f"{name}: expected JSON: {error}") from error


def _no_number(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number of JSON")


def _object(value: Any, name: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise BadRequest(400, f"{name}: expected a JSON object")
    return value


def _asked(query: Any, name: str) -> Asked:
    told = _object(query, name)
    text, properties = told.get("query"), told.get("properties")
    if text is None and not properties:
        raise BadRequest(400, f"{name}: expected a query, or properties")
    if text is not None and not isinstance(text, str):
        raise BadRequest(400, f"{name}: query: expected a string")
    strict = told.get("type_strict", "any")
    if strict not in _STRICTNESS:
        raise BadRequest(400, f"{name}: type_strict: expected any of {', '.join(_STRICTNESS)}")
    return Asked(
        (text or "").strip(),
        _types(told.get("type"), name),
        strict,
        _limit(told.get("limit"), name),
        _properties(properties, name),
    )


def _types(value: Any, name: str) -> frozenset[str]:
    """Return the types of a query, given as one identifier or several, or as objects with one."""
    if value is None or value == "":
        return frozenset()
    listed = _listed(value)
    told = [v.get("id") if isinstance(v, dict) else v for v in listed]
    found = frozenset(expand(v) for v in told if isinstance(v, str))
    if sum(isinstance(v, str) for v in told) < len(listed):
        raise BadRequest(400, f"{name}: type: expected an identifier, or an array of them")
    return found


def _limit(value: Any, name: str) -> int:
    if value is None:
        return LIMIT
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if not number or not math.isfinite(value) or value < 1:
        raise BadRequest(400, f"{name}: limit: expected a positive integer")
    return int(min(value, MOST))


def _properties(value: Any, name: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise BadRequest(400, f"{name}: properties: expected an array")
    found = []
    for each in value:
        told = _object(each, f"{name}: properties")
        if not isinstance(told.get("pid"), str) or "v" not in told:
            raise BadRequest(400, f"{name}: properties: expected objects with pid and v")
        found.append((expand(told["pid"]), tuple(_value(v, name) for v in _listed(told["v"]))))
    return tuple(found)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _value(value: Any, name: str) -> str:
    """Return a property value as text; of an entity its identifier."""
    if isinstance(value, dict):
        value = value.get("id")
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str | int | float):
        return str(value)
    raise BadRequest(400, f"{name}: properties: v: expected a string, number, boolean or entity")


def _wanted(value: Any) -> Wanted:
    told = _object(value, "extend: properties")
    name = told.get("id")
    known = schema().properties.get(expand(name)) if isinstance(name, str) else None
    if known is None:
        raise BadRequest(400, f"extend: properties: {name!r} is no property of this service")
    settings = _object(told.get("settings") or {}, "extend: settings")
    try:
        limit = int(settings.get("limit") or 0)
    except (TypeError, ValueError, OverflowError) as error:
        raise BadRequest(400, "extend: settings: limit: expected a number") from error
    language = settings.get("language") or ""
    if not isinstance(language, str) or limit < 0:
        raise BadRequest(400, "extend: settings: expected a limit from 0, and a language code")
    return Wanted(known, limit, language)
