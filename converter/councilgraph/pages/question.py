"""The page of a named question: what it asks, in SPARQL, and how to ask it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import quote, urlencode

from markupsafe import Markup

from ..query import NamedQuery, Wording, library, wordings
from .markup import six
from .site import Page, Site

QUERIES = "query/"


def question_pages(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the page of each question of the library."""
    for name, question in sorted(library().items()):
        page = Page(site, QUERIES + name)
        yield page.render(
            "question.html",
            title=name,
            name=titled(question),
            description=_said(question, lambda w: w.description),
            parameters=[
                (p, _said(question, lambda w, name=p.name: w.parameters[name]))  # type: ignore[misc]
                for p in question.parameters
            ],
            body=_body(question),
            asked=_address(site, question),
            command=_command(question),
        )


def titled(question: NamedQuery) -> Markup:
    """Return the title of a question in every language."""
    return _said(question, lambda w: w.title)


def _said(question: NamedQuery, part: Callable[[Wording], str]) -> Markup:
    return six({tag: part(wording) for tag, wording in wordings(question).items()})


def _address(site: Site, question: NamedQuery) -> str:
    """Return where a server of the dataset answers the question as a table."""
    given = [(p.name, p.default) for p in question.parameters]
    fields = urlencode(given, quote_via=quote, safe="/")
    return f"{site.graph.base}{QUERIES}{question.name}.csv" + (f"?{fields}" if fields else "")


def _command(question: NamedQuery) -> str:
    """Return the command that asks the question of published files."""
    given = "".join(f" --set {p.name}={p.default}" for p in question.parameters)
    return f"councilgraph query {question.name} --data .{given}"


def _body(question: NamedQuery) -> str:
    """Return a question's SPARQL without the header that the page shows as what it is."""
    lines = question.body.splitlines()
    start = next((i for i, line in enumerate(lines) if not line.startswith("#")), 0)
    return "\n".join(lines[start:]).strip()
