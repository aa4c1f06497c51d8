"""Documents by their symbols, from the sources of a table: politely, resumably, with provenance."""

from .asking import LARGEST, TIMEOUT, Manners, Visitor
from .fetching import Fetched, Fetcher, State
from .keeping import (
    Folder,
    Kept,
    Provenance,
    default_folder,
    held,
    provenance_beside,
    provenance_of,
    stem,
)
from .table import Source, hosts_of, is_symbol, sources, symbol_of

__all__ = [
    "LARGEST",
    "TIMEOUT",
    "Fetched",
    "Fetcher",
    "Folder",
    "Kept",
    "Manners",
    "Provenance",
    "Source",
    "State",
    "Visitor",
    "default_folder",
    "held",
    "hosts_of",
    "is_symbol",
    "provenance_beside",
    "provenance_of",
    "sources",
    "stem",
    "symbol_of",
]
