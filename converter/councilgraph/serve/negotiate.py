"""Choose a representation: by the Accept header (RFC 9110, section 12.5.1), suffix or parameter.

Pure: texts and tables in, a row of the table or nothing out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..formats import RDF_FORMATS, RESULT_FORMATS, SERVED_GRAPHS, SERVED_TABLES


@dataclass(frozen=True, slots=True)
class Offer:
    """A representation that can be had.

    ``name`` is what the parameter ``format`` takes, ``also`` are further media types that it is
    given for.
    """

    name: str
    media_type: str
    suffix: str
    also: tuple[str, ...] = ()

    @property
    def content_type(self) -> str:
        """Return the media type as a header says it: with a charset where it is text."""
        text = self.media_type.startswith("text/")
        return f"{self.media_type}; charset=utf-8" if text else self.media_type


HTML = Offer("html", "text/html", ".html", ("application/xhtml+xml",))
_ALSO = {
    "jsonld": ("application/json",),
    "json": ("application/json",),
    "xml": ("application/xml", "text/xml"),
    "rdfxml": ("application/xml", "text/xml"),
    "nt": ("text/plain",),
}


def _rdf(name: str) -> Offer:
    row = RDF_FORMATS[name]
    return Offer(row.name, row.media_type, row.suffix, _ALSO.get(name, ()))


def _result(name: str) -> Offer:
    row = RESULT_FORMATS[name]
    return Offer(row.name, row.media_type, row.suffix, _ALSO.get(name, ()))


GRAPHS = tuple(_rdf(name) for name in SERVED_GRAPHS)
"""How a graph is given, the first where anything will do."""
TABLES = tuple(_result(name) for name in SERVED_TABLES)
"""How the rows of a SELECT are given."""
DESCRIPTIONS = (HTML, *GRAPHS)
"""How a thing is described."""

_NUMBER = re.compile(r"(?:0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)")
_TOKEN = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"  # noqa: S105 - what RFC 9110 calls a token
_RANGE = re.compile(rf"({_TOKEN})/({_TOKEN})")


@dataclass(frozen=True, slots=True)
class Range:
    """One element of an Accept header: what it spans, and how much it is wanted, 0 to 1."""

    kind: str
    subtype: str
    quality: float

    def specificity(self, media_type: str) -> int:
        """Return how closely this spans a media type: 0 not at all, 3 exactly."""
        kind, _, subtype = media_type.partition("/")
        if (self.kind, self.subtype) == (kind, subtype):
            return 3
        if self.kind == kind and self.subtype == "*":
            return 2
        return int(self.kind == self.subtype == "*")


def ranges(accept: str) -> list[Range]:
    """Return the elements of an Accept header; what breaks its grammar is passed over.

    >>> ranges("text/turtle; q=0.5, */*;q=0.1, nonsense")
    [Range(kind='text', subtype='turtle', quality=0.5), Range(kind='*', subtype='*', quality=0.1)]
    """
    found = []
    for element in accept.split(","):
        span, *parameters = (part.strip() for part in element.split(";"))
        match = _RANGE.fullmatch(span)
        if match is None:
            continue
        quality = 1.0
        for parameter in parameters:
            name, _, value = (p.strip() for p in parameter.partition("="))
            if name.lower() == "q":
                quality = float(value) if _NUMBER.fullmatch(value) else 0.0
        found.append(Range(match[1].lower(), match[2].lower(), quality))
    return found


def choose(accept: str | None, offers: Sequence[Offer]) -> Offer | None:
    """Return what is wanted most of what there is, the first of equals; None if nothing is.

    >>> choose("text/turtle, text/html;q=0.9", DESCRIPTIONS).name
    'ttl'
    >>> choose(None, DESCRIPTIONS).name, choose("image/png", DESCRIPTIONS)
    ('html', None)
    """
    if accept is None or not accept.strip():
        return offers[0]
    wanted = ranges(accept)
    best = max(offers, key=lambda offer: _quality(offer, wanted))
    return best if _quality(best, wanted) > 0 else None


def _quality(offer: Offer, wanted: Iterable[Range]) -> float:
    """Return how much an offer is wanted: by its own media type, or a little less by another."""
    own = _of(offer.media_type, wanted)
    if own is not None:
        return own
    others = [q for q in (_of(also, wanted, least=3) for also in offer.also) if q is not None]
    return max(others, default=0.0) * 0.999


def _of(media_type: str, wanted: Iterable[Range], least: int = 1) -> float | None:
    spans = [(r.specificity(media_type), r.quality) for r in wanted]
    close = [(s, q) for s, q in spans if s >= least]
    return max(close)[1] if close else None


def named(name: str, offers: Sequence[Offer]) -> Offer | None:
    """Return the offer that a parameter ``format`` names: by name, suffix or media type.

    >>> named("rdf", GRAPHS).name, named("text/turtle", GRAPHS).name, named("../x", GRAPHS)
    ('rdfxml', 'ttl', None)
    """
    return next(
        (o for o in offers if name in (o.name, o.suffix.removeprefix("."), o.media_type)), None
    )


def suffixed(path: str, offers: Sequence[Offer] = DESCRIPTIONS) -> tuple[str, Offer | None]:
    """Return a path without the suffix of an offer, and that offer.

    >>> path, offer = suffixed("doc/S/RES/2553.ttl")
    >>> path, offer.name, suffixed("doc/S/2020/1158/Rev.1")[1]
    ('doc/S/RES/2553', 'ttl', None)
    """
    for offer in offers:
        if path.endswith(offer.suffix):
            return path.removesuffix(offer.suffix), offer
    return path, None


def listing(offers: Iterable[Offer]) -> str:
    """Return what there is, for an answer 406 or 400."""
    return ", ".join(f"{o.media_type} (format={o.name})" for o in offers)
