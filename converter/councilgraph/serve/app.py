"""The application: a table of routes over one dataset."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from ..errors import CouncilgraphError
from .bundle import PATH as EDITOR
from .bundle import bundled
from .completion import words
from .entity import entity
from .guards import Headers, Limits
from .memento import ASKED, Memento
from .plainpage import STYLE, STYLE_PATH
from .pool import DEADLINE
from .problems import problem
from .questions import listing, question
from .reconciling import PATH
from .searching import searching
from .versions import Versions

_SITE_STYLE = "assets/site.css"
_BOTH = ("GET", "POST")


def application(
    place: Path, scratch: Path, timeout: float = DEADLINE, history: Path | None = None
) -> Starlette:
    """Return the application that serves a published folder; ``scratch`` is for what it builds.

    Queries are answered once its lifespan has begun, none longer than ``timeout`` seconds.
    ``history`` is where its releases are kept, if they are to be served.

    Raises:
        Refused: the folder is no publication, or the history none.
        EnvironmentFault: a file of it is damaged.
    """
    memento = Memento(history, scratch) if history else None
    site = Site(place, scratch, timeout, memento)
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

    def __init__(
        self, place: Path, scratch: Path, timeout: float, memento: Memento | None = None
    ) -> None:
        self._versions = Versions(place, scratch, timeout)
        self._memento = memento

    def routes(self) -> list[BaseRoute]:
        """Return what answers where; the first that fits."""
        return [
            Route("/sparql", self.sparql, methods=_BOTH),
            Route("/sparql/", self.sparql, methods=_BOTH),
            Route("/graphs", self.graphs),
            Route("/graphs/{path:path}", self.graphs),
            Route("/search", self.search),
            Route(PATH, self.reconcile, methods=_BOTH),
            Route(f"{PATH}/{{path:path}}", self.reconcile, methods=_BOTH),
            Route("/query", listing),
            Route("/query/{name}", self.question),
            Route(f"/{EDITOR}/words.json", self.words),
            Route(f"/{EDITOR}/{{name}}", bundled),
            Route(f"/{STYLE_PATH}", self.style),
            Route("/favicon.ico", _nothing),
            *(self._memento.routes() if self._memento else ()),
            Route("/{path:path}", self.thing),
        ]

    @asynccontextmanager
    async def lifespan(self, app: Starlette) -> AsyncIterator[None]:
        """Keep workers, and an eye on the folder, while the server runs.

        What it cannot be started for is kept as ``app.state.fault``.
        """
        try:
            try:
                await self._versions.now.start()
            except (CouncilgraphError, OSError, EOFError) as error:
                app.state.fault = error
                raise
            watch = asyncio.ensure_future(self._versions.watch())
            yield
            watch.cancel()
        finally:
            await self._versions.close()
            if self._memento:
                self._memento.close()

    async def sparql(self, request: Request) -> Response:
        """Return the answer to a query."""
        return await self._versions.now.endpoint.sparql(request)

    async def graphs(self, request: Request) -> Response:
        """Return a graph."""
        return await self._versions.now.endpoint.graphs(request)

    async def thing(self, request: Request) -> Response:
        """Return a thing or a file, or the way to what it was at the date asked for."""
        if self._memento is None:
            return await self._present(request)
        if ASKED in request.headers:
            return await self._memento.gate(request)
        return self._memento.tell(request, await self._present(request))

    async def _present(self, request: Request) -> Response:
        """Return a thing or a file, of the next version where the old one is gone."""
        try:
            return await entity(request, self._versions.now.dataset)
        except FileNotFoundError:
            await self._versions.renew()
            return await entity(request, self._versions.now.dataset)

    async def search(self, request: Request) -> Response:
        """Return what a search finds."""
        now = self._versions.now
        return await searching(request, now.dataset, now.search)

    async def reconcile(self, request: Request) -> Response:
        """Return what the reconciliation service answers."""
        return await self._versions.now.reconciler.respond(request)

    async def question(self, request: Request) -> Response:
        """Return the answer to a question of the library, or a file about one."""
        now = self._versions.now
        if now.dataset.has_file(f"query/{request.path_params['name']}"):
            return await self.thing(request)
        return await question(request, now.endpoint)

    async def words(self, request: Request) -> Response:
        """Return what the editor completes queries with."""
        return await words(request, self._versions.now.endpoint)

    async def style(self, _: Request) -> Response:
        """Return the style of pages made when they are asked for: the site's, and a little more."""
        dataset = self._versions.now.dataset
        known = b""
        if dataset.has_file(_SITE_STYLE):
            known = (dataset.place / _SITE_STYLE).read_bytes()
        return Response(known + STYLE.encode(), media_type="text/css")


async def _nothing(_: Request) -> Response:
    """Answer browsers that ask for an icon without being told of one."""
    return Response(status_code=204)


async def _not_allowed(request: Request, error: Exception) -> Response:
    allowed = getattr(error, "headers", None) or {}
    said = f"{request.method} is not for this; the data are read-only"
    return problem(405, said, request, allowed)


async def _fault(request: Request, _: Exception) -> Response:
    return problem(500, "a fault of councilgraph; please report it", request)
