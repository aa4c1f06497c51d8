"""Documents to a published dataset: convert, merge, judge, lay out, swap in whole.

Nothing is published unless everything holds: a document that is refused, one that contradicts
itself, two that contradict each other and a shape that is broken each leave the folder as it was;
or, where the rest is wanted, each takes every source of its document out of the publication.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from dataclasses import replace as changed
from functools import partial
from itertools import compress
from pathlib import Path

from ..errors import Refused
from ..publish import (
    Conflict,
    Contribution,
    Merged,
    files_of,
    kinds_of,
    locked,
    merge,
    others_of,
    replace,
    told,
)
from ..publish.dcat import days_of
from ..rdf.namespaces import CG
from ..releases import Keeper, Release, held
from ..validate import Finding, Report, validate
from .cache import opened
from .conversion import Note
from .converted import Converted, converted
from .inputs import Input, find
from .pool import Options, Outcome, convert_each

Progress = Callable[[Iterator[Outcome[Converted]], int], Iterable[Outcome[Converted]]]


@dataclass(slots=True)
class Publication:
    """What became of a publication: what was published, or every reason why nothing was.

    ``facts`` counts the facts of each kind and ``files`` the files written; both are empty where
    nothing was published. ``contradictions`` are notes with the document they came from;
    ``left_out`` names the files that were not published for one of these reasons; ``release`` is
    the release that was kept, if one was.
    """

    documents: int = 0
    refused: list[Refused] = field(default_factory=list)
    contradictions: list[tuple[Input, Note]] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    report: Report = field(default_factory=Report)
    left_out: list[str] = field(default_factory=list)
    facts: dict[str, int] = field(default_factory=dict)
    files: int = 0
    release: Release | None = None

    @property
    def consistent(self) -> bool:
        """Tell whether the data contradict neither themselves nor a shape."""
        return not (self.contradictions or self.conflicts) and self.report.conforms


def publish(
    paths: Sequence[str],
    out: Path,
    options: Options = Options(),
    *,
    jobs: int | None = None,
    partly: bool = False,
    also: Path | None = None,
    history: Path | None = None,
    cache: Path | None = None,
    progress: Progress = lambda outcomes, _: outcomes,
) -> Publication:
    """Turn files and folders into the dataset at ``out`` and say what became of it.

    ``partly`` publishes what is left where documents are refused, contradict themselves or each
    other, or break a shape; ``jobs`` and ``options`` are those of ``convert_each``. ``also`` is a
    folder whose files are published beside the data, as they are; ``history`` one that keeps what
    is published, see ``releases``; ``cache`` one that keeps conversions, see ``cache``.
    ``progress`` is handed the outcomes and their number, and passes them on.

    Raises:
        UsageError: ``out`` holds something else than a publication, or ``also`` is no folder or
            holds a file of a name that the dataset uses.
        EnvironmentFault: another build is at work on it, or the disk lies.
        OSError: the disk is full or the folder cannot be written.
    """
    others = others_of(also)
    inputs, refused = find(paths)
    found = Publication(refused=refused)
    if not inputs and not refused:
        found.refused.append(Refused(", ".join(paths), "no document in this folder",
                                     expected="a file that holds one document"))  # fmt: skip
    keeping = held(history, options.base) if history else nullcontext()
    with locked(out) as place, keeping as keeper:
        outcomes = convert_each(
            inputs, partial(converted, base=options.base), options, jobs=jobs,
            known=opened(cache, options) if cache else None,
        )  # fmt: skip
        contributions = list(_taken(progress(outcomes, len(inputs)), found))
        whole = not found.refused and not found.contradictions
        if contributions and (whole or partly):
            _released(contributions, place, options.base, found, others, keeper, partly=partly)
    return found


def _taken(
    outcomes: Iterable[Outcome[Converted]], found: Publication
) -> Iterator[Contribution]:
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
            yield outcome.value.contribution


def _released(
    contributions: list[Contribution], place: Path, base: str, found: Publication,
    others: Mapping[str, bytes], keeper: Keeper | None, *, partly: bool,
) -> None:  # fmt: skip
    """Merge and judge, and replace the folder where nothing speaks against it."""
    kept = contributions
    findings: list[Finding] = []
    excerpts: dict[str, str] = {}
    while kept:
        merged = merge(kept)
        found.conflicts += merged.conflicts
        subjects = {str(c.subject) for c in merged.conflicts}
        if not subjects:
            found.report = validate(told(merged.nodes, merged.nodes))
            excerpts |= found.report.excerpts
            subjects = {f.focus for f in found.report.findings if f.severity == "Violation"}
            findings += found.report.findings if subjects else ()
        if not subjects:
            files = files_of(merged, kept, base, others)
            if keeper:
                newest = [day.value for day in days_of(merged.nodes)[1:]]
                files = keeper.storing(files, *newest)
            found.files = replace(place, files)
            found.release = keeper.commit() if keeper else None
            found.facts = kinds_of(merged.nodes)
            break
        doubted = _documents_of(subjects, merged)
        out = [_speaks_of(c, doubted) for c in kept]
        if not partly or not any(out):
            break
        found.left_out += [c.name for c in compress(kept, out)]
        kept = [c for c, left in zip(kept, out, strict=True) if not left]
    every = dict.fromkeys((*findings, *found.report.findings))
    found.report = changed(found.report, findings=tuple(every), excerpts=excerpts)


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
