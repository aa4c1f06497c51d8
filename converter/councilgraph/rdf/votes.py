"""Votes and ballots as triples and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..identifiers import ballot_path, vote_path
from ..model import Ballot, Symbol, Tally, Vote
from . import schema, stated
from .codecs import Context
from .graph import Graph
from .namespaces import CG, RDF
from .places import (
    from_cell,
    from_remarks,
    from_span,
    to_cell,
    to_links,
    to_remarks,
    to_span,
)
from .terms import Iri, Triple

_TYPE = RDF["type"]


def to_vote(vote: Vote, context: Context) -> Iterator[Triple]:
    """Yield a vote, its ballots, its remarks.

    Two ballots of one state become one thing with two choices, which the shapes report.

    Raises:
        ValueError: the vote names neither a draft nor a resolution, nor is it one of a meeting.
    """
    named = _named(vote)
    subject = Iri(context.base + vote_path(*named))
    decided, number = named
    ballots = [
        (Iri(context.base + ballot_path(decided, b.state, number)), b) for b in vote.ballots
    ]
    yield subject, _TYPE, CG["Vote"]
    yield from schema.to_fields(subject, vote, schema.VOTE, context)
    yield from schema.to_fields(subject, vote.tally, schema.TALLY, context)
    yield from to_span(subject, vote.span, context)
    yield from to_cell(subject, vote.cell, context)
    for iri in dict.fromkeys(iri for iri, _ in ballots):
        yield subject, CG["hasBallot"], iri
    yield from stated.to_links(subject, (*vote.places, *vote.recorded), stated.VOTE)
    yield from to_links(subject, "remark", CG["remark"], len(vote.remarks))
    for iri, ballot in ballots:
        yield iri, _TYPE, CG["Ballot"]
        yield from schema.to_fields(iri, ballot, schema.BALLOT, context)
        yield from to_span(iri, ballot.span, context)
        yield from to_cell(iri, ballot.cell, context)
    yield from stated.to_places(subject, vote, stated.VOTE, context)
    yield from to_remarks(subject, vote.remarks, context)


def _named(vote: Vote) -> tuple[Symbol, int | None]:
    """Return the symbol that names a vote, with its number where there is one.

    A vote named by a meeting has one, and a further vote on a draft; one with a resolution none.

    Raises:
        ValueError: it names neither a draft nor a resolution, nor is it one of a meeting.
    """
    if vote.resolution is not None:
        return vote.resolution, None
    if vote.draft is not None:
        return vote.draft, vote.number
    if vote.meeting is None or not vote.number:
        raise ValueError("a vote names neither a draft nor a resolution")
    return vote.meeting, vote.number


def from_vote(graph: Graph, subject: str) -> Vote:
    """Return a vote."""
    unknown = {"draft": None, "resolution": None, "outcome": None}
    fields = unknown | schema.from_fields(graph, subject, schema.VOTE)
    return Vote(
        tally=Tally(**schema.from_fields(graph, subject, schema.TALLY)),
        ballots=tuple(_from_ballot(graph, b) for b in graph.linked(subject, CG["hasBallot"])),
        span=from_span(graph, subject),
        remarks=from_remarks(graph, subject),
        places=stated.from_places(graph, subject, stated.VOTE),
        cell=from_cell(graph, subject),
        recorded=stated.from_recorded(graph, subject, stated.VOTE),
        number=_number(subject, fields),
        **fields,
    )


def _number(subject: str, fields: Mapping[str, Any]) -> int | None:
    """Return the number that the address of a vote ends with, None where it ends with a symbol."""
    named = fields["draft"] or fields.get("meeting")
    last = subject.rpartition("/")[2]
    if fields["resolution"] is not None or named is None or not last.isdecimal():
        return None
    number = int(last)
    return number if number and subject.endswith("/" + vote_path(named, number)) else None


def _from_ballot(graph: Graph, subject: Iri) -> Ballot:
    return Ballot(
        span=from_span(graph, subject),
        cell=from_cell(graph, subject),
        **schema.from_fields(graph, subject, schema.BALLOT),
    )
