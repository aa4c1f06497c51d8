"""Votes: what was voted on, how, by whom, with what result."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from .text import Remark, Span, Stated, Symbol


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
    """One member's vote: ISO 3166 alpha-3 code, choice, the name as written, its place."""

    state: str
    choice: Choice
    name: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Vote:
    """One vote; ``resolution`` is set where one was adopted, ``draft`` is what was voted on.

    ``places`` tell where its fields and those of its tally are stated.
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
