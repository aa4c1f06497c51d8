"""The model as RDF triples and back, and the deterministic writers and the reader of files."""

from .parse import read_triples
from .record import record_of, triples_of
from .terms import Iri, Literal, Term, Triple, iri, n_triples
from .write import canonical_quads, write

__all__ = [
    "Iri",
    "Literal",
    "Term",
    "Triple",
    "canonical_quads",
    "iri",
    "n_triples",
    "read_triples",
    "record_of",
    "triples_of",
    "write",
]
