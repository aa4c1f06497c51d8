"""What an endpoint's answers say of links: all well, stale, wrong, or not to be told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from enum import Enum

from ..model import Linkset
from ..model import Mapping as Link
from ..rdf import BadTerm, iri
from .state import Rows

Facts = Mapping[str, AbstractSet[str]]
"""What our own tables say of a subject that an endpoint can be held against."""


class Verdict(Enum):
    """What is said of a link: its target is gone or moved, is another thing, or tells nothing."""

    STALE = "stale"
    WRONG = "wrong"
    UNTOLD = "untold"


@dataclass(frozen=True, slots=True)
class Finding:
    """A link that is not plainly right, why, and the target to put in its place where known."""

    linkset: str
    link: Link
    verdict: Verdict
    reason: str
    proposal: str = ""

    @property
    def disagrees(self) -> bool:
        """Tell whether the endpoint speaks against the link; of some it has nothing to tell."""
        return self.verdict is not Verdict.UNTOLD


def judge(linkset: Linkset, rows: Iterable[Mapping[str, str]], facts: Facts) -> list[Finding]:
    """Return what is to be said of a linkset's links; nothing of those that are right.

    ``rows`` are the answers to a check's query, ``facts`` what our tables say of each subject. A
    link is right where the endpoint knows its target and says one of the same things of it.
    """
    said: dict[str, dict[str, list[str]]] = {}
    for row in rows:
        if "target" in row:
            columns = said.setdefault(row["target"], {})
            for name, value in row.items():
                columns.setdefault(name, []).append(value)
    found = []
    for link in linkset.mappings:
        verdict = _verdict(said.get(link.target, {}), facts.get(link.subject, frozenset()))
        if verdict:
            found.append(Finding(linkset.name, link, *verdict))
    return found


def _verdict(
    columns: Mapping[str, list[str]], ours: AbstractSet[str]
) -> tuple[Verdict, str] | tuple[Verdict, str, str] | None:
    moved = sorted(set(columns.get("moved", ())))
    if len(moved) == 1:
        return Verdict.STALE, f"moved to {moved[0]}", moved[0]
    if not columns.get("known"):
        return Verdict.STALE, "the endpoint does not know it"
    theirs = set(columns.get("value", ()))
    if not theirs:
        return Verdict.UNTOLD, "the endpoint has nothing to hold it against"
    if {v.casefold() for v in theirs} & {v.casefold() for v in ours}:
        return None
    here, there = " or ".join(sorted(ours)), ", ".join(sorted(theirs))
    return Verdict.WRONG, f"it is {there} there; expected {here}"


def with_proposals(
    findings: Iterable[Finding], rows: Rows, facts: Facts, linkset: Linkset
) -> list[Finding]:
    """Return findings with the target that the endpoint has for what our tables say, where one is.

    ``rows`` are the answers to a check's search. What is proposed is of the linkset's target
    dataset and is the target, or proposed as the target, of no other link.
    """
    by_value: dict[str, set[str]] = {}
    for row in rows:
        by_value.setdefault(row.get("value", "").casefold(), set()).add(row.get("target", ""))
    offered = {f: _candidates(f, by_value, facts) for f in findings}
    taken = Counter(link.target for link in linkset.mappings)
    taken.update(c for candidates in offered.values() for c in candidates)
    found = []
    for each, candidates in offered.items():
        usable = [c for c in candidates if taken[c] == 1 and _within(c, linkset.target.space)]
        found.append(replace(each, proposal=usable[0] if len(usable) == 1 else ""))
    return found


def _candidates(
    finding: Finding, by_value: Mapping[str, set[str]], facts: Facts
) -> AbstractSet[str]:
    """Return where a target moved to, else all that the endpoint has for what our tables say."""
    if finding.proposal:
        return {finding.proposal}
    ours = facts.get(finding.link.subject, frozenset())
    return {target for value in ours for target in by_value.get(value.casefold(), ())}


def _within(address: str, space: str) -> bool:
    """Tell whether what an endpoint offers is an IRI of the dataset."""
    try:
        return iri(address).startswith(space)
    except BadTerm:
        return False
