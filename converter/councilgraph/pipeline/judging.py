"""Sources merged and judged together; where the rest is wanted, what is doubted is left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import compress

from ..publish import Conflict, Contribution, Merged, merge, told
from ..rdf.namespaces import CG
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
        doubted = _documents_of(subjects, merged)
        out = [_speaks_of(c, doubted) for c in found.kept]
        if not partly or not any(out):
            break
        found.left_out += [c.name for c in compress(found.kept, out)]
        found.kept = [c for c, left in zip(found.kept, out, strict=True) if not left]
    every = dict.fromkeys((*findings, *found.report.findings))
    found.report = replace(found.report, findings=tuple(every), excerpts=excerpts)
    return found


def _documents_of(subjects: Iterable[str], merged: Merged) -> frozenset[str]:
    """Return the documents that nodes are or stand below; a node of none stands for itself."""
    documents = {str(s) for s, said in merged.nodes.items() if CG["symbol"] in said}
    return frozenset(next((a for a in _above(s) if a in documents), s) for s in subjects)


def _speaks_of(contribution: Contribution, documents: frozenset[str]) -> bool:
    """Tell whether a source says anything of one of the documents or its vote."""
    subjects = dict.fromkeys(s for s, _, _ in contribution.triples)
    return any(above in documents for s in subjects for above in _above(s))


def _above(subject: str) -> Iterator[str]:
    """Yield an IRI and what stands above it in its path, a vote as the document it is named by."""
    path = subject.replace("/vote/", "/doc/", 1)
    while path:
        yield path
        path = path.rpartition("/")[0]
