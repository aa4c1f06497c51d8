"""Triples looked up by subject and predicate, for reading them as values again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model import Symbol
from .blocks import Block, blocks
from .codecs import Context, text_of
from .namespaces import CG, RDF
from .terms import Iri, Literal, Term, Triple

_SYMBOL, _TYPE = CG["symbol"], RDF["type"]
_NOTHING: Block = {}


class Graph:
    """Triples by subject and predicate, in their order."""

    def __init__(self, triples: Iterable[Triple], base: str) -> None:
        self._said = blocks(triples)
        symbols = {
            str(s): Symbol(text_of(block[_SYMBOL][0]))
            for s, block in self._said.items()
            if _SYMBOL in block
        }
        self.context = Context(base, symbols=symbols)

    def __iter__(self) -> Iterator[Iri]:
        return iter(self._said)

    def block(self, subject: str) -> Block:
        """Return all that is said of a subject."""
        return self._said.get(Iri(subject), _NOTHING)

    def terms(self, subject: str, predicate: Iri) -> list[Term]:
        """Return the objects of a subject and predicate."""
        return self.block(subject).get(predicate, [])

    def types(self, subject: str) -> list[Term]:
        """Return the classes of a subject."""
        return self.terms(subject, _TYPE)

    def one(self, subject: str, predicate: Iri) -> Term:
        """Return the first object.

        Raises:
            ValueError: there is none.
        """
        terms = self.terms(subject, predicate)
        if not terms:
            raise ValueError(f"<{subject}> has no <{predicate}>")
        return terms[0]

    def linked(self, subject: str, predicate: Iri) -> list[Iri]:
        """Return the things that a predicate links, in their order."""
        return [t for t in self.terms(subject, predicate) if isinstance(t, Iri)]

    def numbered(self, subject: str, predicate: Iri) -> list[Iri]:
        """Return the things that a predicate links, by the numbers at the end of their IRIs."""
        return sorted(self.linked(subject, predicate), key=_number)

    def texts(self, subject: str) -> Iterator[Literal]:
        """Yield the language-tagged texts of a subject."""
        for terms in self.block(subject).values():
            yield from (t for t in terms if isinstance(t, Literal) and t.language)


def _number(iri: Iri) -> tuple[str, int]:
    family, _, last = iri.rpartition("/")
    return family, int(last) if last.isdecimal() else 0
