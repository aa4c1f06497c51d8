"""The files of units and the pieces of dumps, made anew where something changed.

Pieces are made of runs of units or of quads, and kept also of bundles of these, so that few files
need be read where little has changed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from ..rdf import Iri
from .files import is_kept
from .given import Units
from .ledger import Ledger
from .making import Build, Made
from .pieces import joined_pieces, keep_pieces, pieces_at
from .runs import Planned
from .units import BUNDLE, RUN, Told, split
from .writing import Around, Run, quads_name, quads_written, written

_COMMON = "common"
_MANY = 16
"""How many bundles of quads are held while their runs are made by other processes."""


def write_units(units: Units, common: Mapping[Iri, str], on: Build) -> list[str]:
    """Write the files of units that changed, and return where the pieces of all are kept."""
    changed = on.earlier.units if on.earlier else None
    otherwise = _said_otherwise(common, on.ledger)
    stale = frozenset[str]() if changed is None else changed | on.ledger.using(otherwise)
    on.ledger.plan_anew()
    bundles = list(_planned(units, stale, on))
    todo = on.ledger.unmade()

    def made(place: int) -> Run:
        first, number = on.ledger.places_of(todo[place])
        around = (Around(u, on.ledger.around(u.name), changed is None or u.name in changed)
                  for u in map(units.__getitem__, range(first, first + number)))  # fmt: skip
        return Run(tuple(around), common, first == 0)

    results = on.workers.each(partial(written, place=on.place), Made(len(todo), made))
    for run, done in zip(todo, results, strict=True):
        on.ledger.made(run, done.pieces)
        for name, files in done.files.items():
            on.ledger.wrote(name, files)
    return [name or _bundled(key, on.ledger.planned(key), on) for key, name in bundles]


def _planned(units: Units, stale: frozenset[str], on: Build) -> Iterator[tuple[str, str]]:
    """Yield the keys of all bundles; the runs of those that are to be made anew are planned.

    Beside each is the name of its pieces, where they are kept.
    """
    start = 0
    for bundle in split(units.told(), BUNDLE):
        key = _key_of(bundle, first=start == 0)
        pieces = _fresh(on.ledger.pieces_together, key, bundle, stale, on)
        if pieces:
            on.ledger.hold(key)
        else:
            on.ledger.plan(_runs(bundle, key, start, stale, on))
        yield key, pieces
        start += len(bundle)


def _runs(
    bundle: Sequence[Told], whole: str, start: int, stale: frozenset[str], on: Build
) -> Iterator[Planned]:
    """Yield the runs of a bundle; the names of pieces that are to be made anew are not told."""
    for run in split(bundle, RUN):
        key = _key_of(run, first=start == 0)
        yield key, whole, start, len(run), _fresh(on.ledger.pieces, key, run, stale, on)
        start += len(run)


def _fresh(
    kept: Callable[[str], str], key: str, told: Sequence[Told], stale: frozenset[str], on: Build
) -> str:
    """Return the name of the pieces of units, nothing where they are to be made anew."""
    if on.earlier is None or not stale.isdisjoint(name for name, *_ in told):
        return ""
    pieces = kept(key)
    return pieces if pieces and _there(pieces, on) else ""


def _key_of(told: Sequence[Told], *, first: bool) -> str:
    """Return the key of a run or a bundle of units: the pieces of the first say it is."""
    keys = [key for _, key, _ in told]
    return hashlib.sha256("\n".join(["first", *keys] if first else keys).encode()).hexdigest()


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
    found: list[str] = []
    new: list[tuple[int, list[Told]]] = []

    def make() -> None:
        runs = [run for _, bundle in new for run in split(bundle, RUN)]
        todo = [run for run in runs if not _there(quads_name(run), on)]
        for _ in on.workers.each(partial(quads_written, place=on.place), todo):
            pass
        for place, bundle in new:
            names = (quads_name(run) for run in split(bundle, RUN))
            found[place] = _bundled(quads_name(bundle), [(name, name) for name in names], on)
        new.clear()

    for bundle in split(on.ledger.segments(), BUNDLE):
        key = quads_name(bundle)
        pieces = on.ledger.pieces_together(key)
        if pieces and _there(pieces, on):
            on.ledger.hold(key)
        else:
            new.append((len(found), bundle))
        found.append(pieces)
        if len(new) == _MANY:
            make()
    make()
    on.ledger.keep_held()
    return found


def _bundled(key: str, runs: Sequence[tuple[str, str]], on: Build) -> str:
    """Return under which name the pieces of a bundle are kept, of its runs and their pieces.

    Raises:
        EnvironmentFault: the pieces of a run are not there any more.
    """
    folder = on.place.pieces
    names = [name for _, name in runs]
    together = hashlib.sha256(json.dumps(names).encode()).hexdigest()
    if not _there(together, on):
        keep_pieces(folder, joined_pieces([pieces_at(folder, name) for name in names]), together)
    on.ledger.bundled(key, runs, together)
    return together


def _there(pieces: str, on: Build) -> bool:
    return is_kept(on.place.pieces, pieces)
