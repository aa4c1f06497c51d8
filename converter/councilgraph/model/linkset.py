"""Links to other datasets: one mapping, and the set of those to one dataset."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

REVIEWED = "MappingReview"
"""The justification of a mapping that somebody looked at; such a one is never changed."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """One link and why it is believed.

    ``subject`` is a path below the base IRI (``state/FRA``), ``target`` an IRI elsewhere.
    ``justification`` names a term of the Semantic Mapping Vocabulary (``LexicalMatching``),
    ``confidence`` is from 0 to 1, ``source`` the table the mapping was taken from, ``date`` the day
    of that table, ``tool_version`` the version of this package that wrote the mapping.
    """

    subject: str
    target: str
    justification: str
    confidence: float
    source: str
    date: dt.date
    tool_version: str

    @property
    def reviewed(self) -> bool:
        """Tell whether somebody looked at the mapping."""
        return self.justification == REVIEWED


@dataclass(frozen=True, slots=True)
class TargetDataset:
    """A dataset that links lead to; its IRIs begin with ``space``."""

    slug: str
    title: str
    space: str
    homepage: str


@dataclass(frozen=True, slots=True)
class Linkset:
    """The mappings to one dataset, all by one predicate (an IRI), by subject."""

    name: str
    title: str
    description: str
    predicate: str
    target: TargetDataset
    mappings: tuple[Mapping, ...] = field(default=())
