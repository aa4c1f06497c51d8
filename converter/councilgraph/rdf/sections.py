"""Which part of a document a subject belongs to, for the comments of a Turtle file."""

from __future__ import annotations

from .blocks import Block
from .namespaces import CG
from .terms import Iri

_SYMBOL = CG["symbol"]
PARTS = {
    "preamble": "preamble",
    "paragraph": "paragraphs",
    "part": "parts",
    "annex": "annexes",
    "passage": "passages",
}
"""The parts that begin below a document, by the first segment of the path there."""


class Sections:
    """Where in a file one is: in which document, in which part of it."""

    def __init__(self, base: str, *, first: bool = True) -> None:
        self._documents, self._votes = base + "doc/", base + "vote/"
        self._document = self._part = self._same = ""
        self._first = first

    def opened_by(self, subject: Iri, block: Block) -> str:
        """Return the name of the part that a subject opens, empty where it opens none.

        A document is known by its symbol; the first thing of a file needs no comment.
        """
        named = _SYMBOL in block
        if self._same and not named and subject.startswith(self._same):
            return ""
        first, self._first, self._same = self._first, False, ""
        if named and subject.startswith(self._documents):
            self._document = subject + "/"
            part = subject[len(self._documents) :]
        elif self._document and subject.startswith(self._document):
            segment = subject[len(self._document) :].partition("/")[0]
            part = PARTS.get(segment, self._part)
            self._same = f"{self._document}{segment}/"
        else:
            part = _part_of_vote(subject) if subject.startswith(self._votes) else self._part
        if part == self._part:
            return ""
        self._part = part
        return "" if first else part


def _part_of_vote(subject: Iri) -> str:
    """Return the part that a vote or something of it belongs to."""
    return PARTS["passage"] if "/passage/" in subject else "vote"
