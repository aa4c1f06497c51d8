"""What holds for every request and answer: limits before, headers after."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .problems import problem

LONGEST_TARGET = 32_768
"""Bytes of a request's path and parameters, percent-encoded."""
LARGEST_HEADER, LARGEST_HEADERS = 8_192, 16_384
LARGEST_BODY = 262_144
"""Bytes; a query of 64,000 characters, percent-encoded."""

HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": (
        "Link, ETag, Location, Retry-After, Content-Location, Memento-Datetime"
    ),
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Accept-Datetime, Accept-Language, Content-Type, "
    "If-None-Match, If-Modified-Since, Range",
    "Access-Control-Max-Age": "86400",
}


class Headers:
    """Give every answer the headers that let others use it and browsers trust it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its answer back with the headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        preflight = scope["method"] == "OPTIONS"

        async def out(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if preflight:
                    message["status"] = 204
                    headers.update(_PREFLIGHT)
                    del headers["content-length"]
            elif preflight:
                message = {"type": "http.response.body", "body": b""}
            await send(message)

        await self.app(scope, receive, out)


class Limits:
    """Refuse requests that are too large before anything is read or parsed."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or say which limit it breaks."""
        found = _over(scope) if scope["type"] == "http" else None
        if found is None:
            await self.app(scope, receive, send)
        else:
            await problem(*found, Request(scope))(scope, receive, send)


def _over(scope: Scope) -> tuple[int, str] | None:
    """Return the status and message for a request over a limit."""
    target = len(scope.get("raw_path") or b"") + len(scope["query_string"])
    if target > LONGEST_TARGET:
        return 414, f"the address has {target} bytes; expected at most {LONGEST_TARGET}"
    sizes = [len(name) + len(value) for name, value in scope["headers"]]
    if max(sizes, default=0) > LARGEST_HEADER or sum(sizes) > LARGEST_HEADERS:
        return 431, f"expected at most {LARGEST_HEADER} bytes a header, {LARGEST_HEADERS} in all"
    stated = dict(scope["headers"]).get(b"content-length", b"0")
    if not stated.isdigit() or int(stated) > LARGEST_BODY:
        return 413, f"the body is too large; expected at most {LARGEST_BODY} bytes"
    return None
