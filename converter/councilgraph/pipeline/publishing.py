"""Documents to a published dataset: convert, merge, judge, lay out, swap in whole.

Nothing is published unless everything holds: a document that is refused, one that contradicts
itself, two that contradict each other and a shape that is broken each leave the folder as it was;
or, where the rest is wanted, each takes every source of its document out of the publication.

Documents are mapped and reduced. Each file is converted by itself and kept (``cache``); the files
that speak of the same documents make a unit (``publish.units``), which is merged and judged by
itself, and tells what the others show of it (``publish.surface``) to a ledger
(``publish.ledger``). Then each unit is written by itself, with what the ledger says of its
surroundings (``publish.writing``), and what is made of all units last (``publish.dataset``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path

from ..errors import Refused
from ..handover import files_in
from ..publish import (
    MANIFEST,
    Build,
    Doubted,
    Judged,
    Made,
    Member,
    Place,
    Shown,
    Units,
    Version,
    beside,
    build,
    building,
    earlier,
    judged,
    keep_spare,
    keeping,
    kinds_of,
    locked,
    others_of,
    settled,
    taken_over,
)
from ..records import TableMapping
from ..releases import Keeper, held
from ..validate import Finding, Report
from .cache import Cache, Kept, opened
from .conversion import Conversion
from .inputs import Input, find
from .journal import Journal, once
from .libraries import apart, contributions, library
from .pool import Options, Outcome, convert_each
from .publication import Publication
from .sharing import Progress, Sharing

_TOGETHER = 8
"""How many units are judged at once: what the shapes cost, they cost for each look at a graph."""


def publish(
    paths: Sequence[str],
    out: Path,
    options: Options = Options(),
    *,
    jobs: int | None = None,
    partly: bool = False,
    also: Path | None = None,
    handover: Sequence[str] = (),
    history: Path | None = None,
    cache: Path | None = None,
    mapping: TableMapping | None = None,
    progress: Progress = lambda outcomes, _: outcomes,
) -> Publication:
    """Turn files and folders into the dataset at ``out`` and say what became of it.

    ``partly`` publishes what is left where documents are refused, contradict themselves or each
    other, or break a shape; ``jobs`` and ``options`` are those of ``convert_each``. ``also`` is a
    folder whose files are published beside the data, as they are; ``handover`` names the forms
    of ``handover.PUBLISHED`` that the whole tables are written in too; ``history`` one that keeps
    what is published, see ``releases``; ``cache`` one that keeps conversions, see ``cache``.
    ``mapping`` tells how the tables among the files are read.
    ``progress`` is handed the results of each stage and their number, and passes them on.

    Raises:
        UsageError: ``out`` holds something else than a publication, or ``also`` is no folder or
            holds a file of a name that the dataset uses.
        EnvironmentFault: another build is at work on it, or the disk lies.
        OSError: the disk is full or the folder cannot be written.
    """
    others = others_of(also)
    inputs, refused = find(paths)
    tables, documents = apart(inputs, mapping)
    found = Publication(refused=refused)
    if not inputs and not refused:
        found.refused.append(Refused(", ".join(paths), "no document in this folder",
                                     expected="a file that holds one document"))  # fmt: skip
    with ExitStack() as stack:
        place = stack.enter_context(locked(out))
        keeper = stack.enter_context(held(history, options.base)) if history else None
        version = stack.enter_context(building(place))
        kept = opened(cache, options) if cache else Cache(beside(version.folder), options)
        workers = stack.enter_context(Sharing(jobs, progress))
        ledger = stack.enter_context(keeping(kept.ledger(place) if cache else None))
        journal = Journal(ledger, kept)
        known, rest = journal.known(documents)
        read = convert_each(rest, partial(_kept, cache=kept), options, jobs=jobs, known=kept)
        outcomes = chain(once(known), progress(read, len(rest)))
        told = _told(tables, mapping, kept, found, partly=partly)
        units = ledger.give(list(_taken(chain(journal.noting(outcomes), told), found)))
        whole = not found.refused and not found.contradictions
        if units and (whole or partly):
            on = Build(Place(kept, kept.folder, version.folder, options.base), ledger, workers)
            before: dict[str, Shown | None] = {}
            sound = _sound(units, on, found, before, partly=partly)
            if sound:
                spare = kept.spare(place) if cache else None
                if spare and taken_over(place, version.folder, spare, ledger):
                    on = replace(on, earlier=earlier(ledger, before))
                journal.forget()
                _released(sound, others, handover, on, version, keeper, found)
                if spare:
                    keep_spare(place, version.folder, spare, ledger)
                    kept.tidy(sound, ledger, on.pieces)
    return found


def _kept(conversion: Conversion, cache: Cache) -> Kept:
    return cache.store(conversion)


def _told(
    tables: Sequence[Input], mapping: TableMapping | None, kept: Cache, found: Publication, *,
    partly: bool,
) -> Iterator[Outcome[Kept]]:  # fmt: skip
    """Yield what each library says of each document; ``partly`` leaves out what cannot be read.

    Else one such row or record refuses all.
    """
    for source in tables:
        try:
            said = library(source, mapping, kept.options)
        except Refused as error:
            yield Outcome(source, None, error)
            continue
        found.refused += said.refused
        if not said.refused or partly:
            for one in contributions(said, kept.options):
                yield Outcome(source, kept.keep_told(one), None)


def _taken(outcomes: Iterable[Outcome[Kept]], found: Publication) -> Iterator[Member]:
    """Yield what does not contradict itself; take note of the rest."""
    for outcome in outcomes:
        if outcome.refused:
            found.refused.append(outcome.refused)
        if outcome.value is None:
            continue
        found.documents += 1
        found.contradictions += [(outcome.source, n) for n in outcome.value.contradictions]
        if outcome.value.contradictions:
            found.left_out.append(outcome.source.shown)
        else:
            yield outcome.value.member


def _sound(
    units: Units, on: Build, found: Publication, before: dict[str, Shown | None], *,
    partly: bool,
) -> Units | None:  # fmt: skip
    """Return the units that nothing speaks against; note what does against others.

    Where something does and not the rest is wanted either, there are none. ``before`` is to hold
    what was shown of the units that changed, by their names.
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
        members = on.ledger.given()
        found.left_out += dict.fromkeys(m.name for m in members if m.told in doubted)
        return on.ledger.give([m for m in members if m.told not in doubted])

    units, sound = settled(units, doubts, leave, partly=partly)
    if found.conflicts and not partly:
        return None
    found.report = Report(tuple(sorted(findings)), on.ledger.triples(), excerpts)
    return units if sound else None


