"""The application: a table of routes over one dataset."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from .budget import Budget
from .data import build_store
from .dataset import Dataset
from .entity import entity
from .guards import Headers, Limits
from .plainpage import STYLE, STYLE_PATH
from .pool import DEADLINE, Pool
from .problems import problem
from .questions import listing, question
from .search import Search
from .searching import searching
from .sparql import Endpoint

INDEX, STORE = "index.sqlite", "store"
_SITE_STYLE = "assets/site.css"
_BOTH = ("GET", "POST")


def application(place: Path, scratch: Path, timeout: float = DEADLINE) -> Starlette:
    """Return the application that serves a published folder; ``scratch`` is for what it builds.

    Queries are answered once its lifespan has begun, none longer than ``timeout`` seconds.

    Raises:
        Refused: the folder is no publication.
        EnvironmentFault: a file of it is damaged.
    """
    site = Site(place, scratch, timeout)
    app = Starlette(
        routes=site.routes(),
        lifespan=site.lifespan,
        exception_handlers={405: _not_allowed, 500: _fault},
    )
    app.add_middleware(Limits)
    app.add_middleware(Headers)
    return app


class Site:
    """A dataset and what answers from it."""

    def __init__(self, place: Path, scratch: Path, timeout: float) -> None:
        self._dataset = Dataset(place, scratch / INDEX)
        self._search = Search(scratch / INDEX)
        self._store = scratch / STORE
        self._endpoint = Endpoint(self._dataset, Pool(self._store, timeout), Budget())

    def routes(self) -> list[BaseRoute]:
        """Return what answers where; the first that fits."""
        return [
            Route("/sparql", self._endpoint.sparql, methods=_BOTH),
            Route("/sparql/", self._endpoint.sparql, methods=_BOTH),
            Route("/graphs", self._endpoint.graphs),
            Route("/graphs/{path:path}", self._endpoint.graphs),
            Route("/search", self.search),
            Route("/query", listing),
            Route("/query/{name}", self.question),
            Route(f"/{STYLE_PATH}", self.style),
            Route("/{path:path}", self.thing),
        ]

    @asynccontextmanager
    async def lifespan(self, _: Starlette) -> AsyncIterator[None]:
        """Build the store and keep workers while the server runs."""
        await run_in_threadpool(build_store, self._dataset, self._store)
        try:
            await self._endpoint.pool.start()
            yield
        finally:
            await self._endpoint.pool.close()

    async def thing(self, request: Request) -> Response:
        """Return a thing or a file."""
        return await entity(request, self._dataset)

    async def search(self, request: Request) -> Response:
        """Return what a search finds."""
        return await searching(request, self._dataset, self._search)

    async def question(self, request: Request) -> Response:
        """Return the answer to a question of the library, or a file about one."""
        if self._dataset.has_file(f"query/{request.path_params['name']}"):
            return await self.thing(request)
        return await question(request, self._endpoint)

    async def style(self, _: Request) -> Response:
        """Return the style of pages made when they are asked for: the site's, and a little more."""
        known = b""
        if self._dataset.has_file(_SITE_STYLE):
            known = (self._dataset.place / _SITE_STYLE).read_bytes()
        return Response(known + STYLE.encode(), media_type="text/css")


async def _not_allowed(request: Request, error: Exception) -> Response:
    allowed = getattr(error, "headers", None) or {}
    said = f"{request.method} is not for this; the data are read-only"
    return problem(405, said, request, allowed)


async def _fault(request: Request, _: Exception) -> Response:
    return problem(500, "a fault of councilgraph; please report it", request)
