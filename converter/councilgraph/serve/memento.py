"""The states that documents had: Memento (RFC 7089), and what changed with each release.

Every address of the dataset is its own TimeGate (pattern 1.1): asked with Accept-Datetime, it
leads to its state at that date. ``/timegate/`` and ``/timemap/`` take a path, or an IRI of the
dataset, after them. A state is at ``/memento/{14 digits}/{path}``; links in it stay in its release.
"""

from __future__ import annotations

import re
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from ..releases import RELEASES
from .conditional import http_date, unchanged
from .linkformat import LINK_FORMAT, memento, moment_asked, relation, seconds_of, time_map, ways
from .markup import address
from .media import media_type_of
from .negotiate import listing
from .past import Past, Place, Then
from .problems import problem
from .releasing import releasing
from .resolve import Unacceptable
from .service import asked_at

ASKED = "accept-datetime"
_MOMENT = re.compile("[0-9]{14}")
_FOREVER = "public, max-age=31536000, immutable"


class Memento:
    """What answers of the past of a dataset.

    Raises:
        Refused: the folder is no history.
        EnvironmentFault: it is damaged.
    """

    def __init__(self, place: Path, scratch: Path) -> None:
        self.past = Past(place, scratch / "past.sqlite")

    def routes(self) -> list[BaseRoute]:
        """Return what answers where."""
        return [
            Route(f"/{RELEASES}", self.releases),
            Route(f"/{RELEASES}/", self.releases),
            Route(f"/{RELEASES}/{{name}}", self.releases),
            Route("/memento/{moment}/{path:path}", self.state),
            Route("/timemap/{path:path}", self.map),
            Route("/timegate/{path:path}", self.gate),
        ]

    async def gate(self, request: Request) -> Response:
        """Return the way to the state that a thing had at the date asked for."""
        await self._renew()
        path = self._path(request)
        when = moment_asked(request.headers.get(ASKED))
        if when is None:
            said = f"{ASKED}: {request.headers[ASKED]!r}; expected a date as HTTP writes it"
            return problem(400, said, request)
        accept, wanted = request.headers.get("accept"), request.query_params.get("format")
        before = [r.moment for r in self.past.releases if r.moment <= when]
        after = [r.moment for r in self.past.releases if r.moment > when]
        vary = {"Vary": "Accept-Datetime, Accept"}
        for moment in (*reversed(before), *after):
            then = self.past.at(moment)
            place = then.find(path, accept, wanted)
            if isinstance(place, Unacceptable):
                return _unacceptable(place, request, vary)
            if place:
                since = then.since(place.file)
                links = self._links(request, path, self.past.at(since), place)
                headers = {**vary, "Link": links, "Location": _at(request, since, place)}
                return Response(f"See {headers['Location']}\n", 302, headers, "text/plain")
        return problem(404, f"no state of /{path} is kept", request, vary)

    async def state(self, request: Request) -> Response:
        """Return the state of a file in a release, or the way to it."""
        await self._renew()
        asked, path = request.path_params["moment"], self._path(request)
        moments = [r.moment for r in self.past.releases if r.moment <= asked]
        if not (_MOMENT.fullmatch(asked) and moments):
            return problem(404, f"there is no release of {asked} or before", request)
        moment = moments[-1]
        then = self.past.at(moment)
        accept, wanted = request.headers.get("accept"), request.query_params.get("format")
        place = then.find(path, accept, wanted)
        if isinstance(place, Unacceptable):
            return _unacceptable(place, request, {"Vary": "Accept"})
        if place is None:
            return problem(404, f"there was nothing at /{path} then", request)
        if moment == asked and place.file == path:
            return await self._content(request, then, place)
        headers = {"Vary": "Accept", "Location": _at(request, moment, place)}
        return Response(f"See {headers['Location']}\n", 302, headers, "text/plain")

    async def _content(self, request: Request, then: Then, place: Place) -> Response:
        content = then.content(place.file)
        seconds = seconds_of(then.moment)
        headers = {
            "Memento-Datetime": http_date(seconds),
            "ETag": f'"{content.sha256[:32]}{"-u" if content.packed else ""}"',
            "Last-Modified": http_date(seconds),
            "Cache-Control": _FOREVER,
            "Link": self._links(request, place.file, then, place),
        }
        if unchanged(request.headers, headers["ETag"], seconds):
            return Response(status_code=304, headers=headers)
        kind = media_type_of(place.file)
        if content.large:
            return StreamingResponse(content.pieces(), headers=headers, media_type=kind)
        data = await run_in_threadpool(content.read)
        return Response(data, headers=headers, media_type=kind)

    async def map(self, request: Request) -> Response:
        """Return every state that a thing had (section 5)."""
        await self._renew()
        path = self._path(request)
        moments = self._moments(path)
        if not moments:
            return problem(404, f"no state of /{path} is kept", request)
        body = time_map(self._here(request), path, moments)
        return Response(body, media_type=LINK_FORMAT)

    async def releases(self, request: Request) -> Response:
        """Return the list of releases, or a file about one."""
        await self._renew()
        return await releasing(request, self.past)

    def tell(self, request: Request, answer: Response) -> Response:
        """Return an answer about the present with the way to the past."""
        path = self._path(request)
        headers = answer.headers
        headers["Vary"] = ", ".join(filter(None, (headers.get("vary"), "Accept-Datetime")))
        links = ", ".join(ways(self._here(request), path))
        headers["Link"] = ", ".join(filter(None, (headers.get("link"), links)))
        return answer

    def close(self) -> None:
        """Let go of the index."""
        self.past.close()

    async def _renew(self) -> None:
        if self.past.stale:
            await run_in_threadpool(self.past.renew)

    def _path(self, request: Request) -> str:
        """Return the path asked for, of an IRI of the dataset what follows the base."""
        path = str(request.path_params.get("path", ""))
        return path.removeprefix(self.past.history.base).lstrip("/")

    def _here(self, request: Request) -> str:
        """Return the address of this server, the dataset's own where the request says none."""
        asked = asked_at(request)
        if not asked:
            return self.past.history.base.rstrip("/")
        return asked.removesuffix(request.url.path) + str(request.scope.get("root_path", ""))

    def _moments(self, path: str) -> list[str]:
        """Return from when on a path had another content each."""
        for release in reversed(self.past.releases):
            then = self.past.at(release.moment)
            place = then.find(path, "text/turtle, */*;q=0.1", None)
            if isinstance(place, Place):
                file = then.stored(place.file) or place.file
                return [m for m, sha256 in self.past.states(file) if sha256]
        return []

    def _links(self, request: Request, path: str, then: Then, place: Place) -> str:
        """Return the Link header of a state: its original, and its first, last and own date."""
        here = self._here(request)
        file = then.stored(place.file) or place.file
        moments = [m for m, sha256 in self.past.states(file) if sha256]
        since = then.since(place.file)
        shown = dict.fromkeys((moments[0], since, moments[-1]))
        known = [memento(here, m, place.file, relation(m, moments)) for m in shown]
        return ", ".join([*ways(here, path), *known])


def _unacceptable(found: Unacceptable, request: Request, headers: dict[str, str]) -> Response:
    status = 400 if found.named else 406
    return problem(status, f"there is {listing(found.offers)}", request, headers)


def _at(request: Request, moment: str, place: Place) -> str:
    root = request.scope.get("root_path", "")
    anchor = "#" + address(place.fragment).removeprefix("/") if place.fragment else ""
    return f"{root}/memento/{moment}{address(place.file)}{anchor}"
