"""XML with the place of everything: decoded text to tokens to a tree of spans into it.

No library tells at which character a text or an attribute's value stands, so the tokens are read
here; expat judges beside it that the file is well-formed. Document types and entities are refused,
whatever is asked: nothing is expanded, nothing is fetched.
"""

from .decoding import decode_xml
from .faults import Faults
from .tree import Chars, Element, parse_xml

__all__ = ["Chars", "Element", "Faults", "decode_xml", "parse_xml"]
