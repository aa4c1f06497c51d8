"""What a request wants, and the answer that gives it: validators, variants, languages."""

from __future__ import annotations

import hashlib

from starlette.requests import Request
from starlette.responses import Response

from .conditional import unchanged
from .language import opened_in, preferred
from .negotiate import HTML, Offer, choose, listing, named
from .protocol import Wrong


def wanted(request: Request, offers: tuple[Offer, ...], syntax: str | None) -> Offer:
    """Return the representation that a request wants.

    Raises:
        Wrong: there is no such representation.
    """
    if syntax is not None:
        chosen = named(syntax, offers)
        if chosen is None:
            raise Wrong(400, f"no format {syntax!r}; expected one of {listing(offers)}")
        return chosen
    chosen = choose(request.headers.get("accept"), offers)
    if chosen is None:
        raise Wrong(406, f"nothing of what is accepted; there is {listing(offers)}")
    return chosen


def found(request: Request, body: bytes, offer: Offer) -> Response:
    """Return an answer that was found, or that the client has it already."""
    headers = {"Vary": "Accept", "Cache-Control": "no-cache"}
    if offer == HTML:
        headers["Vary"] = "Accept, Accept-Language"
        language = preferred(request)
        body = opened_in(body, language) if language else body
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers["ETag"] = etag
    if request.method != "POST" and unchanged(request.headers, etag, None):
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type=offer.content_type)
