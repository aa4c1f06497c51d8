"""The model as RDF triples and back, the deterministic writers, the reader of files."""

from .blocks import Block, blocks, triples_in
from .linksets import from_linkset, linkset_iri, to_linkset, to_rule_linkset
from .ntriples import canonical_quads
from .parse import parse_triples, read_triples
from .record import record_of, triples_of
from .terms import BadTerm, Iri, Literal, Term, Triple, iri, is_blank, n_triples
from .write import write, write_blocks

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
