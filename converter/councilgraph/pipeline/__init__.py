"""The only join of the rooms: documents to triples, one or many, and to a dataset."""

from .conversion import Conversion, Note, convert_bytes
from .inputs import Input, find, printable
from .pool import Options, Outcome, convert_each

__all__ = [
    "Conversion",
    "Input",
    "Note",
    "Options",
    "Outcome",
    "convert_bytes",
    "convert_each",
    "find",
    "printable",
]
