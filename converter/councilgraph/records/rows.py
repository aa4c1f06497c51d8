"""A table's rows: split, counted, held against the header; read column by column with polars.

polars fills up rows that are too short and cuts those that are too long, and says nothing. So the
rows are counted and measured first, by another reader, and both must find the same number.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..errors import EnvironmentFault, Refused

LIMIT = 200_000
"""The rows of a table at most; the votes of all members since 1946 are about 41,000."""

BATCH = 10_000
"""Rows that are turned into Python values at once."""

_TABLE = "a table of one header and rows as wide, quoted as RFC 4180 says"


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a table: its columns, and which records are not as wide, with their width."""

    header: tuple[str, ...]
    count: int
    ragged: dict[int, int]
    text: str
    separator: str

    def cells(self, columns: tuple[str, ...]) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Yield the cells of the columns asked for, row by row, each with its record's number.

        Rows that are not as wide as the header and rows that are empty are passed over.

        Raises:
            EnvironmentFault: polars is not installed.
            Refused: the two readers split the table otherwise.
        """
        try:
            import polars as pl
        except ModuleNotFoundError as error:
            raise EnvironmentFault(
                "polars is not installed; expected pip install 'councilgraph[tables]'"
            ) from error
        names = [f"c{i}" for i in range(len(self.header))]
        wanted = [names[self.header.index(c)] for c in columns]
        try:
            frame = pl.read_csv(
                self.text.encode(), has_header=False, separator=self.separator,
                schema=dict.fromkeys(names, pl.String), truncate_ragged_lines=True,
                missing_columns="insert",
            ).select(pl.col(wanted).fill_null(""))  # fmt: skip
        except pl.exceptions.PolarsError as error:
            reason = str(error).partition("\n\n")[0]
            raise Refused("", f"the table cannot be split: {reason}", expected=_TABLE) from error
        if frame.height != self.count + 1:
            raise Refused("", f"the table has {self.count:,} records read one way, "
                              f"{frame.height - 1:,} another", expected=_TABLE)  # fmt: skip
        number = -1
        for batch in frame.iter_slices(BATCH):
            for row in batch.iter_rows():
                number += 1
                if number and number not in self.ragged and any(row):
                    yield number, row


def split(text: str, separator: str, columns: Iterable[str], known: Iterable[str]) -> Rows:
    """Return the rows of a table; ``columns`` must be there, ``known`` ones may be.

    Raises:
        Refused: a column is missing, named twice or unknown, a quotation does not end, or there
            are too many rows. The name of the file is left empty.
    """
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    header: tuple[str, ...] = ()
    ragged: dict[int, int] = {}
    count = -1
    try:
        for row in lines:
            count += 1
            if not count:
                header = tuple(cell.strip() for cell in row)
                _check(header, tuple(columns), frozenset(known))
            elif len(row) != len(header) and row:
                ragged[count] = len(row)
            if count > LIMIT:
                raise Refused("", f"the table has more than {LIMIT:,} rows",
                              expected=f"at most {LIMIT:,}; the votes of one Council")  # fmt: skip
    except csv.Error as error:
        raise Refused("", f"record {count + 1}: {error}", expected=_TABLE,
                      line=lines.line_num) from error  # fmt: skip
    if not header:
        raise Refused("", "the table is empty", expected=_TABLE)
    return Rows(header, count, ragged, text, separator)


def _check(header: tuple[str, ...], columns: tuple[str, ...], known: frozenset[str]) -> None:
    missing = [c for c in columns if c not in header]
    if missing:
        raise Refused(
            "", f"the header has no column {missing[0]!r}: {', '.join(header)[:200]}",
            expected="the columns of the mapping, in any order", line=1,
        )  # fmt: skip
    twice = [c for i, c in enumerate(header) if c in header[:i]]
    if twice:
        raise Refused("", f"the header names {twice[0]!r} twice", expected="each once", line=1)
    unknown = [c for c in header if c not in known and c not in columns]
    if unknown:
        raise Refused(
            "", f"the mapping knows no column {unknown[0]!r}",
            expected="a mapping that reads it, or has it in `ignored`", line=1,
        )  # fmt: skip
