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

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from ..formats import RDF_FORMATS
from ..rdf import Triple, canonical_quads, write
from .csvs import csv_archive
from .merge import Merged
from .packing import gzipped
from .sql import sql_of
from .tables import filled

FOLDER = "dump"
SUMS = f"{FOLDER}/SHA256SUMS"
_NAME = f"{FOLDER}/councilgraph"
_CONTENT = {
    "nq": "Canonical N-Quads, sorted; the graph of a statement is the document of the file that "
    "says it.",
    "ttl": "All documents one after the other, as in their own files.",
    "jsonld": "All documents as one graph, its context inside.",
}
_GZIP, _ZIP = "application/gzip", "application/zip"


@dataclass(frozen=True, slots=True)
class Dump:
    """A file for download: path and bytes, what it is called and is, and how it is packed.

    ``compressed`` and ``packaged`` are media types, empty where they do not apply (DCAT 3,
    sections 6.8.21 and 6.8.22); ``slug`` names the distribution.
    """

    slug: str
    path: str
    data: bytes
    title: str
    description: str
    media_type: str
    compressed: str = ""
    packaged: str = ""

    @property
    def sha256(self) -> str:
        """Return the hash of its bytes in hex."""
        return hashlib.sha256(self.data).hexdigest()


def dumps_of(
    merged: Merged, documents: Mapping[str, Sequence[Triple]], base: str
) -> Iterator[Dump]:
    """Yield every dump; ``documents`` are the triples of each document in reading order."""
    triples = [t for said in documents.values() for t in said]
    texts = {
        "nq": canonical_quads(merged.graphs.items()),
        "ttl": write(triples, "ttl", base),
        "jsonld": write(triples, "jsonld", base),
    }
    for name, text in texts.items():
        row = RDF_FORMATS[name]
        yield Dump(name, f"{_NAME}{row.suffix}.gz", gzipped(text.encode()),
                   f"The whole dataset as {row.title}", _CONTENT[name], row.media_type,
                   _GZIP)  # fmt: skip
    tables = list(filled(triples, base))
    yield Dump("csv", f"{_NAME}-csv.zip", csv_archive(tables), "The dataset as CSV tables",
               "One file for documents, paragraphs, citations, votes and the like, with CSV on "
               "the Web metadata.", "text/csv", packaged=_ZIP)  # fmt: skip
    yield Dump("sqlite", f"{_NAME}.sql.gz", gzipped(sql_of(tables).encode()),
               "The tables as SQL for SQLite, with full-text search",
               "The sqlite3 shell makes a database of it: sqlite3 councilgraph.sqlite < "
               "councilgraph.sql.", "application/sql", _GZIP)  # fmt: skip


def sums_of(dumps: Iterable[Dump]) -> bytes:
    """Return the hashes of dumps as ``sha256sum`` writes them."""
    lines = (f"{d.sha256}  {PurePosixPath(d.path).name}\n" for d in dumps)
    return "".join(lines).encode()
