"""What a table says of one vote as a record: the documents that it names, the vote, its ballots."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ..model import (
    Ballot,
    Cell,
    Document,
    DocumentKind,
    Outcome,
    Procedure,
    Record,
    Remark,
    Severity,
    Source,
    Symbol,
    Vote,
)
from .ballots import Ballots
from .checks import COUNTED, contradictions
from .gathered import Gathered
from .mapping import BALLOT, VOTE, TableMapping
from .reading import Problem, Reading
from .voters import Roll

ORGAN = "organ/security-council"
_MEETING = "/PV."
"""What the symbol of a meeting's record has and no other."""

STATED = frozenset(
    ("resolution", "draft", "meeting", "reported_in", "date", "outcome", "procedure", *COUNTED)
)
"""The fields of a vote whose cells are kept beside it."""

_NOT_ADOPTED = frozenset((Outcome.NOT_ADOPTED, Outcome.VETOED))
_NO_VOTE = frozenset((Procedure.ACCLAMATION, Procedure.WITHOUT_VOTE))


@dataclass(frozen=True, slots=True)
class Told:
    """What a table tells of one vote; ``record`` is None where a cell could not be read."""

    record: Record | None
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class Seen:
    """What of a file was told before: votes on drafts without a symbol, votes by what they decided.

    ``known`` has the rows of each vote on one thing, the first vote first.
    """

    unnamed: dict[Symbol, int] = field(default_factory=dict)
    known: dict[Symbol, list[Gathered]] = field(default_factory=dict)


