"""Cleaned text and language packs to the model; pure: no files, no RDF, no network."""

from .document import parse_record

__all__ = ["parse_record"]