def _judged(
    units: Units, on: Build, before: dict[str, Shown | None]
) -> Iterator[Judged]:
    """Yield what speaks against units; those against which nothing does are in the ledger."""
    known, findings = on.ledger.units(), on.ledger.judged()
    for name in known.keys() - set(units.names):
        before.setdefault(name, on.ledger.shown(name))
        on.ledger.forget(name)
    new: list[int] = []
    for place, name in enumerate(units.names):
        key = units.key(place)
        if known.get(name) == key and on.place.has_quads(key):
            if name in findings:
                yield Judged(units[place], [], *findings[name])
        else:
            new.append(place)
            before.setdefault(name, on.ledger.shown(name))
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


def _released(
    units: Units, others: Mapping[str, bytes],
    handover: Sequence[str], on: Build, version: Version, keeper: Keeper | None, found: Publication,
) -> None:  # fmt: skip
    """Write the new version, keep it as a release where it is wanted, put it in place."""
    tables = partial(files_in, handover, aside=beside(version.folder))
    counts = build(units, others, on, tables)
    if keeper:
        paths = chain((file.path for file in on.ledger.files()), [MANIFEST])
        _, days = on.ledger.totals()
        files = ((path, (version.folder / path).read_bytes()) for path in paths)
        for _ in keeper.storing(files, days[-1] if days else ""):
            pass
    version.finish()
    on.ledger.commit()
    found.files = on.ledger.number_of_files() + 1
    found.release = keeper.commit() if keeper else None
    found.facts = kinds_of(counts.classes, counts.properties)
