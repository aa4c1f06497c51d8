"""The model as RDF triples and back, the deterministic writers, the reader of files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..later import later as _later
from .blocks import Block, blocks, triples_in
from .ntriples import canonical_quads
from .record import record_of, triples_of
from .terms import BadTerm, Iri, Literal, Term, Triple, iri, is_blank, n_triples
from .write import write, write_blocks

if TYPE_CHECKING:
    from .linksets import from_linkset, linkset_iri, to_linkset, to_rule_linkset
    from .parse import parse_triples, read_triples

_LATER = {
    "from_linkset": ".linksets", "linkset_iri": ".linksets", "to_linkset": ".linksets",
    "to_rule_linkset": ".linksets", "parse_triples": ".parse", "read_triples": ".parse",
}  # fmt: skip
"""What is loaded when it is asked for: who converts documents reads no RDF."""

__all__ = [
    "BadTerm",
    "Block",
    "Iri",
    "Literal",
    "Term",
    "Triple",
    "blocks",
    "canonical_quads",
    "from_linkset",
    "iri",
    "is_blank",
    "linkset_iri",
    "n_triples",
    "parse_triples",
    "read_triples",
    "record_of",
    "to_linkset",
    "to_rule_linkset",
    "triples_in",
    "triples_of",
    "write",
    "write_blocks",
]

__getattr__ = _later(__name__, _LATER)
