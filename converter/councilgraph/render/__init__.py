"""Records to documents: text as the United Nations lays it out; random records; noise.

The direction opposite to ``parse``, with the phrases of the same language packs.
"""

from .invent import corpus, distinct, invent, invented
from .noise import KINDS, UNDONE
from .text import render

__all__ = ["KINDS", "UNDONE", "corpus", "distinct", "invent", "invented", "render"]
