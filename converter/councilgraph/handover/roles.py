"""Which columns play which roles in a form, checked, so that no column is dropped in silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..errors import Contradiction, UsageError
from ..query import Answer, Cell
from .kinds import text_of
from .library import Declared

Row = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Roles:
    """The roles of a form: those that a row must fill, others, and whether any column will do.

    ``words`` are the marks that a question may give the form.
    """

    needed: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    open: bool = False
    words: tuple[str, ...] = ()


def rows_of(answer: Answer, form: str, roles: Roles, said: Declared) -> list[Row]:
    """Return the rows of an answer by role; of an open form also what plays none, by column.

    Raises:
        UsageError: a role that is needed has no column or an empty cell, or a column has no role.
    """
    columns = columns_of(answer, form, roles, said)
    rows: list[Row] = [
        {r: row[at] for r, at in columns.items() if row[at] is not None} for row in answer.rows
    ]
    for number, row in enumerate(rows, 1):
        if empty := [r for r in roles.needed if not text_of(row.get(r))]:
            raise UsageError(f"{form}: row {number} has no {empty[0]}; expected one in each row")
    return rows


def columns_of(answer: Answer, form: str, roles: Roles, said: Declared) -> dict[str, int]:
    """Return the place of each role's column, and of each other's that an open form takes."""
    known = (*roles.needed, *roles.others)
    expected = f"expected the columns {', '.join(roles.needed)}"
    if roles.others:
        expected += f" and, where there are such, {', '.join(roles.others)}"
    if answer.truth is not None or answer.triples is not None:
        raise UsageError(f"{form} is for the rows of a SELECT; {expected}")
    named = {role: _one(form, role, said.columns[role]) for role in said.columns}
    strange = [w for w in said.marks if w not in roles.words]
    strange += [r for r in named if not roles.open and r not in known]
    strange += [f"{r}={c}" for r, c in named.items() if c not in answer.variables]
    if strange:
        raise UsageError(f"{form}: the question's line says {strange[0]!r}; {expected}")
    taken = set(named.values())
    named |= {v: v for v in answer.variables if v not in taken and v not in named}
    found = {role: answer.variables.index(column) for role, column in named.items()}
    has = ", ".join(answer.variables) or "none"
    if any(role not in found for role in roles.needed):
        raise UsageError(f"{form}: the answer has the columns {has}; {expected}")
    if odd := [r for r in found if not roles.open and r not in known]:
        raise UsageError(f"{form} has no place for the column {odd[0]}; {expected}")
    return found


def _one(form: str, role: str, columns: Sequence[str]) -> str:
    if len(columns) != 1:
        raise UsageError(f"{form}: {role}={','.join(columns)}; expected one column")
    return columns[0]


def check_distinct(names: Sequence[str], form: str) -> None:
    """Check that what identifies the entries of a form is given to no two.

    Raises:
        Contradiction: two entries have the same.
    """
    for name, count in Counter(names).items():
        if count > 1:
            raise Contradiction(f"{form}: {count} rows are of {name}; expected one row each")
