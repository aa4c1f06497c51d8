"""Library records and voting tables to the votes, ballots and documents that they tell of.

The way in: ``read_table(data, name, load_mapping("voting-data"), gazetteer)``. Where a text has
characters as the place of a fact, these have a cell: the number of the record and its field.
"""

from .mapping import TableMapping, load_mapping
from .marc import HEAD, is_marc, read_marc
from .precedence import KINDS, order_of, rank_of
from .table import Library, read_table

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
