"""The reconciliation service as a function: parameters in, a status and a body out; no HTTP.

Source: Reconciliation Service API 0.2 (W3C Entity Reconciliation Community Group, Final Report of
10 April 2023). Whoever mounts it allows access from other origins (CORS) and sends the bodies.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from .answering import Json, extended, manifest, proposed, reconciled
from .asked import BadRequest, read_batch, read_extension
from .entities import Entity
from .index import Index
from .previewing import preview, summary
from .schema import expand, schema
from .suggesting import suggested

_CALLBACK = re.compile(r"[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*", re.ASCII)
_JSON, _SCRIPT, _HTML = "application/json", "text/javascript", "text/html"
_DIGITS = 9

Params = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """What to send back: an HTTP status, a media type (the charset is UTF-8), a body.

    ``location`` is where a redirect leads.
    """

    status: int
    media_type: str
    body: str
    location: str = ""


class Service:
    """The service over an index.

    ``address`` is the URL of its endpoint, ``root`` that below which things have pages.
    """

    def __init__(self, index: Index, address: str, root: str) -> None:
        self.index = index
        self.address = address
        self.root = root

    def answer(self, params: Params, path: str = "") -> Answer:
        """Return the answer to the parameters of a request, at a path below the endpoint.

        Parameters of a query string and of a form are the same. What is wrong with a request is
        said in JSON with its HTTP status; nothing is raised. With ``callback`` the JSON is passed
        to a function of that name (JSONP).

        >>> service = Service(Index([]), "http://localhost/reconcile", "http://localhost/")
        >>> service.answer({"queries": "{"}).status, service.answer({}, "nothing").status
        (400, 404)
        """
        callback = params.get("callback")
        try:
            if callback is not None and not _CALLBACK.fullmatch(callback):
                callback = None
                raise BadRequest(400, "callback: expected the name of a function")  # noqa: TRY301 - said as any other fault
            found = self._route(path.strip("/"), params)
        except BadRequest as error:
            found = {"status": "error", "message": error.message}
            return _written(error.status, found, callback)
        return found if isinstance(found, Answer) else _written(200, found, callback)

    def _route(self, path: str, params: Params) -> Json | Answer:
        head, _, kind = path.partition("/")
        routes: dict[str, Callable[[str, Params], Json | Answer]] = {
            "": self._endpoint,
            "suggest": self._suggest,
            "flyout": self._flyout,
            "properties": self._properties,
            "preview": self._preview,
            "view": self._view,
        }
        known = {"suggest": _KINDS, "flyout": _KINDS}.get(head, ("",))
        if head not in routes or kind not in known:
            raise BadRequest(404, f"{path}: no such part of the service")
        return routes[head](kind, params)

    def _endpoint(self, _: str, params: Params) -> Json:
        if "queries" in params:
            return reconciled(read_batch(params["queries"]), self.index)
        if "extend" in params:
            return extended(*read_extension(params["extend"]), self.index)
        return manifest(self.index, self.address)

    def _suggest(self, kind: str, params: Params) -> Json:
        if "prefix" not in params:
            raise BadRequest(400, "prefix: expected what was typed so far")
        types = frozenset(expand(t) for t in (params.get("type"),) if t)
        skip = _number(params, "cursor") or 0
        return suggested(kind, params["prefix"], self.index, skip=skip, types=types)

    def _flyout(self, kind: str, params: Params) -> Json:
        identifier = params.get("id", "")
        if kind == "entity":
            return {"id": identifier, "html": summary(self._entity(params), self.index)}
        tables: dict[str, Mapping[str, Any]] = {
            "property": schema().properties, "type": schema().types,
        }  # fmt: skip
        found = tables[kind].get(expand(identifier))
        if found is None:
            raise BadRequest(404, f"id: {identifier!r} is no {kind} of this service")
        return {"id": identifier, "html": f"<p>{found.name}</p>"}

    def _properties(self, _: str, params: Params) -> Json:
        kind = params.get("type", "")
        return proposed(expand(kind) if kind else "", _number(params, "limit"))

    def _preview(self, _: str, params: Params) -> Answer:
        return Answer(200, _HTML, preview(self._entity(params), self.index))

    def _view(self, _: str, params: Params) -> Answer:
        iri = self._entity(params).iri
        inside = iri.startswith(self.index.base)
        location = self.root + quote(iri.removeprefix(self.index.base)) if inside else iri
        return Answer(303, "text/plain", location + "\n", location)

    def _entity(self, params: Params) -> Entity:
        found = self.index.entity(params.get("id", ""))
        if found is None:
            raise BadRequest(404, f"id: {params.get('id')!r} is no entity of this service")
        return found


_KINDS = ("entity", "property", "type")


def _number(params: Params, name: str) -> int | None:
    """Return a parameter that is a number from 0, None where it is missing."""
    value = params.get(name) or None
    if value is None:
        return None
    if not (value.isascii() and value.isdigit()) or len(value) > _DIGITS:
        raise BadRequest(400, f"{name}: expected a number from 0")
    return int(value)


def _written(status: int, value: Json, callback: str | None) -> Answer:
    """Return a JSON value as an answer, in ASCII: half a surrogate pair does no harm there."""
    body = json.dumps(value, allow_nan=False)
    if callback is None:
        return Answer(status, _JSON, body + "\n")
    return Answer(status, _SCRIPT, f"/**/{callback}({body});\n")
