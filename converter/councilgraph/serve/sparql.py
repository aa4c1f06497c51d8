"""Answer at ``/sparql`` and ``/graphs``: SPARQL 1.1 Protocol queries, Graph Store reads."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from .answers import found, wanted
from .budget import Budget
from .dataset import Dataset
from .forms import asked, query_form
from .guards import LARGEST_BODY
from .negotiate import GRAPHS, HTML, Offer
from .pool import Busy, Pool
from .problems import problem
from .protocol import (
    Question,
    Wrong,
    fields_of,
    graph_name,
    question_by_get,
    question_by_post,
)
from .service import service_description
from .worker import Reply, Task

_PATIENCE = 10.0
"""Seconds in which a body must have come."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A dataset's data, the workers that query them, and what clients used of them."""

    dataset: Dataset
    pool: Pool
    budget: Budget

    async def sparql(self, request: Request) -> Response:
        """Return the answer to a query, or the description of the service."""
        text = request.query_params.get("query", "")
        try:
            question = await _question(request)
            if question is None:
                return service_description(request, self.dataset)
            text = question.query
            offer = wanted(request, question.offers, question.syntax)
            reply = await self.ask(request, question, offer, lambda: _form(request, text))
        except Wrong as wrong:
            return problem(wrong.status, wrong.detail, request, below=lambda: _form(request, text))

        if isinstance(reply, Response):
            return reply
        return found(request, asked(request, question, reply.body) if offer == HTML else reply.body,
                     offer)  # fmt: skip

    async def ask(
        self, request: Request, question: Question, offer: Offer, below: Callable[[], str] = str
    ) -> Reply | Response:
        """Return the reply to a question, or what went wrong; ``below`` that, a page has more."""
        task = Task(question.query, offer.name, self.dataset.base, question.form, question.default,
                    question.named)  # fmt: skip
        return await self._run(request, task, below)

    async def graphs(self, request: Request) -> Response:
        """Return a graph that the request names, directly or by a parameter."""
        try:
            name = self._graph(request)
            offer = wanted(request, GRAPHS, request.query_params.get("format"))
            reply = await self._run(request, Task("", offer.name, self.dataset.base, graph=name))
        except Wrong as wrong:
            return problem(wrong.status, wrong.detail, request)
        return reply if isinstance(reply, Response) else found(request, reply.body, offer)

    def _graph(self, request: Request) -> str:
        fields = [f for f in fields_of(request.scope["query_string"]) if f[0] != "format"]
        direct = request.path_params.get("path", "")
        if direct and not fields:
            return graph_name(self.dataset.base + direct)
        if not direct and len(fields) == 1:
            ((key, value),) = fields
            if key == "default" and not value:
                return ""
            if key == "graph" and value:
                return graph_name(value)
        raise Wrong(400, "expected one of ?graph=IRI, ?default, or the graph's path after /graphs/")

    async def _run(
        self, request: Request, task: Task, below: Callable[[], str] = str
    ) -> Reply | Response:
        client = request.client.host if request.client else ""
        if wait := self.budget.wait(client):
            again = {"Retry-After": str(wait)}
            return problem(429, "you used your share of a minute's queries", request, again, below)
        start = time.monotonic()
        try:
            reply = await self.pool.ask(task)
        except Busy as busy:
            again = {"Retry-After": str(busy.after)}
            said = f"{busy}; expected you again in {busy.after} s"
            return problem(503, said, request, again, below)
        finally:
            self.budget.spent(client, time.monotonic() - start)
        if reply.status == 200:
            return reply
        return problem(reply.status, reply.detail, request, below=below)


def _form(request: Request, query: str) -> str:
    """Return the form with what was asked still in it, to be mended."""
    return query_form(query, request.scope.get("root_path", ""))


async def _question(request: Request) -> Question | None:
    address = fields_of(request.scope["query_string"])
    if request.method == "POST":
        content_type = request.headers.get("content-type", "")
        return question_by_post(address, content_type, await body_of(request))
    return question_by_get(address)


async def body_of(request: Request) -> bytes:
    """Return the body of a request, if it comes in time and is not too large."""
    parts: list[bytes] = []
    try:
        async with asyncio.timeout(_PATIENCE):
            async for part in request.stream():
                parts.append(part)
                if sum(map(len, parts)) > LARGEST_BODY:
                    raise Wrong(413, f"the body is larger than {LARGEST_BODY} bytes")
    except TimeoutError as error:
        raise Wrong(408, f"the body did not come within {_PATIENCE:g} s") from error
    return b"".join(parts)
