"""Forms to ask in SPARQL with, and pages of answers. They work without scripts.

Where the bundle of ``editor/`` was built, scripts make the text area a better one and draw answers.
"""

from __future__ import annotations

from functools import cache
from html import escape
from urllib.parse import urlencode

from starlette.requests import Request

from ..formats import RDF_FORMATS, RESULT_FORMATS
from ..query.library import library
from ..query.wording import wordings
from .bundle import SCRIPT, SHEET, has_bundle
from .markup import address
from .negotiate import GRAPHS, HTML, TABLES, Offer
from .plainpage import in_six, page, say
from .protocol import LONGEST_BY_GET, Question

EXAMPLE = """\
PREFIX cg: <https://w3id.org/councilgraph/ontology#>

SELECT ?document ?symbol WHERE {
    ?document cg:symbol ?symbol .
}
ORDER BY ?symbol
LIMIT 100
"""
_VIEWS = ("table", "chart", "map")


def query_form(query: str, root: str) -> str:
    """Return a form for a query in SPARQL, with the named questions as examples."""
    return (
        f'<form class="sparql" action="{address("sparql", root)}">\n'
        f'<p><label for="query">{say("query")}</label><br>\n'
        f'<textarea id="query" dir="ltr" name="query" rows="12" spellcheck="false" '
        f'data-longest="{LONGEST_BY_GET}">{escape(query)}</textarea></p>\n'
        f'<p><button>{say("ask")}</button> '
        f'<label for="format">{say("format")}</label> {_formats()}{_keys()}</p>\n</form>\n'
        f"{_examples(root)}\n{_scripts(root)}"
    )


@cache
def _formats() -> str:
    """Return the choice of how an answer is given: as a page first."""
    groups = (("SELECT, ASK", TABLES), ("CONSTRUCT, DESCRIBE", GRAPHS))
    options = "".join(
        f'<optgroup label="{forms}">'
        + "".join(f'<option value="{o.name}">{escape(_title(o))}</option>' for o in offers)
        + "</optgroup>"
        for forms, offers in groups
    )
    return (
        f'<select id="format" name="format"><option value="{HTML.name}">HTML</option>'
        f"{options}</select>"
    )


def _title(offer: Offer) -> str:
    return (RESULT_FORMATS.get(offer.name) or RDF_FORMATS[offer.name]).title


@cache
def _examples(root: str) -> str:
    items = "\n".join(
        f'<li><a href="{address("sparql", root)}?example={name}">'
        f"{in_six({code: said.title for code, said in wordings(asked).items()})}</a></li>"
        for name, asked in library().items()
    )
    return (
        f'<details class="examples"><summary>{say("examples")}</summary>\n'
        f'<ul class="columns">\n{items}\n</ul>\n</details>'
    )


def _keys() -> str:
    """Return what the keys of the editor do, which scripts show."""
    return f' <small class="keys" hidden>{say("keys")}</small>' if has_bundle() else ""


def _scripts(root: str) -> str:
    if not has_bundle():
        return ""
    return (
        f'<link rel="stylesheet" href="{address(SHEET, root)}">\n'
        f'<script type="module" src="{address(SCRIPT, root)}"></script>'
    )


def _views() -> str:
    """Return the choice of how an answer is drawn, which scripts show."""
    if not has_bundle():
        return ""
    buttons = "".join(
        f'<button type="button" data-view="{view}" aria-pressed="{str(view == "table").lower()}">'
        f"{say(view)}</button>\n"
        for view in _VIEWS
    )
    return (
        f'<div class="views" hidden>\n{buttons}'
        f'<span class="of" hidden><label for="of">{say("names")}</label> '
        f'<select id="of" dir="ltr"></select>\n<label for="by">{say("value")}</label> '
        f'<select id="by" dir="ltr"></select></span>\n</div>\n'
        '<figure class="drawing" hidden></figure>\n'
        f'<p class="borders note" hidden><small>{say("borders")}</small></p>\n'
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
    content = (
        f'{form}\n<h2 id="answer">{say("answer")}</h2>\n<p>{links}</p>\n{_views()}'
        f'<div class="answer">\n{answer.decode()}\n</div>'
    )
    return page("SPARQL", content, root, say("sparql"))


def _address(question: Question, syntax: str, root: str) -> str:
    fields = [("query", question.query)]
    fields += [("default-graph-uri", g) for g in question.default or ()]
    fields += [("named-graph-uri", g) for g in question.named or ()]
    fields.append(("format", syntax))
    return f"{address('sparql', root)}?{urlencode(fields)}"
