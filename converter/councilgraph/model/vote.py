"""Votes: what was voted on, how, by whom, with what result."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from .text import Cell, Recorded, Remark, Span, Stated, Symbol


class Choice(Enum):
    """How a member voted; the value is the local name in the ontology."""

    IN_FAVOUR = "InFavour"
    AGAINST = "Against"
    ABSTAINING = "Abstaining"
    NOT_VOTING = "NotVoting"

    @property
    def words(self) -> str:
        """Return the choice as people say it.

        >>> Choice.IN_FAVOUR.words
        'in favour'
        """
        return self.name.lower().replace("_", " ")


class Procedure(Enum):
    """How the Council decided; the value is the local name in the ontology."""

    WRITTEN = "WrittenProcedure"
    MEETING = "MeetingVote"
    ACCLAMATION = "Acclamation"
    WITHOUT_VOTE = "WithoutVote"


class Outcome(Enum):
    """What became of the draft; the value is the local name in the ontology."""

    ADOPTED = "Adopted"
    NOT_ADOPTED = "NotAdopted"
    VETOED = "Vetoed"


@dataclass(frozen=True, slots=True)
class Tally:
    """The numbers the source states; None where it states none."""

    in_favour: int | None = None
    against: int | None = None
    abstaining: int | None = None
    not_voting: int | None = None


@dataclass(frozen=True, slots=True)
class Ballot:
    """One member's vote: ISO 3166 alpha-3 code, choice, the name as written, its place.

    ``cell`` is the place in a table or library record, ``span`` that in a text.
    """

    state: str
    choice: Choice
    name: str
    span: Span | None = None
    cell: Cell | None = None


@dataclass(frozen=True, slots=True)
class Vote:
    """One vote; ``resolution`` is set where one was adopted, ``draft`` is what was voted on.

    ``places`` tell where its fields and those of its tally are stated in a text, ``recorded`` where
    they are in a table or library record. A vote on a draft without a symbol is known by its
    ``meeting`` and its ``number`` among such votes there, from 1. A further vote on a draft that
    was not adopted is known by the draft and its ``number`` among them, from 2.
    """

    draft: Symbol | None
    resolution: Symbol | None
    outcome: Outcome | None
    procedure: Procedure | None = None
    tally: Tally = Tally()
    ballots: tuple[Ballot, ...] = ()
    reported_in: Symbol | None = None
    meeting: Symbol | None = None
    date: date | None = None
    span: Span | None = None
    remarks: tuple[Remark, ...] = ()
    places: tuple[Stated, ...] = ()
    cell: Cell | None = None
    recorded: tuple[Recorded, ...] = ()
    number: int | None = None
