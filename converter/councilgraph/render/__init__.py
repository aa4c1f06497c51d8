"""Records to documents: text as the United Nations lays it out; random records; noise.

The direction opposite to ``parse``, with the phrases of the same language packs.
"""

from .invent import corpus, invent, invented
from .noise import KINDS, UNDONE
from .text import render

__all__ = ["KINDS", "UNDONE", "corpus", "invent", "invented", "render"]
