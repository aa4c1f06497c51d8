"""The rows of one vote gathered: what they say of it in common, and each ballot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ..model import Cell, Remark, Severity
from .mapping import BALLOT, TableMapping


@dataclass(frozen=True, slots=True)
class Line:
    """What a row says of one voter: the record's number, the cells by the field of the ballot."""

    record: int
    cells: dict[str, str]


@dataclass(slots=True)
class Gathered:
    """One vote's rows: the number of the first, the cells of the vote's fields, its ballots."""

    record: int
    cells: dict[str, str]
    lines: list[Line] = field(default_factory=list)
    voters: list[tuple[int, str]] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


NAMES = ("resolution", "draft", "meeting")
"""The fields that name a vote, the first that a row has."""

Rows = Iterable[tuple[int, tuple[str, ...]]]


def gathered(rows: Rows, mapping: TableMapping, columns: Sequence[str]) -> list[Gathered]:
    """Return the votes of a table in the order in which they begin.

    Rows of one vote need not stand together. Where they say different things of the vote, the
    first counts, and each other is a contradiction.
    """
    at = {column: i for i, column in enumerate(columns)}
    vote = [(name, at[f.column]) for name, f in mapping.vote.items() if f.column]
    ballot = [(name, at[f.column]) for name, f in mapping.ballot.items() if f.column]
    fixed = {name: f.value for name, f in mapping.vote.items() if not f.column}
    keys = [at[mapping.vote[n].column] for n in NAMES if n in mapping.vote]
    together = mapping.row == BALLOT
    places = [i for _, i in vote]
    found: dict[str | int, Gathered] = {}
    first: dict[str | int, tuple[str, ...]] = {}
    for number, row in rows:
        named = next((row[i].strip() for i in keys if row[i].strip()), "")
        key = named if together and named else number
        said = tuple(row[i] for i in places)
        one = found.get(key)
        if one is None:
            cells = fixed | {name: row[i] for name, i in vote}
            one = found[key] = Gathered(number, cells)
            first[key] = said
        elif said != first[key]:
            one.remarks += _differing(number, one, vote, said, mapping)
        if together:
            one.lines.append(Line(number, {name: row[i] for name, i in ballot}))
        for which, voters in enumerate(mapping.voters):
            one.voters += [(which, c) for c in voters.columns if row[at[c]].strip()]
            one.cells |= {f"voters {c}": row[at[c]] for c in voters.columns}
    return list(found.values())


def _differing(
    number: int, one: Gathered, vote: Sequence[tuple[str, int]], said: tuple[str, ...],
    mapping: TableMapping,
) -> list[Remark]:  # fmt: skip
    """Return a remark for each field of which a row says something else than the first."""
    return [
        Remark(
            "rows-disagree",
            f"{said[i]!r} here, {one.cells[name]!r} in record {one.record}, of one vote",
            severity=Severity.CONTRADICTION, cell=Cell(number, mapping.vote[name].column),
        )
        for i, (name, _) in enumerate(vote) if said[i].strip() != one.cells[name].strip()
    ]  # fmt: skip
