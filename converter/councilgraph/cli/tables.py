"""Tables and library records to graphs, for ``councilgraph convert``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..errors import Refused, UsageError

if TYPE_CHECKING:
    from ..pipeline import Input, Options, Outcome
    from ..records import Library, TableMapping
    from .convert import Rendered
    from .messages import Messages

_GRAPHS = frozenset(("nq", "trig"))
"""The syntaxes in which each vote stands in the graph of the document that it is named by."""


def convert_tables(
    tables: Sequence[Input], mapping: TableMapping | None, options: Options, syntax: str,
    messages: Messages, *, partly: bool,
) -> Iterator[Outcome[Rendered]]:  # fmt: skip
    """Yield what became of each table; of one with rows that cannot be read, nothing or the rest.

    Every such row is told of, the last with the outcome.
    """
    from ..pipeline import Outcome, library

    for source in tables:
        try:
            found = library(source, mapping, options)
        except Refused as error:
            yield Outcome(source, None, error)
            continue
        for refused in found.refused[:-1]:
            messages.error(refused)
        whole = not found.refused or partly
        value = _rendered(found, syntax, options.base) if whole else None
        yield Outcome(source, value, found.refused[-1] if found.refused else None)


def _rendered(found: Library, syntax: str, base: str) -> Rendered:
    """Return a table as bytes in a syntax, with what in it contradicts itself.

    Raises:
        UsageError: the syntax is one of a single document.
    """
    from ..formats import RDF_FORMATS
    from ..pipeline import each_told
    from ..publish.facts import facts
    from ..rdf import write
    from .convert import JSON, Rendered

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
