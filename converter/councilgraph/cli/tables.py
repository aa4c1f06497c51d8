"""Tables and library records to graphs, for ``councilgraph convert``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..errors import Refused

if TYPE_CHECKING:
    from ..pipeline import Input, Options, Outcome
    from ..records import TableMapping
    from .messages import Messages
    from .rendering import Rendered


def convert_tables(
    tables: Sequence[Input], mapping: TableMapping | None, options: Options, syntax: str,
    messages: Messages, *, partly: bool,
) -> Iterator[Outcome[Rendered]]:  # fmt: skip
    """Yield what became of each table; of one with rows that cannot be read, nothing or the rest.

    Every such row is told of, the last with the outcome.
    """
    from ..pipeline import Outcome, library
    from .rendering import render_table

    for source in tables:
        try:
            found = library(source, mapping, options)
        except Refused as error:
            yield Outcome(source, None, error)
            continue
        for refused in found.refused[:-1]:
            messages.error(refused)
        whole = not found.refused or partly
        value = render_table(found, syntax, options.base) if whole else None
        yield Outcome(source, value, found.refused[-1] if found.refused else None)
