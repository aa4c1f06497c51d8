"""A table and its mapping to what it says of each vote."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from ..errors import Refused
from ..model import Gazetteer, Record, Source
from .gathered import gathered
from .mapping import TableMapping
from .reading import Problem
from .rows import Rows, split
from .voters import Roll
from .votes import Teller

MEDIA_TYPE = "text/csv"


@dataclass(frozen=True, slots=True)
class Library:
    """What a table or a file of library records says: a record a vote, in the order of the file.

    ``language`` is that of its words; ``refused`` are the rows and records that cannot be read,
    and what they would tell of is left out.
    """

    source: Source
    language: str
    records: tuple[Record, ...]
    refused: tuple[Refused, ...] = ()


def read_table(
    data: bytes, name: str, mapping: TableMapping, gazetteer: Gazetteer, encoding: str = "utf-8"
) -> Library:
    """Return what a table says, read by a mapping; ``name`` is the file's base name.

    Raises:
        Refused: the file is no such table: its encoding, its header, its quotation marks.
        EnvironmentFault: polars is not installed.
    """
    try:
        text = data.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Refused(name, f"byte 0x{data[error.start]:02x} is not {encoding}",
                      expected="text in UTF-8, or --encoding", line=line) from error  # fmt: skip
    source = Source(name, hashlib.sha256(data).hexdigest(), MEDIA_TYPE, len(text))
    try:
        rows = split(text, mapping.separator, mapping.columns, mapping.ignored)
        teller = Teller(mapping, source, Roll(gazetteer, mapping.language))
        votes = gathered(rows.cells(mapping.columns), mapping, mapping.columns)
    except Refused as error:
        raise Refused(
            name, error.found, expected=error.expected, line=error.line, column=error.column
        ) from error
    told = [teller.told(one) for one in votes]
    problems = [p for t in told for p in t.problems]
    refused = sorted(
        [*_ragged(rows, name), *((p.cell.record, _refusal(p, name)) for p in problems)],
        key=lambda r: r[0],
    )
    records = tuple(t.record for t in told if t.record)
    if not records and not refused:
        raise Refused(name, "the table has a header and no rows", expected="a row or more")
    return Library(source, mapping.language, records, tuple(r for _, r in refused))


def _ragged(rows: Rows, name: str) -> Iterator[tuple[int, Refused]]:
    for number, width in rows.ragged.items():
        yield number, Refused(
            name, f"record {number}: {width} fields under {len(rows.header)} columns",
            expected="a field for each column, those with separators or line ends quoted",
        )  # fmt: skip


def _refusal(problem: Problem, name: str) -> Refused:
    return Refused(name, f"{problem.cell}: {problem.found}", expected=problem.expected)
