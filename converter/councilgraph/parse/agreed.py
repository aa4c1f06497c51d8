"""The symbol of a document, as its masthead and its title give it."""

from __future__ import annotations

import re

from ..identifiers import plausible_resolution
from ..model import Remark, Severity, Symbol
from .block import Reading
from .masthead import Masthead
from .places import passed_on

_FULL_WIDTH = re.compile("[\uff0f-\uff19\uff21-\uff3a\uff41-\uff5a]")
"""Full-width slash, digits and letters."""


def agreed_symbol(head: Masthead, reading: Reading) -> Symbol | None:
    """Return the document's symbol, mastheads and titles held against each other.

    Where the two differ in the year, the one whose year fits the number counts and the other is
    remarked. Where the masthead has none, or there is no masthead at all, as in yearly volumes,
    the title names the document and that is remarked.
    """
    titled = None
    if head.number and plausible_resolution(*head.number):
        titled = Symbol("S/RES/{} ({})".format(*head.number))
    if head.symbol is None:
        if titled and head.title:
            span = reading.span(head.title.start, head.title.end)
            head.remarks.append(
                Remark("symbol-from-title", f"no symbol in the masthead: the title gives {titled}",
                       span)
            )  # fmt: skip
            head.said["symbol"] = passed_on(head.places("number"), number="symbol")
        return titled
    _remark_width(head, reading)
    if titled and head.symbol.startswith("S/RES/") and head.symbol != titled and head.title:
        span = reading.span(head.title.start, head.title.end)
        head.remarks.append(
            Remark("symbol-title-mismatch", f"the masthead says {head.symbol}, the title {titled}",
                   span, Severity.DOUBT)
        )  # fmt: skip
        if head.symbol.split(" (")[0] == titled.split(" (")[0]:
            head.said["symbol"] = passed_on(head.places("number"), number="symbol")
            return titled
    return head.symbol


def _remark_width(head: Masthead, reading: Reading) -> None:
    """Remark a symbol in full-width characters, which is read as its compatibility form (NFKC)."""
    for place in head.places("symbol"):
        written = reading.source.quote(place.span)
        if _FULL_WIDTH.search(written):
            head.remarks.append(
                Remark("full-width-symbol", f"the symbol is written {written!r}, in full-width "
                       "characters", place.span)
            )  # fmt: skip
