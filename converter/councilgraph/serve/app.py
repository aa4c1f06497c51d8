"""The application: a table of routes over one dataset."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from .budget import Budget
from .data import build_store
from .dataset import Dataset
from .entity import entity
from .guards import Headers, Limits
from .plainpage import STYLE, STYLE_PATH
from .pool import Pool
from .problems import problem
from .questions import listing, question
from .search import Search
from .searching import searching
from .sparql import Endpoint

INDEX = "index.sqlite"
_SITE_STYLE = "assets/site.css"


def application(place: Path, scratch: Path) -> Starlette:
    """Return the application that serves a published folder; ``scratch`` is for what it builds.

    Queries are answered once its lifespan has begun.

    Raises:
        Refused: the folder is no publication.
        EnvironmentFault: a file of it is damaged.
    """
    dataset = Dataset(place, scratch / INDEX)
    searched = Search(scratch / INDEX)
    store = scratch / "store"
    endpoint = Endpoint(dataset, Pool(store), Budget())

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await run_in_threadpool(build_store, dataset, store)
        try:
            await endpoint.pool.start()
            yield
        finally:
            await endpoint.pool.close()

    async def style(_: Request) -> Response:
        site = _SITE_STYLE if dataset.has_file(_SITE_STYLE) else ""
        known = (place / site).read_text("utf-8") if site else ""
        return Response(known + STYLE, media_type="text/css")

    async def things(request: Request) -> Response:
        return await entity(request, dataset)

    async def search(request: Request) -> Response:
        return await searching(request, dataset, searched)

    async def ask(request: Request) -> Response:
        if dataset.has_file(f"query/{request.path_params['name']}"):
            return await things(request)
        return await question(request, endpoint)

    routes = [
        Route("/sparql", endpoint.sparql, methods=["GET", "POST"]),
        Route("/sparql/", endpoint.sparql, methods=["GET", "POST"]),
        Route("/query", listing),
        Route("/query/{name}", ask),
        Route("/search", search),
        Route("/graphs", endpoint.graphs),
        Route("/graphs/{path:path}", endpoint.graphs),
        Route(f"/{STYLE_PATH}", style),
        Route("/{path:path}", things),
    ]
    app = Starlette(
        routes=routes,
        lifespan=lifespan,
        exception_handlers={405: _not_allowed, 500: _fault},
    )
    app.add_middleware(Limits)
    app.add_middleware(Headers)
    return app


async def _not_allowed(request: Request, error: Exception) -> Response:
    allowed = getattr(error, "headers", None) or {}
    return problem(405, f"{request.method} is not for this; the data are read-only", request,
                   allowed)  # fmt: skip


async def _fault(request: Request, _: Exception) -> Response:
    return problem(500, "a fault of councilgraph; please report it", request)
