"""Turn a long table into a wide one: a row a vote, a column a state."""

from __future__ import annotations

from dataclasses import replace

from ..errors import Contradiction, UsageError
from ..query import Answer, Cell
from ..rdf import Term
from .kinds import text_of
from .library import Declared

WIDE = "wide"
_EXPECTED = "expected a question with a line '# form: wide row=… column=… value=…'"


def pivoted(answer: Answer, said: Declared | None) -> Answer:
    """Return an answer with a row for each distinct ``row``, and a column for each ``column``.

    Which columns these are, and which one's ``value`` the cells hold, the question declares. Rows
    keep their order; the new columns are sorted by name.

    Raises:
        UsageError: the question declares no such columns, or two columns would have one name.
        Contradiction: a cell would have two values.
    """
    if said is None or set(said.columns) != {"row", "column", "value"} or said.marks:
        raise UsageError(f"--wide: this question declares no wide form; {_EXPECTED}")
    named = [c for columns in said.columns.values() for c in columns]
    single = all(len(said.columns[role]) == 1 for role in ("column", "value"))
    if not single or not set(named) <= set(answer.variables):
        has = ", ".join(answer.variables) or "none"
        raise UsageError(f"--wide: the answer has the columns {has}; {_EXPECTED}")
    keys = [answer.variables.index(c) for c in said.columns["row"]]
    column, value = (answer.variables.index(said.columns[r][0]) for r in ("column", "value"))
    rows: dict[tuple[Cell, ...], dict[str, Term]] = {}
    for row in answer.rows:
        key, name, cell = tuple(row[k] for k in keys), text_of(row[column]), row[value]
        held = rows.setdefault(key, {})
        if cell is None:
            continue
        if held.setdefault(name, cell) != cell:
            of = " ".join(map(text_of, key))
            raise Contradiction(
                f"--wide: {of} has {text_of(held[name])} and {text_of(cell)} for {name}; "
                "expected one value"
            )
    names = sorted({text_of(row[column]) for row in answer.rows})
    if clash := sorted(set(names) & set(said.columns["row"]) | {n for n in names if not n}):
        raise UsageError(f"--wide: no column can be named {clash[0]!r}; expected another name")
    return replace(
        answer,
        variables=(*said.columns["row"], *names),
        rows=tuple((*key, *(held.get(n) for n in names)) for key, held in rows.items()),
    )
