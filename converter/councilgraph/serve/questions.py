"""Answer at ``/query``: the questions of the library, as forms, tables and data."""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from ..errors import UsageError
from ..query.guard import form_of
from ..query.library import NamedQuery, library, named
from ..query.portable import with_constants
from ..query.wording import wordings
from .answers import found, wanted
from .entity import entity
from .language import preferred
from .markup import address, table
from .negotiate import GRAPHS, HTML, TABLES, Offer, choose, suffixed
from .plainpage import in_six, page, say
from .problems import problem
from .protocol import Question, Wrong, fields_of
from .service import asked_at
from .snippets import snippets
from .sparql import Endpoint
from .worker import Reply

_QUERY = Offer("rq", "application/sparql-query", ".rq")
_OFFERS = (HTML, *TABLES, *GRAPHS, _QUERY)
_OURS = ("format", "ui")
"""Parameters of a request that are none of a question's."""


async def listing(request: Request) -> Response:
    """Return the questions that there are."""
    root = request.scope.get("root_path", "")
    rows = (
        (
            f'<a href="{address(f"query/{name}", root)}">{_six(asked, "title")}</a>',
            _six(asked, "description"),
        )
        for name, asked in library().items()
    )
    content = table((say("questions"), say("text")), rows)
    body = page("Questions", content, root, say("questions"))
    return found(request, body, HTML)


async def question(request: Request, endpoint: Endpoint) -> Response:
    """Return the answer to a question of the library, as a page with its form or as data.

    A question is a thing too: where a syntax for graphs is wanted of one that answers with a table,
    what is said of it answers.
    """
    name, offer = suffixed(request.path_params["name"], _OFFERS)
    try:
        asked = named(name)
    except UsageError as error:
        if endpoint.dataset.has_thing(f"query/{name}"):
            return await entity(request, endpoint.dataset)
        return problem(404, str(error).replace("; --list shows them all", ""), request)
    try:
        return await _answered(request, asked, offer, endpoint)
    except UsageError as error:
        return problem(400, str(error), request)
    except Wrong as wrong:
        return problem(wrong.status, wrong.detail, request)


async def _answered(
    request: Request, asked: NamedQuery, offer: Offer | None, endpoint: Endpoint
) -> Response:
    """Return the answer to a question with the values of a request, or the question itself."""
    values = _values(request)
    if _wants_page(request, offer):
        values = _in_own_language(request, asked) | values
    query = asked.bound(values, endpoint.dataset.base)
    put = Question(query, form_of(query))
    syntax = offer.name if offer else request.query_params.get("format")
    answers = (HTML, *(o for o in put.offers if o != HTML), _QUERY)
    offer = wanted(request, (*answers, *GRAPHS), syntax)
    if offer == _QUERY:
        return found(request, query.encode(), _QUERY)
    if offer not in answers:
        return await entity(request, endpoint.dataset)
    # The store is asked with the values in their places, which it looks up soonest.
    reply = await endpoint.ask(request, Question(with_constants(query), put.form), offer)
    if isinstance(reply, Response):
        return reply
    body = _page(request, asked, values, put, reply) if offer == HTML else reply.body
    return found(request, body, offer)


def _wants_page(request: Request, offer: Offer | None) -> bool:
    chosen = offer or choose(request.headers.get("accept"), _OFFERS)
    return chosen == HTML and "format" not in request.query_params


def _in_own_language(request: Request, asked: NamedQuery) -> dict[str, str]:
    """Return the language of the interface for the parameters that take one."""
    language = preferred(request)
    return {p.name: language for p in asked.parameters if p.kind == "language" and language}


def _values(request: Request) -> dict[str, str]:
    """Return the values that a request gives a question's parameters."""
    values: dict[str, str] = {}
    for name, value in fields_of(request.scope["query_string"]):
        if name in values:
            raise Wrong(400, f"{name!r} is given twice; expected one value")
        values[name] = value
    return {name: value for name, value in values.items() if name not in _OURS}


def _page(
    request: Request, asked: NamedQuery, values: dict[str, str], put: Question, reply: Reply
) -> bytes:
    root = request.scope.get("root_path", "")
    here = address(f"query/{asked.name}", root)
    links = " · ".join(
        f'<a href="{escape(f"{here}{o.suffix}?{urlencode(values)}".rstrip("?"))}">{o.name}</a>'
        for o in (*put.offers, _QUERY)
        if o != HTML
    )
    full = asked_at(request) or here
    code = "\n".join(
        f"<h3>{escape(language)}</h3>\n<pre><code>{escape(text)}</code></pre>"
        for language, text in snippets(full, values).items()
    )
    content = (
        f"<p>{_six(asked, 'description')}</p>\n{_form(asked, values, here)}\n"
        f"<h2>{say('answer')}</h2>\n<p>{links}</p>\n{reply.body.decode()}\n"
        f"<details><summary>{say('query')}</summary><pre><code>{escape(put.query)}</code></pre></details>\n"
        f"<details><summary>{say('code')}</summary>{code}</details>"
    )
    return page(asked.title, content, root, _six(asked, "title"))


def _form(asked: NamedQuery, values: dict[str, str], here: str) -> str:
    if not asked.parameters:
        return ""
    fields = "\n".join(
        f'<p><label for="{p.name}">{_parameter(asked, p.name)}</label><br>'
        f'<input id="{p.name}" name="{p.name}" dir="auto" '
        f'value="{escape(values.get(p.name, p.default))}"></p>'
        for p in asked.parameters
    )
    return f'<form action="{here}">\n{fields}\n<p><button>{say("ask")}</button></p>\n</form>'


def _six(asked: NamedQuery, what: str) -> str:
    """Return the title or description of a question in every language."""
    return in_six({code: getattr(said, what) for code, said in wordings(asked).items()})


def _parameter(asked: NamedQuery, name: str) -> str:
    """Return what a parameter of a question is, in every language."""
    return in_six({code: said.parameters[name] for code, said in wordings(asked).items()})
