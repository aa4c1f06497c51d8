"""A document's graph, or a table's, as the bytes that ``councilgraph convert`` writes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..errors import UsageError

if TYPE_CHECKING:
    from ..pipeline import Conversion, Note
    from ..records import Library

JSON, AKN = "json", "akn"
SYNTAXES = ("ttl", "nt", "nq", "trig", "jsonld", "rdfxml", AKN, JSON)
_SUFFIXES = {JSON: ".json", AKN: ".xml"}
_GRAPHS = frozenset(("nq", "trig"))
"""The syntaxes in which each vote stands in the graph of the document that it is named by."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A document's graph as bytes, and the notes that say it contradicts itself."""

    data: bytes
    contradictions: tuple[Note, ...]


def render(conversion: Conversion, syntax: str, base: str) -> Rendered:
    """Return a conversion as bytes in a syntax; a dataset's graph is named by the document."""
    from ..identifiers import document_path
    from ..rdf import write

    if syntax == AKN:
        from ..render.akn import akn

        return Rendered(akn(conversion.record, base), conversion.contradictions)
    if syntax == JSON:
        from ..publish.facts import facts_json

        text = facts_json(conversion.record)
    else:
        graph = base + document_path(conversion.record.main.symbol)
        text = write(conversion.triples, syntax, base, graph=graph)
    return Rendered(text.encode(), conversion.contradictions)


def render_table(found: Library, syntax: str, base: str) -> Rendered:
    """Return a table as bytes in a syntax, with what in it contradicts itself.

    Raises:
        UsageError: the syntax is one of a single document.
    """
    from ..formats import RDF_FORMATS
    from ..pipeline import each_told
    from ..publish.facts import facts
    from ..rdf import write

    told = list(each_told(found, base))
    notes = tuple(n for one in told for n in one.contradictions)
    if syntax == JSON:
        import json

        said = [facts(record) for record in found.records]
        return Rendered((json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode(), notes)
    if syntax not in RDF_FORMATS:
        raise UsageError(f"a table as {syntax}; expected one of {', '.join(RDF_FORMATS)}, json")
    if syntax in _GRAPHS:
        text = "".join(write(one.triples, syntax, base, graph=one.graph) for one in told)
    else:
        text = write((t for one in told for t in one.triples), syntax, base)
    return Rendered(text.encode(), notes)


def suffix_of(syntax: str) -> str:
    """Return how the name of a file in a syntax ends."""
    from ..formats import RDF_FORMATS

    return _SUFFIXES.get(syntax) or RDF_FORMATS[syntax].suffix
