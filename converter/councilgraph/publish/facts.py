"""A record as JSON that a person can read and a program can compare; no RDF."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from ..model import Record, Span


def facts(value: Any) -> Any:
    """Return a value of the model as plain JSON values.

    Fields that are None or empty are left out, a span is ``[start, end]``, a date ISO 8601, an
    enumerated value its ontology name.

    >>> from ..model import Ballot, Choice
    >>> facts(Ballot("FRA", Choice.IN_FAVOUR, "France", Span(3, 9)))
    {'state': 'FRA', 'choice': 'InFavour', 'name': 'France', 'span': [3, 9]}
    """
    if isinstance(value, Span):
        return [value.start, value.end]
    if is_dataclass(value):
        found = ((f.name, facts(getattr(value, f.name))) for f in fields(value))
        return {name: v for name, v in found if v not in (None, "", [], {})}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [facts(v) for v in value]
    return value


def facts_json(record: Record) -> str:
    """Return a record as indented JSON, its texts readable, a line feed at its end."""
    return json.dumps(facts(record), ensure_ascii=False, indent=1) + "\n"
