"""Sources merged and judged together; where the rest is wanted, what is doubted is left out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import compress

from ..publish import Conflict, Contribution, Merged, documents_of, merge, speaks_of, told
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
    found = Verdict(kept=contributions)
    findings: list[Finding] = []
    excerpts: dict[str, str] = {}
    while found.kept:
        merged = merge(found.kept)
        found.conflicts += merged.conflicts
        subjects = {str(c.subject) for c in merged.conflicts}
        if not subjects:
            found.report = validate(told(merged.nodes, merged.nodes))
            excerpts |= found.report.excerpts
            subjects = {f.focus for f in found.report.findings if f.severity == "Violation"}
            findings += found.report.findings if subjects else ()
        if not subjects:
            found.merged = merged
            break
        doubted = documents_of(subjects, merged)
        out = [speaks_of(c, doubted) for c in found.kept]
        if not partly or not any(out):
            break
        found.left_out += [c.name for c in compress(found.kept, out)]
        found.kept = [c for c, left in zip(found.kept, out, strict=True) if not left]
    every = dict.fromkeys((*findings, *found.report.findings))
    found.report = replace(found.report, findings=tuple(every), excerpts=excerpts)
    return found
