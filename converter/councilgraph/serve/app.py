"""The application: a table of routes over one dataset."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from .dataset import Dataset
from .entity import entity
from .guards import Headers, Limits
from .plainpage import STYLE, STYLE_PATH
from .problems import problem


def application(place: Path) -> Starlette:
    """Return the application that serves a published folder.

    Raises:
        Refused: the folder is no publication.
        EnvironmentFault: a file of it is damaged.
    """
    scratch = tempfile.TemporaryDirectory(prefix="councilgraph-serve-")
    dataset = Dataset(place, Path(scratch.name) / "index.sqlite")

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        with scratch:
            yield

    async def things(request: Request) -> Response:
        return await entity(request, dataset)

    routes = [
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


async def style(_: Request) -> Response:
    """Return the style of pages made when they are asked for."""
    return Response(STYLE, media_type="text/css")


async def _not_allowed(request: Request, error: Exception) -> Response:
    allowed = getattr(error, "headers", None) or {}
    return problem(405, f"{request.method} is not for this; the data are read-only", request,
                   allowed)  # fmt: skip


async def _fault(request: Request, _: Exception) -> Response:
    return problem(500, "a fault of councilgraph; please report it", request)
