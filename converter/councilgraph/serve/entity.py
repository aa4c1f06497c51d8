"""Answer for things and files: what ``resolve`` decides becomes a response with its headers."""

from __future__ import annotations

import hashlib
import os
from pathlib import PurePosixPath

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from ..errors import Refused
from ..rdf import write
from ..rdf.namespaces import LICENCE
from . import plainpage
from .conditional import http_date, unchanged
from .dataset import Dataset
from .language import opened_in, preferred
from .markup import address
from .media import media_type_of
from .negotiate import DESCRIPTIONS, GRAPHS, HTML, Offer, listing
from .problems import problem
from .resolve import Description, File, Missing, See, Unacceptable, resolve

_KINDS = 3
"""How many classes of a thing a Link header tells."""


class _Bytes(FileResponse):
    """A file whose validators are those of its content: the disk's dates are of no interest."""

    def set_stat_headers(self, stat_result: os.stat_result) -> None:
        self.headers["content-length"] = str(stat_result.st_size)


async def entity(request: Request, dataset: Dataset) -> Response:
    """Return what answers the path of a request.

    Raises:
        FileNotFoundError: another version has replaced this one.
    """
    path = request.scope["path"].removeprefix(request.scope.get("root_path", "")).lstrip("/")
    accept, wanted = request.headers.get("accept"), request.query_params.get("format")
    found = resolve(path, accept, wanted, dataset)
    if isinstance(found, Missing):
        return problem(404, f"there is nothing at /{path}", request)
    if isinstance(found, Unacceptable):
        known = listing(found.offers)
        if found.named:
            return problem(400, f"no format {wanted!r}; expected one of {known}", request)
        return problem(406, f"nothing of what is accepted; there is {known}", request)
    if isinstance(found, See):
        return await _see(found, request, dataset)
    if isinstance(found, File):
        return _file(found.path, request, dataset)
    return await _described(found, request, dataset)


async def _see(found: See, request: Request, dataset: Dataset) -> Response:
    """Return 303 with the way to a description.

    Its body is that description where it is RDF: who does not follow still has what was asked for.
    """
    root = request.scope.get("root_path", "")
    location = address(found.path, root)
    if found.fragment:
        location += "#" + address(found.fragment).removeprefix("/")
    headers = {"Location": location, "Vary": "Accept"}
    headers["Link"] = links(found.path.rpartition(".")[0], dataset, root)
    if found.path.endswith(HTML.suffix):
        return Response(f"See {location}\n", 303, headers, "text/plain")
    if isinstance(found.found, File):
        body, kind = (dataset.place / found.path).read_bytes(), media_type_of(found.path)
        return Response(body, 303, headers, kind)
    offer = found.found.offer
    try:
        body = await described(found.found.thing, offer, dataset, root)
    except Refused as error:
        return problem(406, str(error), request)
    return Response(body, 303, headers, offer.content_type)


async def described(thing: str, offer: Offer, dataset: Dataset, root: str) -> bytes:
    """Return a description of a thing, made once and kept for a while.

    Raises:
        Refused: the syntax cannot hold it.
        FileNotFoundError: another version has replaced this one.
    """
    asked = thing, offer.name, root
    known = dataset.kept.get(asked)
    if known is None:
        known = await run_in_threadpool(_describe, thing, offer, dataset, root)
        dataset.kept.put(asked, known)
    return known


def _describe(thing: str, offer: Offer, dataset: Dataset, root: str) -> bytes:
    said = dataset.describe(thing)
    if offer == HTML:
        return plainpage.description(thing, said, dataset.base, root)
    return write(said, offer.name, dataset.base).encode()


def _file(path: str, request: Request, dataset: Dataset) -> Response:
    listed = dataset.files.get(path)
    headers = _validators(listed.sha256 if listed else "manifest", dataset)
    if not listed:
        del headers["ETag"]
    stem = str(PurePosixPath(path).with_suffix(""))
    if any(path.endswith(o.suffix) for o in DESCRIPTIONS) and dataset.has_thing(stem):
        headers["Link"] = links(stem, dataset, request.scope.get("root_path", ""))
    language = preferred(request, "lang") if path.endswith(HTML.suffix) else None
    if language:
        headers |= {"Vary": "Accept-Language", "Content-Language": language}
        headers["ETag"] = f'{headers["ETag"][:-1]}-{language}"'
    if listed and unchanged(request.headers, headers["ETag"], dataset.modified):
        return Response(status_code=304, headers=headers)
    if language:
        page = opened_in((dataset.place / path).read_bytes(), language)
        return Response(page, headers=headers, media_type=HTML.content_type)
    (dataset.place / path).stat()
    return _Bytes(dataset.place / path, headers=headers, media_type=media_type_of(path))


async def _described(found: Description, request: Request, dataset: Dataset) -> Response:
    root = request.scope.get("root_path", "")
    try:
        body = await described(found.thing, found.offer, dataset, root)
    except Refused as error:
        return problem(406, str(error), request)
    language = preferred(request, "lang") if found.offer == HTML else None
    body = opened_in(body, language) if language else body
    headers = _validators(hashlib.sha256(body).hexdigest(), dataset)
    if found.offer == HTML:
        headers["Vary"] = "Accept-Language"
    headers["Link"] = links(found.thing, dataset, root)
    if unchanged(request.headers, headers["ETag"], dataset.modified):
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type=found.offer.content_type)


def _validators(sha256: str, dataset: Dataset) -> dict[str, str]:
    headers = {"ETag": f'"{sha256[:32]}"', "Cache-Control": "no-cache"}
    if dataset.modified is not None:
        headers["Last-Modified"] = http_date(dataset.modified)
    return headers


def links(thing: str, dataset: Dataset, root: str = "") -> str:
    """Return the Link header of a thing and its descriptions (Signposting, FAIR profile)."""
    iri = address(thing)[1:]
    said = [(f"{dataset.base}{iri}", "cite-as", ""), (LICENCE, "license", "")]
    said += [(kind, "type", "") for kind in dataset.index.kinds(thing)[:_KINDS]]
    for offer in (HTML, *GRAPHS):
        where = address(thing + offer.suffix, root)
        relation = "alternate" if offer == HTML else "describedby"
        said.append((where, relation, offer.media_type))
    return ", ".join(
        f'<{target}>; rel="{relation}"' + (f'; type="{kind}"' if kind else "")
        for target, relation, kind in said
    )
