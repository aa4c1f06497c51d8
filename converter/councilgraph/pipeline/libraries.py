"""Tables and files of library records: read whole, then told of vote by vote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..errors import Refused
from ..identifiers import document_path
from ..link import gazetteer
from ..model import Record, Severity
from ..publish import Contribution
from ..rdf import Iri, Triple, triples_of
from ..records import HEAD, Library, TableMapping, is_marc, rank_of, read_marc, read_table
from .conversion import Note, notes_of
from .converted import Converted
from .inputs import MARC_SUFFIXES, STDIN, Input, head, read
from .inputs import SUFFIXES as DOCUMENTS
from .pool import Options

SUFFIXES = frozenset((".csv", ".tsv"))
"""The suffixes of tables."""

_OTHERS = DOCUMENTS - {".xml", *MARC_SUFFIXES} | SUFFIXES
"""The suffixes of files that hold no library records; what others hold, their beginning tells."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a library says of one vote, as triples for the graph of the document it is named by."""

    graph: str
    triples: tuple[Triple, ...]
    notes: tuple[Note, ...]
    sha256: str

    @property
    def contradictions(self) -> tuple[Note, ...]:
        """Return the notes that stop publication."""
        return tuple(n for n in self.notes if n.remark.severity is Severity.CONTRADICTION)


def is_table(source: Input) -> bool:
    """Tell whether an input is read by a mapping where there is one.

    >>> is_table(Input("votes.CSV")), is_table(Input("S_RES_1.txt"))
    (True, False)
    """
    return source.path == STDIN or source.suffix in SUFFIXES


def holds_records(source: Input) -> bool:
    """Tell whether an input is a file of library records, by its suffix and its first bytes."""
    if source.path == STDIN or source.suffix in _OTHERS:
        return False
    try:
        return is_marc(head(source, HEAD))
    except (OSError, Refused):
        return False  # whatever it is, it is refused where it is read


def apart(inputs: Sequence[Input], mapping: TableMapping | None) -> tuple[list[Input], list[Input]]:
    """Return the tables and files of library records among inputs, and the others.

    Where there is no mapping, nothing is a table.
    """
    libraries = [i for i in inputs if (mapping is not None and is_table(i)) or holds_records(i)]
    return libraries, [i for i in inputs if i not in libraries]


def library(source: Input, mapping: TableMapping | None, options: Options = Options()) -> Library:
    """Return what a table or a file of library records says; what cannot be read is refused in it.

    Raises:
        Refused: nothing can be read of it.
    """
    data = read(source)
    encoding = options.encoding or "utf-8"
    try:
        if mapping is None or holds_records(source):
            return read_marc(data, source.name, gazetteer())
        return read_table(data, source.name, mapping, gazetteer(), encoding)
    except Refused as error:
        raise Refused(source.shown, error.found, expected=error.expected, line=error.line,
                      column=error.column) from error  # fmt: skip


def each_told(found: Library, base: str) -> Iterator[Told]:
    """Yield what a library says, vote by vote."""
    for record in found.records:
        yield Told(_graph(record, base), tuple(triples_of(record, base)), notes_of(record, ""),
                   record.source.sha256)  # fmt: skip


def contributions(found: Library, options: Options) -> Iterator[Converted]:
    """Yield what publishing needs of a library, source by source and document by document.

    Its text is not published: it may be another's, and cells are no characters of it.
    """
    rank = rank_of(found.source.media_type, options.precedence)
    by_graph: dict[tuple[str, str], list[Told]] = {}
    for told in each_told(found, options.base):
        by_graph.setdefault((told.graph, told.sha256), []).append(told)
    for (graph, sha256), several in by_graph.items():
        triples = tuple(dict.fromkeys(t for told in several for t in told.triples))
        contribution = Contribution(
            found.source.name, Iri(graph), found.language, sha256, triples,
            first=(True, True), rank=rank,
        )  # fmt: skip
        yield Converted(contribution, tuple(n for told in several for n in told.contradictions))


def _graph(record: Record, base: str) -> str:
    return base + document_path(record.main.symbol)
