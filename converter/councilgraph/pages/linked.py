"""A document as schema.org's Legislation, for those who read only that."""

from __future__ import annotations

import json
from collections.abc import Iterator

from markupsafe import Markup

from ..rdf import Iri, Literal
from ..rdf.namespaces import CG, DCTERMS, LICENCE
from .site import Page

# What could end a script element or begin a comment is written as JSON's escapes.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def legislation(page: Page, document: Iri) -> Markup:
    """Return what schema.org can say of a document, as JSON-LD that no markup can break."""
    return script(dict(_said(page, document)))


def script(value: object) -> Markup:
    r"""Return a value as JSON for a script element.

    >>> script({"name": "</script>"})
    Markup('{"name":"\\u003c/script\\u003e"}')
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_ESCAPES))  # noqa: S704 - escaped as JSON


def _said(page: Page, document: Iri) -> Iterator[tuple[str, object]]:
    graph = page.site.graph
    yield "@context", "https://schema.org/"
    yield "@type", "Legislation"
    yield "@id", str(document)
    yield "legislationIdentifier", page.site.symbol(page.path)
    titles = [t for t in graph.terms(document, DCTERMS["title"]) if isinstance(t, Literal)]
    if titles:
        yield "name", [{"@value": t.value, "@language": t.language} for t in titles]
    if kind := graph.kind(document):
        yield "legislationType", kind
    for name, predicate in (
        ("datePublished", DCTERMS["date"]), ("legislationDate", CG["adoptionDate"]),
    ):  # fmt: skip
        if date := graph.text(document, predicate):
            yield name, date
    versions = graph.iris(document, CG["hasLanguageVersion"])
    if versions:
        yield "inLanguage", [graph.text(v, DCTERMS["language"]) for v in versions]
    if cited := graph.iris(document, CG["cites"]):
        yield "citation", [{"@id": str(c)} for c in cited]
    yield "license", str(LICENCE)
