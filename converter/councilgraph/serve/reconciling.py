"""Answer at ``/reconcile``: the Reconciliation Service API 0.2, for OpenRefine and its kin."""

from __future__ import annotations

import time
from functools import lru_cache
from pathlib import Path
from threading import Lock

import pyoxigraph as ox
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from ..query.store import answer_of
from ..reconcile import Answer, Index, Service, entities, question
from .budget import Budget
from .problems import problem
from .protocol import Wrong, fields_of
from .service import asked_at
from .sparql import body_of

PATH = "/reconcile"
_FORM = "application/x-www-form-urlencoded"
_PREVIEW = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors *"
"""A preview is made to be shown in the frame of another site."""


class Reconciler:
    """The service over a store, whose names are read when the first request comes.

    What a client may use of it is part of its ``budget``.
    """

    def __init__(self, store: Path, base: str, budget: Budget) -> None:
        self._store = store
        self._base = base
        self._budget = budget
        self._lock = Lock()
        self._built = lru_cache(maxsize=1)(self._build)

    async def respond(self, request: Request) -> Response:
        """Return what the service answers to the fields of the address and of a form."""
        client = request.client.host if request.client else ""
        if wait := self._budget.wait(client):
            again = {"Retry-After": str(wait)}
            return problem(429, "you used your share of a minute's queries", request, again)
        try:
            params = dict(fields_of(request.scope["query_string"]))
            if request.method == "POST":
                params |= await _form(request)
        except Wrong as wrong:
            return problem(wrong.status, wrong.detail, request)
        path = request.path_params.get("path", "")
        start = time.monotonic()
        try:
            found = await run_in_threadpool(self._answer, _root(request), params, path)
        finally:
            self._budget.spent(client, time.monotonic() - start)
        return _response(found)

    def _answer(self, root: str, params: dict[str, str], path: str) -> Answer:
        with self._lock:  # built once, however many ask first
            index = self._built()
        root = root or self._base
        return Service(index, root.rstrip("/") + PATH, root).answer(params, path)

    def _build(self) -> Index:
        found = answer_of(ox.Store.read_only(str(self._store)).query(question()))
        return Index(entities(found.triples or (), self._base), self._base)


def _root(request: Request) -> str:
    """Return the address below which everything is served, as the client wrote it."""
    asked = asked_at(request)
    root: str = request.scope.get("root_path", "")
    return asked.removesuffix(request.url.path) + root + "/" if asked else ""


async def _form(request: Request) -> dict[str, str]:
    """Return the fields of a form that was posted.

    Raises:
        Wrong: it is no form, not UTF-8, too large or too slow.
    """
    kind = request.headers.get("content-type", _FORM).partition(";")[0].strip().lower()
    if kind != _FORM:
        raise Wrong(415, f"{kind or 'no media type'}; expected a form, {_FORM}")
    return dict(fields_of(await body_of(request)))


def _response(answer: Answer) -> Response:
    headers = {"Cache-Control": "no-cache", "Vary": "Host"}
    if answer.location:
        headers["Location"] = answer.location
    if answer.media_type == "text/html":
        headers["Content-Security-Policy"] = _PREVIEW
    return Response(answer.body, answer.status, headers, f"{answer.media_type}; charset=utf-8")
