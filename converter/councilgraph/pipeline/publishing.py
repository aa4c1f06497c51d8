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

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import Refused
from ..processes import seldom_collecting
from ..publish import (
    MANIFEST,
    Build,
    Ledger,
    Member,
    Place,
    Shown,
    Units,
    Version,
    build,
    building,
    counted,
    keep_spare,
    kinds_of,
    locked,
    made_of,
    manifest_of,
    note_standing,
    others_of,
    stands,
    taken_over,
)
from ..publish.earlier import earlier
from ..publish.keeping import keeping
from ..publish.swap import beside
from ..records import TableMapping
from ..releases import Keeper, held
from .cache import Cache, Kept, opened
from .conversion import Conversion
from .inputs import Input, find
from .journal import Journal
from .libraries import apart, contributions, library
from .looking import Looking
from .pool import Options, Outcome, convert_each
from .publication import Publication
from .sharing import FEW, Progress, Sharing
from .sound import sound_of

if TYPE_CHECKING:
    from ..handover import WholeTable


@seldom_collecting()
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
    with ExitStack() as stack:
        place = stack.enter_context(locked(out))
        keeper = stack.enter_context(held(history, options.base)) if history else None
        version = stack.enter_context(building(place))
        kept = opened(cache, options) if cache else Cache(beside(version.folder), options)
        workers = stack.enter_context(Sharing(jobs, progress))
        lasting = kept.ledger(place) if cache else None
        ledger = stack.enter_context(keeping(lasting))
        spare = kept.spare(place)
        looking = Looking(workers, ledger, lasting, spare, beside(version.folder))
        tables, documents, found = _begun(paths, mapping)
        journal = Journal(ledger, kept)
        known = journal.known(documents)
        looking.begin(spare if known.rest or tables else place)
        found.documents = known.given
        read = journal.noting(_outcomes(known.rest, kept, jobs, progress))
        told = _told(tables, mapping, kept, found, partly=partly)
        units = ledger.give_more(_taken(chain(known.doubtful, read, told), found))
        if units and (partly or not (found.refused or found.contradictions)):
            on = Build(Place(kept, kept.folder, version.folder, options.base), ledger, workers)
            before: dict[str, Shown | None] | None = {} if ledger.number_of_files() else None
            sound = sound_of(units, on, found, before, partly=partly)
            if sound:
                made = made_of(others, handover, ledger)
                same = not (keeper or handover or before)
                if same and stands(place, made, ledger, looking.found):
                    looking.end()
                    return _left(ledger, found)
                on = _over(on, place, spare, looking, before or {}) if cache else on
                _released(sound, others, handover, on, version, made, keeper, found)
                if cache:
                    keep_spare(place, version.folder, spare, ledger)
                    kept.tidy(sound, ledger)
    return found


def _begun(
    paths: Sequence[str], mapping: TableMapping | None
) -> tuple[list[Input], list[Input], Publication]:
    """Return the tables and the documents to publish, and a publication that tells of all else."""
    inputs, refused = find(paths)
    found = Publication(refused=refused)
    if not inputs and not refused:
        found.refused.append(Refused(", ".join(paths), "no document in this folder",
                                     expected="a file that holds one document"))  # fmt: skip
    return *apart(inputs, mapping), found


def _outcomes(
    documents: Sequence[Input], kept: Cache, jobs: int | None, progress: Progress
) -> Iterable[Outcome[Kept]]:
    """Return what becomes of documents that are read, one after the other."""
    read = convert_each(documents, partial(_kept, cache=kept), kept.options, jobs=jobs, known=kept)
    return progress(read, len(documents))


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


def _taken(
    outcomes: Iterable[Outcome[Kept]], found: Publication
) -> Iterator[tuple[Member, bytes]]:
    """Yield what does not contradict itself, each with the path of its file; note the rest."""
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
            yield outcome.value.member, os.fsencode(outcome.source.path)


def _over(
    on: Build, place: Path, spare: Path, looking: Looking, before: Mapping[str, Shown | None]
) -> Build:
    """Return a build that takes over what stands of the version before, if that is most of it."""
    taken = taken_over(place, on.place.new, spare, on.ledger, looking.found)
    looking.end()
    if taken is None:
        return on
    former = earlier(on.ledger, before, taken, manifest_of(place, on.ledger))
    if len(former.units) + len(former.pages) > FEW:
        looking.next_pages()
    return replace(on, earlier=former)


def _released(
    units: Units, others: Mapping[str, bytes], handover: Sequence[str], on: Build,
    version: Version, made: str, keeper: Keeper | None, found: Publication,
) -> None:  # fmt: skip
    """Write the new version, keep it as a release where it is wanted, put it in place."""
    build(units, others, on, partial(_tables, handover, aside=beside(version.folder)))
    if keeper:
        paths = chain((file.path for file in on.ledger.files()), [MANIFEST])
        _, days = on.ledger.totals()
        files = ((path, (version.folder / path).read_bytes()) for path in paths)
        for _ in keeper.storing(files, days[-1] if days else ""):
            pass
    note_standing(version.folder, made, on.ledger)
    version.finish()
    _left(on.ledger, found)
    found.release = keeper.commit() if keeper else None


def _tables(
    handover: Sequence[str], turtle: Path, aside: Path
) -> Iterable[WholeTable]:
    """Return the whole tables in the forms that are wanted, made of the packed dump in Turtle."""
    if not handover:
        return ()
    from ..handover import files_in

    return files_in(handover, turtle, aside=aside)


def _left(ledger: Ledger, found: Publication) -> Publication:
    """End the publication of the version that stands in its place, and tell what it holds."""
    ledger.commit()
    found.files = ledger.number_of_files() + 1
    counts = counted(ledger.counts())
    found.facts = kinds_of(counts.classes, counts.properties)
    return found
