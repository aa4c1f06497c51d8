"""The only join of the rooms: documents to triples, one or many, and to a dataset."""

from .comparing import compare
from .conversion import Conversion, Note, convert_bytes
from .inputs import Input, find, printable
from .pool import Options, Outcome, convert_each
from .publishing import Publication, publish

__all__ = [
    "Conversion",
    "Input",
    "Note",
    "Options",
    "Outcome",
    "Publication",
    "compare",
    "convert_bytes",
    "convert_each",
    "find",
    "printable",
    "publish",
]
