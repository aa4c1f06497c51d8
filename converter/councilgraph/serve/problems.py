"""Answers that something is wrong: the same message as text, JSON (RFC 9457) or a page."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from html import escape
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from . import plainpage
from .negotiate import HTML, Offer, choose

_TEXT = Offer("text", "text/plain", ".txt")
_JSON = Offer("problem", "application/problem+json", ".json", ("application/json",))


def problem(
    status: int,
    detail: str,
    request: Request,
    headers: Mapping[str, str] | None = None,
    below: Callable[[], str] = str,
) -> Response:
    """Return an answer that says what is wrong and what was expected; a page has more ``below``."""
    title = HTTPStatus(status).phrase
    offer = choose(request.headers.get("accept"), (_TEXT, HTML, _JSON)) or _TEXT
    if offer == HTML:
        root = request.scope.get("root_path", "")
        body = plainpage.page(f"{status} {title}", _content(detail, below()), root)
    elif offer == _JSON:
        said = {"status": status, "title": title, "detail": detail}
        body = (json.dumps(said, ensure_ascii=False) + "\n").encode()
    else:
        body = f"{status} {title}: {detail}\n".encode()
    known = {"Vary": "Accept", "Cache-Control": "no-store", **(headers or {})}
    return Response(body, status, known, offer.content_type)


def _content(detail: str, below: str) -> str:
    return f'<p class="problem" role="alert">{escape(detail)}</p>\n{below}'
