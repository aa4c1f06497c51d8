"""One library record to what it says: of a vote, of a document; in the words of tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ...model import (
    Cell,
    Document,
    DocumentKind,
    Named,
    Record,
    Recorded,
    Remark,
    Severity,
    Source,
    Symbol,
)
from ..gathered import Gathered, Line
from ..mapping import BALLOT, VOTE, Field, TableMapping
from ..reading import Problem, Reading
from ..voters import Roll
from ..votes import Seen, Teller, Told
from .content import MarcRecord
from .layout import VOTING, Layout, Sought

_COUNCIL = "S/"
_ENDS = " /:;,="
"""What punctuation of catalogues leaves at the end of a title."""


@dataclass(slots=True)
class _Chosen:
    """The fields that a record has: how each is read, its words; and what was odd about them."""

    fields: dict[str, Field]
    cells: dict[str, str]
    remarks: list[Remark]


@dataclass(frozen=True, slots=True)
class MarcTeller:
    """Turns records of votes and documents into what they say; ``seen`` is of the whole file."""

    layout: Layout
    roll: Roll
    seen: Seen

    def told(self, record: MarcRecord) -> Told:
        """Return what a record says."""
        if self.layout.kind(record) == VOTING:
            return self._vote(record, self.layout.vote)
        if self.layout.document_kind(record) is DocumentKind.RESOLUTION:
            told = self._vote(record, self.layout.action)
        else:
            told = Told(None)
        return self._document(record, told)

    def _vote(self, record: MarcRecord, sought: Mapping[str, Sought]) -> Told:
        chosen = _chosen(record, sought)
        lines = [] if sought is not self.layout.vote else list(self._lines(record))
        problems = tuple(self._wrong(record, chosen, lines))
        if problems:
            return Told(None, problems)
        mapping = TableMapping(
            "marc", BALLOT if lines else VOTE, self.layout.language, "", frozenset(),
            chosen.fields, dict(self.layout.ballot) if lines else {}, (),
        )  # fmt: skip
        one = Gathered(record.number, chosen.cells, lines, remarks=chosen.remarks)
        return Teller(mapping, self._source(record), self.roll, self.seen).told(one)

    def _lines(self, record: MarcRecord) -> Iterator[Line]:
        for field in record.fields:
            if field.tag == self.layout.repeated:
                cells = {name: field.first(code) for name, code in self.layout.codes.items()}
                yield Line(record.number, cells)

    def _wrong(
        self, record: MarcRecord, chosen: _Chosen, lines: list[Line]
    ) -> Iterator[Problem]:
        """Yield what of a voting record cannot be used: another organ's, voters without a code."""
        symbol = chosen.cells.get("resolution", "")
        if symbol and not symbol.startswith(_COUNCIL):
            place = Cell(record.number, chosen.fields["resolution"].column)
            yield Problem(place, f"{symbol!r} is no resolution of the Council", "S/RES/…")
        for k, line in enumerate(lines, 1):
            if not line.cells["state"]:
                said = f", {line.cells['name']!r}" if line.cells["name"] else ""
                place = Cell(record.number, self.layout.ballot["state"].column)
                yield Problem(place, f"field {k} of tag {self.layout.repeated}{said} has no code",
                              "the code of the State that votes")  # fmt: skip

    def _document(self, record: MarcRecord, told: Told) -> Told:
        """Return what a record says of its document, beside what it tells of a vote on it."""
        chosen = _chosen(record, self.layout.document)
        reading = Reading(record.number, remarks=chosen.remarks)
        for name, row in chosen.fields.items():
            reading.take(name, row, chosen.cells[name])
        problems = tuple(dict.fromkeys((*reading.problems, *told.problems)))
        if problems:
            return Told(None, problems)
        symbol: Symbol = reading.values["symbol"]
        kind, language = self.layout.document_kind(record), self.layout.language
        main = Document(symbol, kind, language, agenda_item=reading.values.get("agenda_item"))
        documents: tuple[Document, ...] = ()
        if told.record:
            main, *others = told.record.documents
            documents = tuple(others)
        title = self._title(record)
        recorded = [r for r in reading.recorded if r.field in self.layout.document]
        if title:
            recorded.append(title)
        main = replace(
            main, title=title.text.rstrip(_ENDS) if title else None,
            date=reading.values.get("date"), recorded=tuple(recorded),
            remarks=tuple(reading.remarks),
            subjects=tuple(self._subjects(record)),
        )  # fmt: skip
        votes = told.record.votes if told.record else ()
        return Told(Record(self._source(record), (main, *documents), votes))

    def _title(self, record: MarcRecord) -> Recorded | None:
        first, *more = self.layout.title
        words = [w for place in (first, *more) for w in record.values(place)]
        place = Cell(record.number, str(first))
        return Recorded("title", " ".join(words), place) if words else None

    def _subjects(self, record: MarcRecord) -> Iterator[Named]:
        place = self.layout.subjects
        for words in dict.fromkeys(record.values(place)):
            yield Named(words, cell=Cell(record.number, str(place)))

    def _source(self, record: MarcRecord) -> Source:
        """Return the record as a source; its name is no file's, of which there may be several."""
        name = record.control or f"record {record.number}"
        return Source(name, record.sha256(), MEDIA_TYPE, len(record.canonical()))


MEDIA_TYPE = "application/marc"


def _chosen(record: MarcRecord, table: Mapping[str, Sought]) -> _Chosen:
    """Return which fields a record has, each from the first place that has something."""
    chosen = _Chosen({}, {}, [])
    for name, sought in table.items():
        said = [(str(p), v) for p in sought.places for v in record.values(p)]
        first = next(((p, v) for p, v in said if _says(sought.reading, v)), None)
        implied = sought.implied
        if first is not None:
            column, words = first
            chosen.fields[name] = replace(sought.reading, column=column)
            chosen.cells[name] = words
            chosen.remarks += _besides(record.number, sought, first, said)
        elif implied and chosen.cells.get(implied[0]):
            chosen.fields[name] = Field(name, value=implied[1])
            chosen.cells[name] = implied[1]
        elif not sought.reading.optional:
            chosen.fields[name], chosen.cells[name] = sought.reading, ""
    return chosen


def _says(reading: Field, words: str) -> bool:
    """Tell whether words are of a field: a note in prose may tell of something else."""
    if reading.pattern is not None:
        return bool(reading.pattern.search(words))
    return not reading.patterns or any(p.search(words) for p, _ in reading.patterns)


def _besides(
    number: int, sought: Sought, first: tuple[str, str], said: list[tuple[str, str]]
) -> Iterator[Remark]:
    """Yield remarks on what else a record says of a field of which one thing is read."""
    if sought.reading.pattern or sought.reading.patterns:
        return
    column, words = first
    for place, other in said:
        cell = Cell(number, place)
        if place == column and other != words:
            message = f"{other!r} is there beside {words!r}, which alone is read"
            yield Remark("unread-cell", message, cell=cell)
        elif sought.agree and _figures(other) != _figures(words):
            yield Remark("rows-disagree", f"{other!r} here, {words!r} in {column}, of one vote",
                         severity=Severity.CONTRADICTION, cell=cell)  # fmt: skip


def _figures(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)
