"""The files of units and the pieces of dumps, made anew where something changed."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from ..rdf import Iri
from .given import Units
from .grouped import grouped
from .ledger import Ledger
from .making import Build, Made
from .pieces import path_of
from .units import ends_run, runs
from .writing import Around, Run, Segments, Written, quads_name, quads_written, written

_COMMON = "common"
_MANY = 256
"""How many runs of quads are held to be sent to other processes."""


@dataclass(slots=True)
class Planned:
    """A run by its key and its last unit; under which name its pieces are kept, if they are."""

    key: str
    last: str
    pieces: str = ""


def write_units(units: Units, common: Mapping[Iri, str], on: Build) -> list[str]:
    """Write the files of units that changed, and return where the pieces of all are kept."""
    changed = on.earlier.units if on.earlier else frozenset(units.names)
    planned, todo = _planned(units, changed, common, on)

    def made(place: int) -> Run:
        first, run = todo[place]
        around = (Around(u, on.ledger.around(u.name), u.name in changed)
                  for u in map(units.__getitem__, run))  # fmt: skip
        return Run(tuple(around), common, first)

    results = on.workers.each(partial(written, place=on.place), Made(len(todo), made))
    found = grouped(_runs(planned, results, on), on)
    on.ledger.keep_runs((run.key, run.pieces) for run in planned)
    return found


def _runs(
    planned: Iterable[Planned], results: Iterator[Written], on: Build
) -> Iterator[tuple[str, str]]:
    """Yield the last units of runs and the names of their pieces, those made anew noted."""
    for run in planned:
        if not run.pieces:
            done = next(results)
            run.pieces = done.pieces
            for name, files in done.files.items():
                on.ledger.wrote(name, files)
        yield run.last, run.pieces


def _planned(
    units: Units, changed: frozenset[str], common: Mapping[Iri, str], on: Build
) -> tuple[list[Planned], list[tuple[bool, range]]]:
    """Return all runs, and those to be made anew with whether they are the first."""
    planned: list[Planned] = []
    todo: list[tuple[bool, range]] = []
    stale = changed | _said_otherwise(common, on.ledger)
    for run in runs(units.names):
        first = run.start == 0
        told = json.dumps([first, [units.key(place) for place in run]])
        one = Planned(hashlib.sha256(told.encode()).hexdigest(), units.names[run[-1]])
        if on.earlier and stale.isdisjoint(units.names[run.start : run.stop]):
            pieces = on.ledger.pieces(one.key)
            one.pieces = pieces if pieces and _there(pieces, on) else ""
        planned.append(one)
        if not one.pieces:
            todo.append((first, run))
    return planned, todo


def _said_otherwise(common: Mapping[Iri, str], ledger: Ledger) -> set[str]:
    """Return the names of units with values that the dumps say otherwise now; note how they do.

    They do where the values of a property have something else in common than before.
    """
    noted = ledger.state(_COMMON)
    before: dict[str, str] = noted if isinstance(noted, dict) else {}
    ledger.state(_COMMON, common)
    return ledger.using(p for p in {*before, *common} if before.get(p) != common.get(Iri(p)))


def write_quads(on: Build) -> list[str]:
    """Return where the pieces of the quads of all are kept, those that changed made anew."""
    return grouped(_quads(on), on)


def _quads(on: Build) -> Iterator[tuple[str, str]]:
    """Yield the last keys of runs of the quads of all, and the names of their pieces."""
    found: list[tuple[str, str]] = []
    new: list[Segments] = []

    def make() -> None:
        for _ in on.workers.each(partial(quads_written, place=on.place), new):
            pass
        new.clear()

    for segments in _segments(on.ledger):
        name = quads_name(segments)
        found.append((segments[-1][0], name))
        if not _there(name, on):
            new.append(segments)
        if len(new) == _MANY:
            make()
    make()
    yield from found


def _there(pieces: str, on: Build) -> bool:
    return os.path.exists(path_of(on.place.pieces, pieces))  # noqa: PTH110 - many


def _segments(ledger: Ledger) -> Iterator[Segments]:
    """Yield runs of the segments of quads, as ``runs`` of units."""
    run: list[tuple[str, str]] = []
    for segment in ledger.segments():
        run.append(segment)
        if ends_run(segment[0]):
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)
