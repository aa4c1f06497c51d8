"""Forms to ask with, and pages of answers."""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode

from starlette.requests import Request

from .markup import address
from .negotiate import HTML
from .plainpage import page, say
from .protocol import Question

EXAMPLE = """\
PREFIX cg: <https://w3id.org/councilgraph/ontology#>

SELECT ?document ?symbol WHERE {
    ?document cg:symbol ?symbol .
}
ORDER BY ?symbol
LIMIT 100
"""


def query_form(query: str, root: str) -> str:
    """Return a form for a query in SPARQL."""
    return (
        f'<form action="{address("sparql", root)}">\n'
        f'<p><label for="query">{say("query")}</label><br>\n'
        f'<textarea id="query" dir="ltr" name="query" rows="12" spellcheck="false">{escape(query)}'
        f"</textarea></p>\n<p><button>{say('ask')}</button></p>\n</form>"
    )


def asked(request: Request, question: Question, answer: bytes) -> bytes:
    """Return the page of an answer, which is HTML already, with ways to have it otherwise."""
    root = request.scope.get("root_path", "")
    form = query_form(question.query, root)
    links = " · ".join(
        f'<a href="{escape(_address(question, offer.name, root))}">{offer.name}</a>'
        for offer in question.offers
        if offer != HTML
    )
    content = f"{form}\n<h2>{say('answer')}</h2>\n<p>{links}</p>\n{answer.decode()}"
    return page("SPARQL", content, root, say("sparql"))


def _address(question: Question, syntax: str, root: str) -> str:
    fields = [("query", question.query)]
    fields += [("default-graph-uri", g) for g in question.default or ()]
    fields += [("named-graph-uri", g) for g in question.named or ()]
    fields.append(("format", syntax))
    return f"{address('sparql', root)}?{urlencode(fields)}"