class Teller:
    """Turns the gathered rows of votes into records, one after the other."""

    def __init__(
        self, mapping: TableMapping, source: Source, roll: Roll, seen: Seen | None = None
    ) -> None:
        """``seen`` is what was told before where a file has several tellers."""
        self._mapping, self._source, self._voted = mapping, source, Ballots(mapping, roll)
        self._seen = seen or Seen()

    def told(self, one: Gathered) -> Told:
        """Return what rows tell of a vote, or of a meeting without one."""
        reading = Reading(one.record, remarks=list(one.remarks))
        for name, row in self._mapping.vote.items():
            reading.take(name, row, one.cells[name])
        ballots = (*self._voted.of_rows(one, reading), *self._voted.listed(one, reading))
        if not reading.problems and not {"resolution", "draft", "meeting"} & reading.values.keys():
            named = [f for n, f in self._mapping.vote.items() if n in {"resolution", "draft"}]
            place = Cell(one.record, named[0].column if named else "meeting")
            reading.problems.append(Problem(place, "no resolution, draft or meeting is named",
                                            "what the vote is known by"))  # fmt: skip
        if reading.problems:
            return Told(None, tuple(reading.problems))
        return Told(self._record(one, reading, ballots))

    def _record(self, one: Gathered, reading: Reading, ballots: tuple[Ballot, ...]) -> Record:
        self._settle(reading)
        said = reading.values
        resolution, draft, number = (said.get(n) for n in ("resolution", "draft", "number"))
        decided = bool(resolution or draft or number)
        vote = Vote(
            draft, resolution, said.get("outcome") if decided else None, said.get("procedure"),
            reading.tally, ballots, said.get("reported_in"), said.get("meeting"), said.get("date"),
            cell=Cell(one.record, self._key(one)), number=number,
            recorded=tuple(r for r in reading.recorded if r.field in STATED and r.field in said),
        )  # fmt: skip
        documents = tuple(self._documents(vote, said.get("agenda_item")))
        if not decided:
            return Record(self._source, documents)
        vote = self._known_before(vote, one, reading)
        complete = self._mapping.row == BALLOT
        remarks = [*reading.remarks, *_beside(vote, reading),
                   *contradictions(vote, said.get("total"), reading.places, complete=complete)]
        return Record(self._source, documents, (replace(vote, remarks=tuple(remarks)),))

    def _known_before(self, vote: Vote, one: Gathered, reading: Reading) -> Vote:
        """Return a vote with its number among several on one draft, and remark it.

        Where a row is a vote, a draft that failed may have been put to the vote again. Any other
        second vote on one thing has the address of the first, so that the two become one; so has
        one whose row says the same in every cell.
        """
        decided = vote.resolution or vote.draft
        if decided is None:
            return vote
        before = self._seen.known.setdefault(decided, [])
        place = Cell(one.record, self._key(one))
        again = vote.resolution is None and vote.outcome in _NOT_ADOPTED
        same = next((n for n, o in enumerate(before, 1) if o.cells == one.cells), 0)
        if not before or (again and not same and self._mapping.row == VOTE):
            before.append(one)
            if (number := len(before)) == 1:
                return vote
            message = f"vote {number} on {decided} in the order of the file, which numbers them"
            reading.remarks.append(Remark("further-vote", message, cell=place))
            return replace(vote, number=number)
        same = same or 1
        first = before[same - 1].record
        message = f"record {first} tells of a vote on {decided} too; the two become one"
        reading.remarks.append(
            Remark("rows-disagree", message, severity=Severity.DOUBT, cell=place)
        )
        return replace(vote, number=same) if same > 1 else vote

    def _settle(self, reading: Reading) -> None:
        """Tell drafts without a symbol from others, and the letter of a vote in writing."""
        said = reading.values
        meeting, draft = said.get("meeting"), said.get("draft")
        if meeting is not None and _MEETING not in meeting:
            said["reported_in"] = said.pop("meeting")
            reading.recorded = [replace(r, field="reported_in") if r.field == "meeting" else r
                                for r in reading.recorded]  # fmt: skip
        if "resolution" not in said and draft is not None and _MEETING in draft:
            held = said.setdefault("meeting", said.pop("draft"))
            unnamed = self._seen.unnamed
            number = said["number"] = unnamed[held] = unnamed.get(held, 0) + 1
            message = f"the draft has no symbol; the vote is number {number} of {held}"
            reading.remarks.append(
                Remark("draft-without-symbol", message, cell=reading.places["draft"])
            )

    def _key(self, one: Gathered) -> str:
        """Return the column that names the vote."""
        names = [n for n in ("resolution", "draft", "meeting") if n in self._mapping.vote]
        return self._mapping.vote[next((n for n in names if one.cells[n].strip()), names[0])].column

    def _documents(self, vote: Vote, agenda_item: str | None) -> Iterator[Document]:
        """Yield what the vote is known by, and what else the row says of it."""
        language = self._mapping.language
        if vote.resolution:
            yield Document(
                vote.resolution, DocumentKind.RESOLUTION, language, agenda_item=agenda_item,
                adopted_by=ORGAN, adoption_date=vote.date, meeting=vote.meeting, draft=vote.draft,
            )  # fmt: skip
        elif vote.draft:
            yield Document(vote.draft, DocumentKind.DRAFT_RESOLUTION, language,
                           agenda_item=agenda_item)  # fmt: skip
        elif vote.meeting:
            yield Document(vote.meeting, DocumentKind.MEETING_RECORD, language, date=vote.date,
                           agenda_item=agenda_item)  # fmt: skip


def _beside(vote: Vote, reading: Reading) -> Iterator[Remark]:
    """Yield what is odd about a vote besides its numbers and voters."""
    if vote.ballots and vote.procedure is not None and vote.procedure in _NO_VOTE:
        message = (
            f"{len(vote.ballots)} ballots are listed although nothing was put to the vote "
            f"({vote.procedure.value})"
        )
        yield Remark("ballots-without-vote", message, cell=reading.places.get("procedure"))
    year = (vote.resolution or "").rpartition("(")[2].rstrip(")")
    if vote.resolution and vote.date and year.isdecimal() and int(year) != vote.date.year:
        yield Remark(
            "year-mismatch", f"{vote.resolution} is of another year than {vote.date}",
            severity=Severity.CONTRADICTION, cell=reading.places.get("date"),
        )  # fmt: skip
    if vote.outcome is None or vote.outcome is Outcome.ADOPTED or vote.resolution is None:
        return
    yield Remark(
        "tally-mismatch", f"{vote.resolution} is a resolution, the outcome {vote.outcome.value}",
        severity=Severity.CONTRADICTION, cell=reading.places.get("outcome"),
    )  # fmt: skip
