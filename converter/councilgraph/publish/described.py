"""A document or vote as the lists of a whole dataset have it."""

from __future__ import annotations

from dataclasses import dataclass

from ..rdf import Literal


@dataclass(frozen=True, slots=True)
class Described:
    """A document or vote as lists have it; ``named`` is the day by which its work is named."""

    path: str
    is_vote: bool
    symbol: str
    title: Literal | None
    date: str
    year: str
    named: str
