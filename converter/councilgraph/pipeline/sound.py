"""Which units may be published: judged by the shapes where they changed, and held to each other."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ..publish import Build, Doubted, Judged, Made, Shown, Units, judged, settled
from ..validate import Finding, Report
from .publication import Publication

_TOGETHER = 8
"""How many units are judged at once: what the shapes cost, they cost for each look at a graph."""


def sound_of(
    units: Units, on: Build, found: Publication, before: dict[str, Shown | None] | None, *,
    partly: bool,
) -> Units | None:  # fmt: skip
    """Return the units that nothing speaks against; note what does against others.

    Where something does and not the rest is wanted either, there are none. ``before`` is to hold
    what was shown of the units that changed, by their names, where that is asked.
    """
    findings: dict[Finding, None] = {}
    excerpts: dict[str, str] = {}

    def doubts(units: Units) -> Doubted:
        doubted: Doubted = set()
        for one in _judged(units, on, before):
            found.conflicts += one.conflicts
            findings.update(dict.fromkeys(one.findings))
            excerpts.update(one.excerpts)
            doubted |= one.doubted
        return doubted

    def leave(_: Units, doubted: Doubted) -> Units:
        found.left_out += dict.fromkeys(on.ledger.leave(doubted))
        return on.ledger.grouped()

    units, sound = settled(units, doubts, leave, partly=partly)
    if found.conflicts and not partly:
        return None
    found.report = Report(tuple(sorted(findings)), on.ledger.triples(), excerpts)
    return units if sound else None


def _judged(
    units: Units, on: Build, before: dict[str, Shown | None] | None
) -> Iterator[Judged]:
    """Yield what speaks against units; those against which nothing does are in the ledger."""
    ledger = on.ledger

    def note(name: str) -> None:
        if before is not None:
            before.setdefault(name, ledger.shown(name))

    for name in ledger.units_gone():
        note(name)
        ledger.forget(name)
    new = ledger.units_changed(on.place.keys())
    for place in new:
        note(units.name(place))
    yield from (Judged(units[place], [], *said) for place, said in ledger.judged())
    starts = range(0, len(new), _TOGETHER)
    batches = Made(len(starts), lambda n: tuple(
        units[place] for place in new[starts[n] : starts[n] + _TOGETHER]
    ))  # fmt: skip
    for batch in on.workers.each(partial(judged, place=on.place), batches):
        for one in batch:
            if one.surface:
                on.ledger.note(one)
            else:
                on.ledger.forget(one.unit.name)
            yield one
