"""Where else a document is, by rule: each address follows from its symbol, some from a date too."""

from __future__ import annotations

import datetime as dt
import re
from urllib.parse import quote

from ..model import Symbol

UNDOCS = "https://undocs.org/"
LIBRARY = "https://digitallibrary.un.org/"

_SEARCH = LIBRARY + "search?ln=en&as=1&m1=p&p1={symbol}&f1=documentsymbol"
_WORK = "/akn/un/statement/deliberation/unsc/{date}/{number}/"
# The symbols that have a work in the published corpus, and its number: S/RES/2553 (2020) is
# 2553-2020, S/PRST/2007/3 and the draft S/2020/1158 are 2007-3 and 2020-1158.
_NUMBERED = re.compile(
    r"S/RES/(?P<number>\d+)[ ]\((?P<of>\d{4})\) | S/(?:PRST/)?(?P<year>\d{4})/(?P<running>\d+)",
    re.VERBOSE,
)


def undocs_address(symbol: Symbol) -> str:
    """Return the address at which the United Nations serves a document in its languages.

    The Official Document System's short addresses are the symbol, without a space before what is
    in parentheses, as the hyperlinks of the United Nations' own published texts have it.

    >>> undocs_address(Symbol("S/RES/2553 (2020)")), undocs_address(Symbol("A/RES/1514 (XV)"))
    ('https://undocs.org/S/RES/2553(2020)', 'https://undocs.org/A/RES/1514(XV)')
    """
    return UNDOCS + quote(symbol.replace(" ", ""), safe="/().-")


def library_address(symbol: Symbol) -> str:
    """Return the search of the United Nations Digital Library for a document symbol.

    >>> library_address(Symbol("S/2020/1166")).removeprefix(LIBRARY)
    'search?ln=en&as=1&m1=p&p1=S%2F2020%2F1166&f1=documentsymbol'
    """
    return _SEARCH.format(symbol=quote(symbol.replace(" ", ""), safe=""))


def akn_work(symbol: Symbol, date: dt.date | None) -> str | None:
    """Return the Akoma Ntoso IRI of a document as a work, None where there is no rule for it.

    The form is that of the Secretariat's published XML, which differs from the AKN4UN guidelines:
    ``date`` is that of the adoption, or of the vote by which a draft failed. It is relative there,
    and no resolver is known to answer for it.

    >>> akn_work(Symbol("S/RES/2553 (2020)"), dt.date(2020, 12, 3))
    '/akn/un/statement/deliberation/unsc/2020-12-03/2553-2020/'
    >>> akn_work(Symbol("S/2020/1166"), None) is akn_work(Symbol("S/PV.1"), dt.date(1946, 1, 17))
    True
    """
    match = _NUMBERED.fullmatch(symbol)
    if match is None or date is None:
        return None
    number = "-".join(part for part in match.groups() if part)
    return _WORK.format(date=date.isoformat(), number=number)
