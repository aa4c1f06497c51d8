"""Pieces of HTML that need nothing but the data: addresses, links, tables of terms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from urllib.parse import quote

from ..rdf import Iri, Literal, Term
from ..rdf.namespaces import VOCABULARIES

_SAFE = "/:@!$&'()*+,;=~"
_LINKED = ("http://", "https://", "mailto:")


def address(path: str, root: str = "") -> str:
    """Return a path below the base as a reference on this server.

    >>> address("doc/S/RES/2553"), address("concept/topic/la paix")
    ('/doc/S/RES/2553', '/concept/topic/la%20paix')
    """
    return f"{root}/{quote(path, safe=_SAFE)}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; the cells of ``head`` and ``rows`` are HTML."""
    heading = "".join(f'<th scope="col">{h}</th>' for h in head)
    body = "\n".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows)
    return (
        '<div class="scroll" tabindex="0">\n'
        f"<table>\n<thead><tr>{heading}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>\n</div>"
    )


def cell(term: Term | None, base: str, root: str = "") -> str:
    """Return a term as HTML, nothing where there is none.

    >>> cell(Literal("<b>", language="fr"), "https://w3id.org/councilgraph/")
    '<bdi dir="auto" lang="fr">&lt;b&gt;</bdi>'
    """
    if term is None:
        return ""
    if not isinstance(term, Literal):
        return reference(term, base, root)
    language = f' lang="{escape(term.language)}"' if term.language else ""
    return f'<bdi dir="auto"{language}>{escape(term.value)}</bdi>'


def reference(iri: Iri, base: str, root: str = "") -> str:
    """Return an IRI as a link: to this server below the base, to others by HTTP alone.

    >>> reference(Iri("javascript:alert(1)"), "https://w3id.org/councilgraph/")
    'javascript:alert(1)'
    """
    shown = f"<bdi>{escape(_short(iri, base))}</bdi>" if iri.startswith(base) else escape(
        _short(iri, base))  # fmt: skip
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
