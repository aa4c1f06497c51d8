"""Tables as Apache Parquet, by polars: columns typed, bytes the same for the same answer."""

from __future__ import annotations

import io
from types import ModuleType

from ..errors import EnvironmentFault, UsageError
from ..query import Answer
from .kinds import kind_of, value_of
from .library import Declared


def library() -> ModuleType:
    """Return polars.

    Raises:
        EnvironmentFault: it is not installed.
    """
    try:
        import polars as pl
    except ImportError as error:
        raise EnvironmentFault(
            "parquet needs polars, which is not installed; expected "
            "pip install 'councilgraph[tables]', or another form, such as csv"
        ) from error
    return pl


def parquet(answer: Answer, _: Declared) -> bytes:
    """Return an answer as a Parquet file: integers, numbers, booleans, dates, else text.

    Raises:
        UsageError: the answer is no rows of a SELECT.
        EnvironmentFault: polars is not installed.
    """
    if answer.truth is not None or answer.triples is not None:
        raise UsageError("parquet is for the rows of a SELECT; expected csv, json or ttl")
    pl = library()
    types = {
        "integer": pl.Int64, "number": pl.Float64, "boolean": pl.Boolean, "date": pl.Date,
        "text": pl.String,
    }  # fmt: skip
    series = []
    for at, name in enumerate(answer.variables):
        cells = [row[at] for row in answer.rows]
        kind = kind_of(cells)
        series.append(pl.Series(name, [value_of(c, kind) for c in cells], dtype=types[kind]))
    out = io.BytesIO()
    pl.DataFrame(series).write_parquet(out)
    return out.getvalue()
