"""Library records and voting tables to the votes, ballots and documents that they tell of.

The way in: ``read_table(data, name, load_mapping("voting-data"), gazetteer)``. Where a text has
characters as the place of a fact, these have a cell: the number of the record and its field.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..later import later as _later
from .precedence import KINDS, order_of, rank_of

if TYPE_CHECKING:
    from .mapping import TableMapping, load_mapping
    from .marc import HEAD, is_marc, read_marc
    from .table import Library, read_table

_LATER = {
    "TableMapping": ".mapping", "load_mapping": ".mapping",
    "HEAD": ".marc", "is_marc": ".marc", "read_marc": ".marc",
    "Library": ".table", "read_table": ".table",
}  # fmt: skip
"""What is loaded when it is asked for: who converts documents asks for the precedence alone."""

__all__ = [
    "HEAD",
    "KINDS",
    "Library",
    "TableMapping",
    "is_marc",
    "load_mapping",
    "order_of",
    "rank_of",
    "read_marc",
    "read_table",
]

__getattr__ = _later(__name__, _LATER)
