"""The language of the interface that a page opens with: chosen by parameter or Accept-Language.

A page of the site holds every language and shows the one whose radio button is checked, so that it
needs no server; a server only has to check another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from starlette.requests import Request

from ..pages.strings import languages

_ELEMENT = re.compile(
    r"([A-Za-z]{1,8})(?:-[A-Za-z0-9]{1,8})*\s*(?:;\s*q\s*=\s*([01](?:\.[0-9]{0,3})?))?"
)
_CHECKED = re.compile(rb"(<input type=radio name=ui id=ui-[a-z]+(?: data-dir=rtl)?) checked\b")
_ROOT = re.compile(rb"<html lang=[a-z]+")


def choose_language(accept: str | None, offered: Sequence[str]) -> str | None:
    """Return the language that a header wants most of those offered; None if it wants none.

    Basic filtering by the primary subtag (RFC 4647, section 3.3.1).

    >>> choose_language("pt, zh-Hant;q=0.9, en;q=0.8", ("en", "zh"))
    'zh'
    """
    wanted = []
    for element in (accept or "").split(","):
        match = _ELEMENT.fullmatch(element.strip())
        if match and match[1].lower() in offered:
            wanted.append((float(match[2] or 1), match[1].lower()))
    quality, language = max(wanted, key=lambda each: each[0], default=(0.0, None))
    return language if quality > 0 else None


def preferred(request: Request, *parameters: str) -> str | None:
    """Return the language of the interface that a request wants, if it is one of ours.

    The first of some parameters that says one goes before the header.
    """
    stated = (request.query_params.get(name) for name in ("ui", *parameters))
    asked = next(filter(None, stated), request.headers.get("accept-language"))
    return choose_language(asked, languages())


def opened_in(page: bytes, language: str) -> bytes:
    """Return a page of the site with another language of its interface chosen.

    >>> opened_in(b"<html lang=aa><input type=radio name=ui id=ui-aa checked>"
    ...           b"<input type=radio name=ui id=ui-bb>", "bb")
    b'<html lang=bb><input type=radio name=ui id=ui-aa><input type=radio name=ui id=ui-bb checked>'
    """
    button = f"<input type=radio name=ui id=ui-{language}".encode()
    start = page.find(button)
    if start < 0:
        return page
    page = _CHECKED.sub(rb"\1", page, count=1)
    start = page.find(button)
    end = page.index(b">", start)
    page = page[:end] + b" checked" + page[end:]
    return _ROOT.sub(f"<html lang={language}".encode(), page, count=1)
