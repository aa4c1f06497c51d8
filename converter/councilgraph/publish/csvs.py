"""Tables as CSV (RFC 4180), described for programs by CSV on the Web (W3C)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

from ..rdf.namespaces import LICENCE
from .cells import SEPARATOR, Column, Row, Table

METADATA = "csv-metadata.json"


def csv_head(table: Table) -> bytes:
    """Return the first line of a table: the names of its columns."""
    return csv_rows([tuple(column.name for column in table.columns)])


def csv_rows(rows: Iterable[Row]) -> bytes:
    """Return rows as CSV in UTF-8."""
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def csv_metadata(tables: Iterable[Table]) -> bytes:
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
