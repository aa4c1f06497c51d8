"""The only join of the rooms: documents to triples, one or many, and to a dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..later import later as _later
from .conversion import Conversion, Note, convert_bytes
from .inputs import Input, find, printable
from .pool import Options, Outcome, convert_each

if TYPE_CHECKING:
    from .comparing import compare
    from .libraries import apart, each_told, library
    from .publication import Publication
    from .publishing import publish
    from .watching import Published, published

_LATER = {
    "compare": ".comparing", "Publication": ".publication", "publish": ".publishing",
    "Published": ".watching", "published": ".watching",
    "apart": ".libraries", "each_told": ".libraries", "library": ".libraries",
}  # fmt: skip
"""What is loaded when it is asked for: each process that converts would wait for it in vain."""

__all__ = [
    "Conversion",
    "Input",
    "Note",
    "Options",
    "Outcome",
    "Publication",
    "Published",
    "apart",
    "compare",
    "convert_bytes",
    "convert_each",
    "each_told",
    "find",
    "library",
    "printable",
    "publish",
    "published",
]

__getattr__ = _later(__name__, _LATER)
