"""Votes and ballots as triples and back."""

from __future__ import annotations

from collections.abc import Iterator

from ..identifiers import ballot_path, vote_path
from ..model import Ballot, Tally, Vote
from . import schema, stated
from .codecs import Context
from .graph import Graph
from .namespaces import CG, RDF
from .places import from_remarks, from_span, to_links, to_remarks, to_span
from .terms import Iri, Triple

_TYPE = RDF["type"]


def to_vote(vote: Vote, context: Context) -> Iterator[Triple]:
    """Yield a vote, its ballots, its remarks.

    Two ballots of one state become one thing with two choices, which the shapes report.

    Raises:
        ValueError: the vote names neither a draft nor a resolution.
    """
    decided = vote.resolution or vote.draft
    if decided is None:
        raise ValueError("a vote names neither a draft nor a resolution")
    subject = Iri(context.base + vote_path(decided))
    ballots = [(Iri(context.base + ballot_path(decided, b.state)), b) for b in vote.ballots]
    yield subject, _TYPE, CG["Vote"]
    yield from schema.to_fields(subject, vote, schema.VOTE, context)
    yield from schema.to_fields(subject, vote.tally, schema.TALLY, context)
    yield from to_span(subject, vote.span, context)
    for iri in dict.fromkeys(iri for iri, _ in ballots):
        yield subject, CG["hasBallot"], iri
    yield from stated.to_links(subject, vote.places, stated.VOTE)
    yield from to_links(subject, "remark", CG["remark"], len(vote.remarks))
    for iri, ballot in ballots:
        yield iri, _TYPE, CG["Ballot"]
        yield from schema.to_fields(iri, ballot, schema.BALLOT, context)
        yield from to_span(iri, ballot.span, context)
    yield from stated.to_places(subject, vote, stated.VOTE, context)
    yield from to_remarks(subject, vote.remarks, context)


def from_vote(graph: Graph, subject: str) -> Vote:
    """Return a vote."""
    unknown = {"draft": None, "resolution": None, "outcome": None}
    return Vote(
        tally=Tally(**schema.from_fields(graph, subject, schema.TALLY)),
        ballots=tuple(_from_ballot(graph, b) for b in graph.linked(subject, CG["hasBallot"])),
        span=from_span(graph, subject),
        remarks=from_remarks(graph, subject),
        places=stated.from_places(graph, subject, stated.VOTE),
        **(unknown | schema.from_fields(graph, subject, schema.VOTE)),
    )


def _from_ballot(graph: Graph, subject: Iri) -> Ballot:
    return Ballot(
        span=from_span(graph, subject), **schema.from_fields(graph, subject, schema.BALLOT)
    )
