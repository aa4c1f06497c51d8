"""One vote's cells read: field by field, with what is odd and what cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..model import Cell, Recorded, Remark, Severity, Symbol, Tally
from . import cells
from .cells import Unread
from .checks import COUNTED
from .mapping import Field

READERS: dict[str, Callable[[str], Any]] = {
    "outcome": cells.read_outcome,
    "procedure": cells.read_procedure,
    "agenda_item": str,
    **dict.fromkeys((*COUNTED, "total"), cells.read_number),
}
SYMBOLS = frozenset(("symbol", "resolution", "draft", "meeting"))


@dataclass(frozen=True, slots=True)
class Problem:
    """A cell that cannot be read although the vote needs it."""

    cell: Cell
    found: str
    expected: str


@dataclass(slots=True)
class Reading:
    """What the cells of one vote say, by field, where, and what was odd or could not be read."""

    record: int
    values: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Cell] = field(default_factory=dict)
    recorded: list[Recorded] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def tally(self) -> Tally:
        """Return the numbers that are stated."""
        return Tally(**{name: self.values.get(name) for name in COUNTED})

    def take(self, name: str, row: Field, cell: str) -> None:
        """Read a cell of a field of the vote."""
        words = row.words(cell)
        place = Cell(self.record, row.column)
        if not words:
            if not row.optional:
                self.problems.append(Problem(place, "the cell is empty", f"the {name} of a vote"))
            return
        try:
            found = self._read(name, row, words, place)
        except Unread as error:
            self.unread(place, error, needed=not row.optional)
            return
        for key, value in found.items():
            self.values[key] = value
            if row.column:
                self.places[key] = place
                if key != "total":
                    self.recorded.append(Recorded(key, cell.strip(), place))

    def unread(self, place: Cell, error: Unread, *, needed: bool) -> None:
        """Note a cell that cannot be read: what needs it is not published."""
        if needed:
            self.problems.append(Problem(place, error.found, error.expected))
        else:
            self.remarks.append(Remark("unread-cell", f"{error.found}; it is left out", cell=place,
                                       severity=Severity.DOUBT))  # fmt: skip

    def _read(self, name: str, row: Field, words: str, place: Cell) -> Mapping[str, Any]:
        parts = {name: words}
        if row.pattern is not None:
            match = row.pattern.search(words)
            if match is None:
                raise Unread(f"{words!r} holds no {name}", f"{row.pattern.pattern}")
            parts = {k: v for k, v in match.groupdict().items() if v is not None}
        return {key: self._value(key, row, text, place) for key, text in parts.items()}

    def _value(self, name: str, row: Field, text: str, place: Cell) -> Any:
        if name in SYMBOLS:
            return self._symbol(text, place)
        if name == "date":
            return cells.read_date(text, *row.formats)
        return READERS[name](text)

    def _symbol(self, text: str, place: Cell) -> Symbol:
        symbol, rest = cells.read_symbol(text)
        if rest:
            self.remarks.append(
                Remark("unread-cell", f"of {text!r} only {symbol} is read", cell=place)
            )
        return symbol


