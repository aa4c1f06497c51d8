"""Answer below ``/releases``: the list of releases, and the files that tell of each."""

from __future__ import annotations

import hashlib
import re
from html import escape

from starlette.requests import Request
from starlette.responses import Response

from ..formats import RDF_FORMATS
from ..releases import ATOM, RELEASES, STREAM, Kind, Release, list_json
from .answers import found, wanted
from .conditional import unchanged
from .markup import address, table
from .media import media_type_of
from .negotiate import HTML, Offer
from .past import Past
from .plainpage import page, say
from .problems import problem
from .protocol import Wrong

_FILE = re.compile(rf"[0-9]{{14}}\.(?:json|txt|ttl)|{re.escape(STREAM)}|{re.escape(ATOM)}")
_MOMENT = re.compile("[0-9]{14}")
_JSON = Offer("json", "application/json", ".json")
_TEXT = Offer("text", "text/plain", ".txt", ("text/html",))
_TURTLE = Offer("ttl", RDF_FORMATS["ttl"].media_type, RDF_FORMATS["ttl"].suffix)


async def releasing(request: Request, past: Past) -> Response:
    """Return the list of releases, a file of one, or the way from a release to a file."""
    name = request.path_params.get("name", "")
    syntax = request.query_params.get("format")
    root = request.scope.get("root_path", "")
    try:
        if not name:
            offer = wanted(request, (HTML, _JSON), syntax)
            body = _page(past.releases, root) if offer == HTML else (
                list_json(past.releases).encode())  # fmt: skip
            return found(request, body, offer)
        if _MOMENT.fullmatch(name) and any(r.moment == name for r in past.releases):
            offer = wanted(request, (_TEXT, _TURTLE, _JSON), syntax)
            way = address(f"{RELEASES}/{name}{offer.suffix}", root)
            headers = {"Location": way, "Vary": "Accept"}
            return Response(f"See {way}\n", 303, headers, "text/plain")
    except Wrong as wrong:
        return problem(wrong.status, wrong.detail, request)
    file = past.history.place / RELEASES / name
    if not _FILE.fullmatch(name) or not file.is_file():
        return problem(404, f"there is nothing at /{RELEASES}/{name}", request)
    body = file.read_bytes()
    headers = {"ETag": f'"{hashlib.sha256(body).hexdigest()[:32]}"', "Cache-Control": "no-cache"}
    if unchanged(request.headers, headers["ETag"], None):
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type=media_type_of(name))


def _page(releases: tuple[Release, ...], root: str) -> bytes:
    """Return the releases for people, the newest first."""
    head = [say(key) for key in ("date", "documents", "added", "changed", "gone", "name")]
    rows = [
        (
            f'<a href="{address(f"{RELEASES}/{r.moment}.txt", root)}">{r.date}</a>',
            f"{r.documents:,}",
            *(f"{r.total(kind):,}" for kind in Kind),
            f"<code>{escape(r.name[:12])}</code>",
        )
        for r in reversed(releases)
    ]
    ways = ((ATOM, "Atom"), (STREAM, "LDES"))
    links = " · ".join(
        f'<a href="{address(f"{RELEASES}/{file}", root)}">{title}</a>' for file, title in ways
    )
    return page("Releases", f"{table(head, rows)}\n<p>{links}</p>", root, say("releases"))
