"""The ballots of a vote: a row each, or the voters that a row lists."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ..link import permanent_members
from ..model import Ballot, Cell, Remark, Severity
from .cells import Unread, read_choice, read_flag
from .gathered import Gathered, Line
from .mapping import TableMapping
from .reading import Reading
from .voters import Roll


class Ballots:
    """Reads ballots; what is odd or cannot be read goes to the vote's reading."""

    def __init__(self, mapping: TableMapping, roll: Roll) -> None:
        self._mapping, self._roll = mapping, roll

    def of_rows(self, one: Gathered, reading: Reading) -> Iterator[Ballot]:
        """Yield the ballots of rows that are one each."""
        table = self._mapping.ballot
        for line in one.lines:
            choice, state = table["choice"], table["state"]
            try:
                column = choice.column
                chosen = read_choice(choice.words(line.cells["choice"]))
                column = state.column
                voter = self._roll.of(state.words(line.cells["state"]))
            except Unread as error:
                reading.unread(Cell(line.record, column), error, needed=True)
                continue
            name = line.cells.get("name", "").strip() or line.cells["state"].strip()
            if voter.odd:
                reading.remarks.append(Remark("withdrawn-code", voter.odd,
                                              cell=Cell(line.record, state.column)))  # fmt: skip
            self._hold_name(line, voter.code, reading)
            self._hold_seat(line, voter.code, reading)
            yield Ballot(voter.code, chosen, name, cell=Cell(line.record, choice.column))

    def _hold_name(self, line: Line, code: str, reading: Reading) -> None:
        """Remark a name that is another State's than the code, or nobody's."""
        row = self._mapping.ballot.get("name")
        text = line.cells.get("name", "").strip()
        if row is None or not text:
            return
        named = self._roll.named(row.words(text))
        place = Cell(line.record, row.column)
        if named is None:
            message = f"{text!r} is no name known; the code {code} tells who it is"
            reading.remarks.append(Remark("unknown-state", message, cell=place))
        elif named != code:
            message = f"{text!r} is {named}, the code of the row is {code}"
            reading.remarks.append(
                Remark("state-mismatch", message, severity=Severity.CONTRADICTION, cell=place)
            )

    def _hold_seat(self, line: Line, code: str, reading: Reading) -> None:
        """Remark a row that calls a member permanent that was not, or the other way round."""
        row = self._mapping.ballot.get("permanent")
        date: dt.date | None = reading.values.get("date")
        text = row.words(line.cells["permanent"]) if row else ""
        members = permanent_members(date.year) if date else frozenset[str]()
        if row is None or date is None or not text or not members:
            return
        place = Cell(line.record, row.column)
        try:
            said = read_flag(text)
        except Unread as error:
            reading.unread(place, error, needed=not row.optional)
            return
        if said != (code in members):
            message = f"{code} is called {'' if said else 'not '}permanent in {date.year}"
            reading.remarks.append(
                Remark("seat-mismatch", message, severity=Severity.CONTRADICTION, cell=place)
            )

    def listed(self, one: Gathered, reading: Reading) -> Iterator[Ballot]:
        """Yield the ballots of voters that a row of a vote lists in columns of their own."""
        for which, column in one.voters:
            voters = self._mapping.voters[which]
            cell = one.cells[f"voters {column}"]
            for text in cell.split(voters.separator) if voters.separator else (cell,):
                name = text.strip()
                place = Cell(one.record, column)
                try:
                    voter = self._roll.of(voters.values.get(name.casefold(), name))
                except Unread as error:
                    reading.unread(place, error, needed=True)
                    continue
                yield Ballot(voter.code, voters.choice, name, cell=place)
