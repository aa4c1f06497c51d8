"""Forms to ask with, and pages of answers."""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode

from starlette.requests import Request

from . import plainpage
from .negotiate import HTML
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
        f'<form action="{plainpage.address("sparql", root)}">\n'
        '<p><label for="query">Query</label><br>\n'
        f'<textarea id="query" name="query" rows="12" spellcheck="false">{escape(query)}'
        "</textarea></p>\n<p><button>Ask</button></p>\n</form>"
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
    content = f"{form}\n<h2>Answer</h2>\n<p>{links}</p>\n{answer.decode()}"
    return plainpage.page("Ask in SPARQL", content, root)


def _address(question: Question, syntax: str, root: str) -> str:
    fields = [("query", question.query)]
    fields += [("default-graph-uri", g) for g in question.default or ()]
    fields += [("named-graph-uri", g) for g in question.named or ()]
    fields.append(("format", syntax))
    return f"{plainpage.address('sparql', root)}?{urlencode(fields)}"
