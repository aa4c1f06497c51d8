"""Where fields are stated: places gathered, handed from one thing to another, put in order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields

from ..model import Document, Named, Span, Stated, Tally, Vote
from .block import Reading

Places = tuple[Stated, ...]


def told(field: str, named: Named | None) -> Places:
    """Return the place of a name as that of a field; nothing where the name has none."""
    return (Stated(field, named.text, named.span),) if named and named.span else ()


def written(field: str, span: Span | None, reading: Reading) -> Places:
    """Return the place of a value that markup writes out; nothing where it has none."""
    return (Stated(field, reading.source.quote(span), span),) if span else ()


def number_and_year(match: re.Match[str]) -> tuple[int, int]:
    """Return the range of a resolution's number and year, the bracket that ends it included."""
    end = match.end("year")
    return match.start("number"), end + (match.string[end : end + 1] == ")")


def first_told(*groups: Iterable[Stated]) -> Places:
    """Return the places of each field from the first group that has any.

    >>> a, b, c = (Stated("date", w, Span(0, 1)) for w in "abc")
    >>> [p.text for p in first_told([a], [b, Stated("title", "t", Span(0, 1)), c])]
    ['a', 't']
    """
    found: list[Stated] = []
    known: set[str] = set()
    for group in groups:
        new = [p for p in group if p.field not in known]
        found += new
        known |= {p.field for p in new}
    return tuple(found)


def passed_on(places: Iterable[Stated], **names: str) -> Places:
    """Return the places of the fields named, each under the name that it has elsewhere.

    >>> passed_on([Stated("draft", "S/2031/9", Span(4, 12))], draft="symbol")
    (Stated(field='symbol', text='S/2031/9', span=Span(start=4, end=12)),)
    """
    return tuple(Stated(names[p.field], p.text, p.span) for p in places if p.field in names)


def in_order(thing: Document | Vote) -> Places:
    """Return the places of those fields of a thing that have a value, in the model's order."""
    order = [f.name for f in (*fields(thing), *fields(Tally))]
    kept = [p for p in thing.places if _value(thing, p.field) not in (None, "", ())]
    return tuple(sorted(kept, key=lambda p: order.index(p.field)))


def _value(thing: Document | Vote, field: str) -> object:
    tally = isinstance(thing, Vote) and field in Tally.__dataclass_fields__
    return getattr(thing.tally if isinstance(thing, Vote) and tally else thing, field)
