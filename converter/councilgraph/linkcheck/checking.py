"""Check linksets against live endpoints, and mend those links that nobody has reviewed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import replace

from .. import __version__
from ..model import Linkset
from ..query import Answer, Remote
from ..rdf import Literal
from .facts import facts
from .judging import Finding, judge, with_proposals
from .polite import Guest
from .state import Rows, State
from .table import Check

FOUND = "BackgroundKnowledgeBasedMatching"
CONFIDENCE = 0.9
"""Of a link that an endpoint proposed and nobody looked at."""


def check_linkset(linkset: Linkset, check: Check, guest: Guest, state: State) -> list[Finding]:
    """Return what an endpoint says against a linkset's links, with what it has instead.

    Raises:
        EndpointError: the endpoint did not answer; what it had answered is in the state.
        OSError: the state cannot be written.
    """

    def rows(queries: Iterable[str]) -> Rows:
        found: Rows = []
        for query in queries:
            found += state.answer(
                check.endpoint, query, lambda query=query: _rows(guest.ask(query))  # type: ignore[misc]
            )
        return found

    ours = facts(check.compares)
    targets = [link.target for link in linkset.mappings]
    findings = judge(linkset, rows(check.queries(targets)), ours)
    lost = [f for f in findings if f.disagrees and not f.proposal]
    values = {v for f in lost for v in ours.get(f.link.subject, ())}
    found = rows(check.searches(values)) if check.find and values else []
    return with_proposals(findings, found, ours, linkset)


def guest_of(
    check: Check, timeout: float, say: Callable[[str], None], sleep: Callable[[float], None]
) -> Guest:
    """Return the endpoint of a check as one to be asked politely."""
    return Guest(Remote(check.endpoint, timeout), check.pause, sleep=sleep, say=say)


def mended(
    linkset: Linkset, findings: Iterable[Finding], endpoint: str, day: dt.date
) -> tuple[Linkset, set[Finding]]:
    """Return a linkset with the targets proposed, and the findings that this settles.

    A link that somebody reviewed is left as it is, and so is one for which nothing is proposed.
    """
    settled = {f for f in findings if f.proposal and f.disagrees and not f.link.reviewed}
    targets = {f.link: f.proposal for f in settled}
    links = tuple(
        replace(
            link, target=targets[link], justification=FOUND, confidence=CONFIDENCE,
            source=endpoint, date=day, tool_version=__version__,
        )
        if link in targets
        else link
        for link in linkset.mappings
    )  # fmt: skip
    return replace(linkset, mappings=links), settled


def _rows(answer: Answer) -> Rows:
    return [
        {
            name: cell.value if isinstance(cell, Literal) else str(cell)
            for name, cell in zip(answer.variables, row, strict=True)
            if cell is not None
        }
        for row in answer.rows
    ]
