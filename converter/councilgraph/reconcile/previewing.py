"""Small pages of HTML that show an entity, a property or a type."""

from __future__ import annotations

from html import escape

from ..rdf import Literal, Term
from ..rdf.namespaces import SKOS
from .entities import Entity
from .index import Index
from .schema import schema

_SHOWN = 12
_NAMES = frozenset((SKOS["prefLabel"], SKOS["altLabel"]))
_STYLE = (
    "body{font:14px/1.4 sans-serif;margin:8px}h1{font-size:16px;margin:0 0 4px}"
    "dt{font-weight:bold}dd{margin:0 0 4px 1em}"
)


def preview(entity: Entity, index: Index) -> str:
    """Return a page that sums an entity up, to be shown in a small frame.

    >>> "<h1>Mali</h1>" in preview(Entity("x:1", "Mali", "Member State", ()), Index([]))
    True
    """
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>{escape(entity.name)}</title><style>{_STYLE}</style></head><body>"
        f"{summary(entity, index)}</body></html>\n"
    )


def summary(entity: Entity, index: Index) -> str:
    """Return the inside of that page."""
    names = "".join(
        f'<dd lang="{escape(n.language)}" dir="auto">{escape(n.text)}</dd>'
        for n in entity.names
        if n.preferred
    )
    facts = "".join(
        f"<dt>{escape(known.name)}</dt>"
        + "".join(f'<dd dir="auto">{escape(_shown(v, index))}</dd>' for v in values[:_SHOWN])
        for iri, known in schema().properties.items()
        if (values := entity.facts.get(iri)) and iri not in _NAMES
    )
    return (
        f"<h1>{escape(entity.name)}</h1><p>{escape(entity.description)}</p>"
        f'<p><a href="{escape(entity.iri)}" target="_blank" rel="noopener">{escape(entity.iri)}</a>'
        f"</p><dl>{'<dt>Name</dt>' + names if names else ''}{facts}</dl>"
    )


def _shown(value: Term, index: Index) -> str:
    if isinstance(value, Literal):
        return value.value
    entity = index.entity(value)
    return entity.name if entity else value
