"""Strings ↔ values, both ways, no I/O: document symbols and the IRIs of the graph."""

from .iri import (
    BASE,
    ballot_path,
    document_path,
    instrument_path,
    paragraph_path,
    seat_path,
    source_file_path,
    source_text_path,
    state_path,
    symbol_of_path,
    target_of_path,
    target_path,
    vote_path,
)
from .symbol import (
    SYMBOL,
    canonical_symbol,
    format_symbol,
    parse_symbol,
    plausible_resolution,
    year_of_resolution,
)

__all__ = [
    "BASE",
    "SYMBOL",
    "ballot_path",
    "canonical_symbol",
    "document_path",
    "format_symbol",
    "instrument_path",
    "paragraph_path",
    "parse_symbol",
    "plausible_resolution",
    "seat_path",
    "source_file_path",
    "source_text_path",
    "state_path",
    "symbol_of_path",
    "target_of_path",
    "target_path",
    "vote_path",
    "year_of_resolution",
]
