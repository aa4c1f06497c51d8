"""Decide what answers a path: a file, a description, the way to one, or nothing. Pure.

A thing's IRI answers 303 with the way to a description of it; the description's own address has a
suffix (Cool URIs for the Semantic Web, section 4.2). A thing without a page of its own is shown on
the nearest page above it, at an anchor made of the rest of its path.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from ..pages import address_of
from .negotiate import DESCRIPTIONS, HTML, Offer, choose, named, suffixed

INDEX = "index.html"
DATASET = "dataset"
"""The path of the dataset's own description, which the base leads to."""


class Known(Protocol):
    """What there is: files by their paths, things by theirs."""

    def has_file(self, path: str) -> bool:
        """Tell whether there is such a file."""
        ...

    def has_thing(self, path: str) -> bool:
        """Tell whether anything is said of a thing, or refers to it."""
        ...


@dataclass(frozen=True, slots=True)
class File:
    """A file of the dataset answers."""

    path: str


@dataclass(frozen=True, slots=True)
class Description:
    """The description of a thing answers, made when it is asked for."""

    thing: str
    offer: Offer


@dataclass(frozen=True, slots=True)
class See:
    """Another address describes the thing: path, fragment, and what is found there."""

    path: str
    fragment: str
    found: File | Description


@dataclass(frozen=True, slots=True)
class Missing:
    """There is nothing of this path."""


@dataclass(frozen=True, slots=True)
class Unacceptable:
    """There is something, but not as it is wanted; ``named`` if a parameter said so."""

    offers: Sequence[Offer]
    named: bool


Resolution = File | Description | See | Missing | Unacceptable


def resolve(path: str, accept: str | None, wanted: str | None, known: Known) -> Resolution:
    """Return what answers a path, given without its first slash.

    ``accept`` is the Accept header, ``wanted`` the parameter ``format``, which goes before it.
    """
    if known.has_file(path):
        return File(path)
    stem, offer = suffixed(path)
    if offer and known.has_thing(stem):
        return _page(stem, known) if offer == HTML else Description(stem, offer)
    index = path + INDEX if not path or path.endswith("/") else ""
    if known.has_file(index) or not path or known.has_thing(path):
        chosen = choose(accept, DESCRIPTIONS) if wanted is None else named(wanted, DESCRIPTIONS)
        if chosen is None:
            return Unacceptable(DESCRIPTIONS, named=wanted is not None)
        if chosen == HTML and known.has_file(index):
            return File(index)
        return _to(path.rstrip("/") or DATASET, chosen, known)
    return Missing()


def _to(thing: str, offer: Offer, known: Known) -> Resolution:
    """Return the way to a description of a thing."""
    if not known.has_thing(thing):
        return Missing()
    if offer == HTML:
        page = _page(thing, known)
        return page if isinstance(page, See) else See(thing + HTML.suffix, "", page)
    address = thing + offer.suffix
    found: File | Description
    found = File(address) if known.has_file(address) else Description(thing, offer)
    return See(address, "", found)


def _page(thing: str, known: Known) -> See | Description:
    """Return the nearest page at or above a thing, else its description as a page."""
    address = address_of(thing, _Pages(known))
    if address is None:
        return Description(thing, HTML)
    return See(address.page, address.anchor, File(address.page))


@dataclass(frozen=True, slots=True)
class _Pages:
    """The things that have a page, by their paths."""

    known: Known

    def __contains__(self, path: object) -> bool:
        return self.known.has_file(f"{path}{HTML.suffix}")
