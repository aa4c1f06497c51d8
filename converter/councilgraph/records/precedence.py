"""Which kind of source is believed where two contradict each other.

What the one that is not believed says is kept as a remark with its place, never dropped. Two
sources of one kind that contradict each other stay a conflict, which nobody has decided.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..errors import UsageError

KINDS = {
    "text": "the text of a document: plain, HTML, DOCX or PDF",
    "akn": "the Secretariat's markup of a document, Akoma Ntoso",
    "record": "a record of the library, MARC 21",
    "table": "a table that somebody compiled",
}
"""The kinds of sources, those that are believed first."""

_MEDIA_TYPES = {"application/akn+xml": "akn", "application/marc": "record", "text/csv": "table"}


def kind_of(media_type: str) -> str:
    """Return the kind of a source by what its file was found to be.

    >>> kind_of("text/csv"), kind_of("application/pdf")
    ('table', 'text')
    """
    return _MEDIA_TYPES.get(media_type, "text")


def order_of(said: str) -> tuple[str, ...]:
    """Return the kinds in the order of a list with commas.

    >>> order_of("record,text,akn,table")
    ('record', 'text', 'akn', 'table')

    Raises:
        UsageError: it does not name each kind once.
    """
    order = tuple(word.strip() for word in said.split(","))
    if sorted(order) != sorted(KINDS):
        raise UsageError(f"--precedence {said}; expected each of {', '.join(KINDS)} once")
    return order


def rank_of(media_type: str, order: Sequence[str] = tuple(KINDS)) -> int:
    """Return the place of a source in an order of kinds, 0 first."""
    return order.index(kind_of(media_type))
