"""Pages made when they are asked for: a heading, some content, nothing that needs a script."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from urllib.parse import quote

from ..rdf import Iri, Literal, Term, Triple, blocks
from ..rdf.namespaces import VOCABULARIES
from .negotiate import GRAPHS

STYLE = """\
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
body { max-width: 60rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere }
table { border-collapse: collapse; margin-block: 1rem }
th, td { border: 1px solid; padding: .25rem .5rem; text-align: start; vertical-align: top }
pre, textarea { overflow: auto; width: 100%; font-family: ui-monospace, monospace }
"""
STYLE_PATH = "serve.css"
_SAFE = "/:@!$&'()*+,;=~"
_LINKED = ("http://", "https://", "mailto:")


def address(path: str, root: str = "") -> str:
    """Return a path below the base as a reference on this server.

    >>> address("doc/S/RES/2553"), address("concept/topic/la paix")
    ('/doc/S/RES/2553', '/concept/topic/la%20paix')
    """
    return f"{root}/{quote(path, safe=_SAFE)}"


def page(title: str, content: str, root: str = "", language: str = "en") -> bytes:
    """Return a page; ``title`` is text, ``content`` is HTML."""
    return (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n"
        f'<link rel="stylesheet" href="{address(STYLE_PATH, root)}">\n</head>\n<body>\n'
        f'<nav><a href="{address("", root)}">councilgraph</a> · '
        f'<a href="{address("search", root)}">Search</a> · '
        f'<a href="{address("query", root)}">Questions</a> · '
        f'<a href="{address("sparql", root)}">SPARQL</a></nav>\n'
        f"<main>\n<h1>{escape(title)}</h1>\n{content}\n</main>\n</body>\n</html>\n"
    ).encode()


def description(thing: str, said: Iterable[Triple], base: str, root: str = "") -> bytes:
    """Return the page of a thing that has no page of the dataset's own."""
    links = " · ".join(
        f'<a href="{address(thing + o.suffix, root)}">{escape(o.name)}</a>' for o in GRAPHS
    )
    parts = [f"<p>{links}</p>"]
    for subject, block in blocks(said).items():
        parts.append(f"<h2>{_reference(subject, base, root)}</h2>")
        rows = [
            (_reference(predicate, base, root), "<br>".join(_term(o, base, root) for o in objects))
            for predicate, objects in block.items()
        ]
        parts.append(table(("property", "value"), rows))
    return page(thing, "\n".join(parts), root)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; ``head`` is text, the cells of ``rows`` are HTML."""
    heading = "".join(f'<th scope="col">{escape(h)}</th>' for h in head)
    body = "\n".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows)
    return f"<table>\n<thead><tr>{heading}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def _term(term: Term, base: str, root: str) -> str:
    if not isinstance(term, Literal):
        return _reference(term, base, root)
    language = f' lang="{escape(term.language)}"' if term.language else ""
    return f'<bdi dir="auto"{language}>{escape(term.value)}</bdi>'


def cell(term: Term | None, base: str, root: str = "") -> str:
    """Return a term of an answer as HTML."""
    return "" if term is None else _term(term, base, root)


def _reference(iri: Iri, base: str, root: str) -> str:
    """Return an IRI as a link: to this server below the base, to others by HTTP alone."""
    shown = escape(_short(iri, base))
    if iri.startswith(base):
        path, hash_, fragment = iri.removeprefix(base).partition("#")
        return f'<a href="{escape(address(path, root) + hash_ + quote(fragment))}">{shown}</a>'
    if iri.startswith(_LINKED):
        return f'<a href="{escape(iri)}">{shown}</a>'
    return shown


def _short(iri: str, base: str) -> str:
    for prefix, start in VOCABULARIES.items():
        if iri.startswith(start):
            return f"{prefix}:{iri.removeprefix(start)}"
    return iri.removeprefix(base)
