"""The parts of a page that are each of one thing: those that stand need not be made anew."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape

from markupsafe import Markup

from ..rdf import Iri
from .address import address_of

SECTIONED = frozenset(("concept", "instrument", "organ"))
"""The first segments of the paths of pages with a section for each thing below them."""

_SECTION = re.compile(r'<section[^>]*><h2 id=("?)(.*?)\1>.*?</section>', re.DOTALL)


def standing(page: str, path: str, things: Iterable[Iri], base: str) -> dict[Iri, Markup]:
    """Return the sections of things on a page that was made before, as they stand there.

    ``path`` is that of the page's own thing.

    Raises:
        KeyError: the page has no section of one of them.

    >>> thing = Iri("https://example.org/concept/verb/urges")
    >>> page = "<h1>x</h1><section><h2 id=urges>y</h2>z</section>"
    >>> standing(page, "concept/verb", [thing], "https://example.org/")[thing]
    Markup('<section><h2 id=urges>y</h2>z</section>')
    """
    found = {unescape(one[2]): one[0] for one in _SECTION.finditer(page)}
    return {thing: Markup(found[_anchor(thing.removeprefix(base), path)])  # noqa: S704 - made by us
            for thing in things}  # fmt: skip


def _anchor(thing: str, path: str) -> str:
    address = address_of(thing, {path})
    return address.anchor if address else ""
