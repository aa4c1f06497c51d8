"""What is done for each unit first, in whichever process: merged, and held against the shapes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ..rdf import Iri, triples_in
from ..rdf.namespaces import CG
from ..validate import Finding, validate
from .doubted import Doubted, doubted_by
from .merge import Conflict, Merged, merge
from .quads import keep_segments, segments_of
from .surface import Surface, surface_of
from .units import Unit
from .writing import Place


@dataclass(slots=True)
class Judged:
    """What speaks against a unit, its sources that are in doubt for it; else its surface."""

    unit: Unit
    conflicts: list[Conflict]
    findings: list[Finding] = field(default_factory=list)
    excerpts: dict[str, str] = field(default_factory=dict)
    doubted: Doubted = field(default_factory=set)
    surface: Surface | None = None
    segments: tuple[str, ...] = ()


def judged(units: tuple[Unit, ...], place: Place) -> list[Judged]:
    """Return what becomes of units: merged, held against the shapes together, their quads kept."""
    found = [(Judged(u, m.conflicts), m) for u in units for m in (merge(place.said(u)),)]
    sound = [(one, merged) for one, merged in found if not merged.conflicts]
    report = validate(t for _, m in sound for t in triples_in(m.nodes))
    for one, merged in found:
        doubted = {str(c.subject) for c in merged.conflicts}
        if not doubted:
            one.findings = [f for f in report.findings if Iri(f.focus) in merged.nodes]
            one.excerpts = {f.focus: report.excerpts[f.focus] for f in one.findings
                            if f.focus in report.excerpts}  # fmt: skip
            doubted = {f.focus for f in one.findings if f.severity == "Violation"}
        if doubted:
            one.doubted = doubted_by(doubted, merged, place.said(one.unit))
            continue
        one.surface = surface_of(merged.nodes, place.base)
        segments = segments_of(merged.graphs, _tops(merged))
        keep_segments(place.quads_of(one.unit.key), segments)
        one.segments = tuple(segments)
    return [one for one, _ in found]


def _tops(merged: Merged) -> Iterator[str]:
    """Yield the documents, and the votes named by them, that stand below no other."""
    top = ""
    for path in sorted((s for s, said in merged.nodes.items() if CG["symbol"] in said),
                       key=lambda s: f"{s}/"):  # fmt: skip
        if not top or not path.startswith(f"{top}/"):
            top = path
            yield path
            yield path.replace("/doc/", "/vote/", 1)
