"""The files of units and the pieces of dumps, made anew where something changed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from functools import partial

from ..rdf import Iri
from .given import Units
from .grouped import grouped
from .ledger import Ledger
from .making import Build, Made
from .pieces import path_of
from .runs import Planned
from .units import runs
from .writing import Around, Run, Segments, Written, quads_name, quads_written, written

_COMMON = "common"
_MANY = 256
"""How many runs of quads are held to be sent to other processes."""


def write_units(units: Units, common: Mapping[Iri, str], on: Build) -> list[str]:
    """Write the files of units that changed, and return where the pieces of all are kept."""
    changed = on.earlier.units if on.earlier else None
    otherwise = _said_otherwise(common, on.ledger)
    stale = frozenset[str]() if changed is None else changed | on.ledger.using(otherwise)
    on.ledger.plan(_planned(units, stale, on))
    todo = on.ledger.unmade()

    def made(place: int) -> Run:
        first, number = on.ledger.places_of(todo[place])
        around = (Around(u, on.ledger.around(u.name), changed is None or u.name in changed)
                  for u in map(units.__getitem__, range(first, first + number)))  # fmt: skip
        return Run(tuple(around), common, first == 0)

    results = on.workers.each(partial(written, place=on.place), Made(len(todo), made))
    found = grouped(_runs(results, on), on)
    on.ledger.keep_runs()
    return found


def _runs(results: Iterator[Written], on: Build) -> Iterator[tuple[str, str]]:
    """Yield the last units of runs and the names of their pieces, those made anew noted."""
    for run, last, pieces in on.ledger.planned():
        if pieces:
            yield last, pieces
            continue
        done = next(results)
        on.ledger.keep_pieces(run, done.pieces)
        for name, files in done.files.items():
            on.ledger.wrote(name, files)
        yield last, done.pieces


def _planned(units: Units, stale: frozenset[str], on: Build) -> Iterator[Planned]:
    """Yield all runs; the names of pieces that are to be made anew are not told."""
    start = 0
    for run in runs(units.told()):
        names, keys = zip(*run, strict=True)
        told = "\n".join(keys if start else ("first", *keys))
        key = hashlib.sha256(told.encode()).hexdigest()
        pieces = on.ledger.pieces(key) if on.earlier and stale.isdisjoint(names) else ""
        yield key, names[-1], start, len(run), pieces if pieces and _there(pieces, on) else ""
        start += len(run)


def _said_otherwise(common: Mapping[Iri, str], ledger: Ledger) -> list[str]:
    """Return the properties whose values the dumps say otherwise now; note how they do.

    They do where the values of a property have something else in common than before.
    """
    noted = ledger.state(_COMMON)
    before: dict[str, str] = noted if isinstance(noted, dict) else {}
    ledger.state(_COMMON, common)
    return [p for p in {*before, *common} if before.get(p) != common.get(Iri(p))]


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

    for run in runs(on.ledger.segments()):
        segments = tuple(run)
        name = quads_name(segments)
        found.append((segments[-1][0], name))
        if not _there(name, on):
            new.append(segments)
        if len(new) == _MANY:
            make()
            yield from found
            found.clear()
    make()
    yield from found


def _there(pieces: str, on: Build) -> bool:
    return os.path.exists(path_of(on.place.pieces, pieces))  # noqa: PTH110 - many
