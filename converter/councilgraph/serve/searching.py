"""Answer at ``/search``: a page for people, JSON for programs and for completion as one types."""

from __future__ import annotations

import json
from html import escape

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from ..languages import codes, load
from .answers import found, wanted
from .dataset import Dataset
from .markup import address, table
from .negotiate import HTML, Offer
from .plainpage import page, say
from .problems import problem
from .protocol import Wrong
from .search import MOST, Hit, Search, TooBroad
from .words import LONGEST_QUERY, MOST_WORDS, expression

_JSON = Offer("json", "application/json", ".json")


async def searching(request: Request, dataset: Dataset, search: Search) -> Response:
    """Return what a search finds."""
    query = " ".join(request.query_params.get("q", "").split())
    language = request.query_params.get("lang", "")
    try:
        offer = wanted(request, (_JSON, HTML), request.query_params.get("format"))
        _check(query, language)
        hits = await run_in_threadpool(search.find, query, language, MOST + 1)
    except Wrong as wrong:
        return problem(wrong.status, wrong.detail, request)
    except TooBroad:
        return problem(504, "too much is found; expected more words, or longer ones", request)
    hits, more = hits[:MOST], len(hits) > MOST
    if offer == HTML:
        body = _page(query, language, hits, more=more, root=request.scope.get("root_path", ""))
    else:
        body = _json(query, language, hits, dataset, more=more)
    return found(request, body, offer)


def _check(query: str, language: str) -> None:
    if len(query) > LONGEST_QUERY or expression(query).count(" AND ") >= MOST_WORDS:
        raise Wrong(400, f"the search is too long; expected at most {LONGEST_QUERY} characters and "
                    f"{MOST_WORDS} words")  # fmt: skip
    if "\0" in query:
        raise Wrong(400, "the search holds NUL")
    if language and language not in codes():
        raise Wrong(400, f"no language {language!r}; expected one of {', '.join(codes())}")


def _json(
    query: str, language: str, hits: list[Hit], dataset: Dataset, *, more: bool
) -> bytes:
    results = [
        {
            "iri": dataset.base + hit.path,
            "path": hit.path,
            "types": [k.removeprefix(dataset.base) for k in dataset.index.kinds(hit.path)],
            "language": hit.language,
            "text": hit.text,
            "marks": hit.marks,
        }
        for hit in hits
    ]
    said = {"query": query, "language": language, "more": more, "results": results}
    return (json.dumps(said, ensure_ascii=False) + "\n").encode()


def _page(query: str, language: str, hits: list[Hit], *, more: bool, root: str) -> bytes:
    options = "".join(
        f'<option value="{c}"{" selected" if c == language else ""}>{escape(load(c).name)}</option>'
        for c in codes()
    )
    form = (
        f'<form action="{address("search", root)}" role="search">\n'
        f'<p><label for="q">{say("search")}</label>\n<input id="q" name="q" type="search" '
        f'dir="auto" maxlength="{LONGEST_QUERY}" value="{escape(query)}">\n'
        f'<label for="lang">{say("language")}</label> '
        f'<select id="lang" name="lang"><option value="">*</option>{options}</select>\n'
        f'<button>{say("search")}</button></p>\n</form>'
    )
    rows = ([_link(hit, root), _marked(hit)] for hit in hits)
    count = f"{say('found')} {len(hits)} {say('more') if more else ''}"
    answer = f"<p>{count}</p>\n{table((say('thing'), say('text')), rows)}" if query else ""
    return page(query or "Search", form + answer, root, say("search"))


def _link(hit: Hit, root: str) -> str:
    path, hash_, fragment = hit.path.partition("#")
    where = address(path, root) + hash_ + fragment
    return f'<a href="{escape(where)}">{escape(hit.path)}</a>'


def _marked(hit: Hit) -> str:
    """Return the excerpt of a hit with its words marked."""
    parts, last = [], 0
    for start, end in hit.marks:
        parts.append(f"{escape(hit.text[last:start])}<mark>{escape(hit.text[start:end])}</mark>")
        last = end
    parts.append(escape(hit.text[last:]))
    language = f' lang="{escape(hit.language)}"' if hit.language else ""
    return f'<bdi dir="auto"{language}>{"".join(parts)}</bdi>'
