"""The linksets of documents: what they lead to and the rule by which, without the links."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..model import Linkset, Symbol, TargetDataset
from .addresses import LIBRARY, UNDOCS, library_address, undocs_address

_SEE_ALSO = "http://www.w3.org/2000/01/rdf-schema#seeAlso"
BY_RULE = "LexicalMatching"
"""The justification of every link that follows from a symbol's letters."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A linkset and the function that gives the target of a document from its symbol."""

    linkset: Linkset
    address: Callable[[Symbol], str]


RULES = (
    Rule(
        Linkset(
            "undocs",
            "Documents at undocs.org",
            "Documents by the rule of the Official Document System's short addresses, which are "
            "the symbols: there each can be read in the languages it was issued in.",
            _SEE_ALSO,
            TargetDataset("undocs", "United Nations Official Document System", UNDOCS, UNDOCS),
        ),
        undocs_address,
    ),
    Rule(
        Linkset(
            "digital-library",
            "Documents in the United Nations Digital Library",
            "Documents by the rule of the Library's search for a symbol, for the numbers of its "
            "records follow from nothing.",
            _SEE_ALSO,
            TargetDataset("digital-library", "United Nations Digital Library", LIBRARY, LIBRARY),
        ),
        library_address,
    ),
)
