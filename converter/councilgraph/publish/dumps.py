"""The whole dataset for download: quads, triples and tables, packed, each with its SHA-256.

::

    dump/councilgraph.nq.gz      canonical N-Quads; the graph of a statement is the file's document
    dump/councilgraph.ttl.gz     Turtle, as in the documents' own files
    dump/councilgraph.jsonld.gz  JSON-LD
    dump/councilgraph-csv.zip    tables as CSV, with CSV on the Web metadata
    dump/councilgraph.sql.gz     SQL that makes an SQLite database of them, with full-text search
    dump/SHA256SUMS              their hashes, for sha256sum --check
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ..formats import RDF_FORMATS
from ..rdf import Iri
from ..rdf.jsonld import opening_of
from ..rdf.turtle import turtle_header
from .cells import Table
from .csvs import METADATA, csv_head, csv_metadata, csv_rows
from .packing import Piece, gzip_of, piece_of, zip_of
from .pieces import Lying, lying_at
from .putting import File, put_all
from .sql import sql_closing, sql_opening, sql_rows, sql_table
from .tables import TABLES, authority

FOLDER = "dump"
SUMS = f"{FOLDER}/SHA256SUMS"
_NAME = f"{FOLDER}/councilgraph"
_GZIP, _ZIP = "application/gzip", "application/zip"


@dataclass(frozen=True, slots=True)
class Dump:
    """A file for download: the file, what it is called and is, and how it is packed.

    ``compressed`` and ``packaged`` are media types, empty where they do not apply (DCAT 3,
    sections 6.8.21 and 6.8.22); ``slug`` names the distribution.
    """

    slug: str
    file: File
    title: str
    description: str
    media_type: str
    compressed: str = ""
    packaged: str = ""

    @property
    def path(self) -> str:
        """Return its path below the base."""
        return self.file.path


class Heap:
    """Where pieces lie, by the name of what they are of, in order.

    ``names`` and ``relative`` are those of ``Pieces``, of all together.
    """

    def __init__(self, folder: Path, groups: Iterable[str]) -> None:
        """``groups`` are the names under which pieces that lie beside each other are kept.

        Raises:
            EnvironmentFault: some are not there any more.
        """
        self.names: dict[str, frozenset[str]] = {}
        self.relative = False
        self._lying: dict[str, list[Lying]] = {}
        for group in groups:
            found = lying_at(folder, group)
            for name, one in found.lying.items():
                self._lying.setdefault(name, []).append(one)
            for name, used in found.names.items():
                self.names[name] = self.names.get(name, frozenset()) | used
            self.relative |= found.relative

    def pieces(self, name: str) -> Iterator[Piece]:
        """Yield the pieces of a name.

        Raises:
            EnvironmentFault: one is not there any more.
        """
        return (one.piece() for one in self._lying.get(name, ()))

    def has(self, name: str) -> bool:
        """Tell whether there is a piece of a name."""
        return name in self._lying


def quads_dump(groups: Iterable[str], pieces: Path, new: Path) -> Dump:
    """Write the dump of the quads of all, of groups of pieces in a folder, and return it."""
    heap = Heap(pieces, groups)
    return _rdf("nq", heap.pieces("nq"), new, "Canonical N-Quads, sorted; the graph of a "
                "statement is the document of the file that says it.")  # fmt: skip


def unit_dumps(
    groups: Sequence[str], common: Mapping[Iri, str], pieces: Path, new: Path, base: str
) -> list[Dump]:
    """Write the dumps that are put together unit by unit, and return them; as ``quads_dump``."""
    return list(_unit_dumps(Heap(pieces, groups), common, new, base))


def _unit_dumps(
    heap: Heap, common: Mapping[Iri, str], new: Path, base: str
) -> Iterator[Dump]:
    head = piece_of(turtle_header(heap.names.get("ttl", ()), base).encode())
    yield _rdf("ttl", _chained(head, heap, "ttl"), new,
               "All documents one after the other, as in their own files.")  # fmt: skip
    opening = opening_of(common, heap.names.get("jsonld", ()), base, relative=heap.relative)
    yield _rdf("jsonld", _chained(piece_of(opening.encode()), heap, "jsonld",
                                  piece_of(b"\n]}\n")), new,
               "All documents as one graph, its context inside.")  # fmt: skip
    own = [table for table in TABLES if heap.has(f"csv/{table.name}")]
    known = list(authority())
    tables = [*own, *(table for table, _ in known)]
    files: dict[str, Iterable[Piece]] = {METADATA: [piece_of(csv_metadata(tables))]}
    for table in own:
        files[f"{table.name}.csv"] = _chained(piece_of(csv_head(table)), heap, f"csv/{table.name}")
    for table, rows in known:
        files[f"{table.name}.csv"] = [piece_of(csv_head(table) + csv_rows(rows))]
    yield Dump("csv", put_all(new, f"{_NAME}-csv.zip", zip_of(files)), "The dataset as CSV tables",
               "One file for documents, paragraphs, citations, votes and the like, with CSV on "
               "the Web metadata.", "text/csv", packaged=_ZIP)  # fmt: skip
    filling = {table.name: sql_rows(table, rows) for table, rows in known}
    yield Dump("sqlite", put_all(new, f"{_NAME}.sql.gz", gzip_of(_sql(heap, tables, filling))),
               "The tables as SQL for SQLite, with full-text search",
               "The sqlite3 shell makes a database of it: sqlite3 councilgraph.sqlite < "
               "councilgraph.sql.", "application/sql", _GZIP)  # fmt: skip


def _rdf(name: str, pieces: Iterable[Piece], new: Path, content: str) -> Dump:
    row = RDF_FORMATS[name]
    file = put_all(new, f"{_NAME}{row.suffix}.gz", gzip_of(pieces))
    return Dump(name, file, f"The whole dataset as {row.title}", content, row.media_type, _GZIP)


def _chained(before: Piece, heap: Heap, name: str, *after: Piece) -> Iterator[Piece]:
    yield before
    yield from heap.pieces(name)
    yield from after


def _sql(heap: Heap, tables: list[Table], filling: Mapping[str, str]) -> Iterator[Piece]:
    yield piece_of(sql_opening(tables).encode())
    for table in tables:
        known = filling.get(table.name, "")
        yield piece_of((sql_table(table) + known).encode())
        yield from heap.pieces(f"sql/{table.name}")
    yield piece_of(sql_closing(tables).encode())


def sums_of(dumps: Iterable[Dump]) -> bytes:
    """Return the hashes of dumps as ``sha256sum`` writes them."""
    lines = (f"{d.file.sha256}  {PurePosixPath(d.path).name}\n" for d in dumps)
    return "".join(lines).encode()
