"""Tables and files of library records: read whole, then told of vote by vote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import Refused
from ..identifiers import document_path
from ..link import gazetteer
from ..model import Record, Severity
from ..publish import Contribution
from ..rdf import Iri, Triple, triples_of
from ..records import Library, TableMapping, rank_of, read_table
from .conversion import Note, notes_of
from .converted import Converted
from .inputs import STDIN, Input, read
from .pool import Options

SUFFIXES = frozenset((".csv", ".tsv"))
"""The suffixes of tables."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a library says of one vote, as triples for the graph of the document it is named by."""

    graph: str
    triples: tuple[Triple, ...]
    notes: tuple[Note, ...]

    @property
    def contradictions(self) -> tuple[Note, ...]:
        """Return the notes that stop publication."""
        return tuple(n for n in self.notes if n.remark.severity is Severity.CONTRADICTION)


def is_table(source: Input) -> bool:
    """Tell whether an input is read by a mapping where there is one.

    >>> is_table(Input("votes.CSV")), is_table(Input("S_RES_1.txt"))
    (True, False)
    """
    return source.path == STDIN or Path(source.path).suffix.lower() in SUFFIXES


def apart(inputs: Sequence[Input], mapping: TableMapping | None) -> tuple[list[Input], list[Input]]:
    """Return the tables among inputs, none where there is no mapping, and the others."""
    tables = [i for i in inputs if mapping is not None and is_table(i)]
    return tables, [i for i in inputs if i not in tables]


def library(source: Input, mapping: TableMapping, options: Options = Options()) -> Library:
    """Return what a table says; what cannot be read of it is refused in it.

    Raises:
        Refused: nothing can be read of it.
    """
    data = read(source)
    encoding = options.encoding or "utf-8"
    try:
        return read_table(data, source.name, mapping, gazetteer(), encoding)
    except Refused as error:
        raise Refused(source.shown, error.found, expected=error.expected, line=error.line,
                      column=error.column) from error  # fmt: skip


def each_told(found: Library, base: str) -> Iterator[Told]:
    """Yield what a library says, vote by vote."""
    for record in found.records:
        yield Told(_graph(record, base), tuple(triples_of(record, base)), notes_of(record, ""))


def contributions(found: Library, options: Options) -> Iterator[Converted]:
    """Yield what publishing needs of a library, document by document.

    Its text is not published: it may be another's, and cells are no characters of it.
    """
    rank = rank_of(found.source.media_type, options.precedence)
    by_graph: dict[str, list[Told]] = {}
    for told in each_told(found, options.base):
        by_graph.setdefault(told.graph, []).append(told)
    for graph, several in by_graph.items():
        triples = tuple(dict.fromkeys(t for told in several for t in told.triples))
        contribution = Contribution(
            found.source.name, Iri(graph), found.language, found.source.sha256, triples,
            first=(True, True), rank=rank,
        )  # fmt: skip
        yield Converted(contribution, tuple(n for told in several for n in told.contradictions))


def _graph(record: Record, base: str) -> str:
    return base + document_path(record.main.symbol)
