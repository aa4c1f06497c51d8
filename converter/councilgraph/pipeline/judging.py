"""Sources merged and judged together; where the rest is wanted, what is doubted is left out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ..publish import Conflict, Contribution, Doubted, Merged, doubted_by, settled
from ..publish.merge import merge
from ..rdf import triples_in
from ..validate import Finding, Report, validate


@dataclass(slots=True)
class Verdict:
    """What became of sources: merged, or every reason why not.

    ``kept`` are the sources that were merged, ``left_out`` the names of the others; ``merged`` is
    None where something speaks against it.
    """

    merged: Merged | None = None
    kept: list[Contribution] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    report: Report = field(default_factory=Report)
    left_out: list[str] = field(default_factory=list)


def judged(contributions: list[Contribution], *, partly: bool) -> Verdict:
    """Return sources merged where none contradicts another and no shape is broken.

    ``partly`` leaves out every source of a document that is doubted, and judges the rest again.
    """
    found = Verdict()
    findings: dict[Finding, None] = {}
    excerpts: dict[str, str] = {}

    def doubts(kept: list[Contribution]) -> Doubted:
        merged = merge(kept)
        found.conflicts += merged.conflicts
        subjects = {str(c.subject) for c in merged.conflicts}
        if not subjects:
            found.report = validate(triples_in(merged.nodes))
            excerpts.update(found.report.excerpts)
            findings.update(dict.fromkeys(found.report.findings))
            subjects = {f.focus for f in found.report.findings if f.severity == "Violation"}
        found.merged = None if subjects else merged
        return doubted_by(subjects, merged, kept)

    def leave(kept: list[Contribution], doubted: Doubted) -> list[Contribution]:
        found.left_out += [c.name for c in kept if (c.sha256, str(c.graph)) in doubted]
        return [c for c in kept if (c.sha256, str(c.graph)) not in doubted]

    found.kept, _ = settled(contributions, doubts, leave, partly=partly)
    found.report = replace(found.report, findings=tuple(findings), excerpts=excerpts)
    return found
