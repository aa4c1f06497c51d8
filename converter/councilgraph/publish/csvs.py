"""Tables as CSV (RFC 4180), described for programs by CSV on the Web (W3C)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

from ..rdf.namespaces import LICENCE
from .cells import SEPARATOR, Column, Row, Table
from .packing import zipped

_METADATA = "csv-metadata.json"


def csv_archive(tables: Sequence[tuple[Table, list[Row]]]) -> bytes:
    """Return a ZIP archive of one CSV file a table, and what their columns mean."""
    files = {f"{table.name}.csv": csv_of(table, rows) for table, rows in tables}
    return zipped({_METADATA: _described([t for t, _ in tables]), **files})


def csv_of(table: Table, rows: Iterable[Row]) -> bytes:
    """Return a table as CSV in UTF-8, its first line the names of the columns."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(column.name for column in table.columns)
    writer.writerows(rows)
    return out.getvalue().encode()


def _described(tables: Iterable[Table]) -> bytes:
    """Return the metadata of tables (Metadata Vocabulary for Tabular Data, section 5)."""
    content = {
        "@context": "http://www.w3.org/ns/csvw",
        "dc:title": "councilgraph",
        "dc:license": {"@id": LICENCE},
        "tables": [
            {
                "url": f"{table.name}.csv",
                "dc:title": table.title,
                "tableSchema": {"columns": [_column(c) for c in table.columns]},
            }
            for table in tables
        ],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _column(column: Column) -> dict[str, Any]:
    separator = {"separator": SEPARATOR} if column.many else {}
    titles = {"name": column.name, "titles": column.title}
    return titles | {"datatype": column.datatype} | separator
