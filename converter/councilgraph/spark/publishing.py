"""Documents to one canonical file of N-Quads in parts, on a cluster or on the cores of a machine.

As with the pool, nothing is published unless everything holds, or what is doubted is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from ..errors import Refused
from ..pipeline import Input, Publication, printable
from ..pipeline.pool import Options
from ..publish.counts import KINDS
from ..validate import Finding, Report
from .documents import Told, told
from .judging import Judged, judge_units
from .session import session
from .writing import new_folder, write_dataset

if TYPE_CHECKING:
    from pyspark import RDD

    from .documents import Plain


def publish(
    paths: Sequence[str],
    out: str,
    options: Options = Options(),
    *,
    master: str = "local[*]",
    partly: bool = False,
    progress: bool = False,
) -> Publication:
    """Turn documents into sorted N-Quads at ``out`` and say what became of it.

    ``paths`` and ``out`` are paths that every worker sees, or addresses of stores that Spark
    knows (``s3a://…``); ``master`` is where it works; ``partly`` publishes what is left where
    documents are refused, contradict themselves or each other, or break a shape. The quads are
    those of the pool's dump, byte for byte.

    Raises:
        UsageError: ``out`` is there already, or standard input is to be read.
        EnvironmentFault: PySpark or Java is missing, or Spark failed.
        Refused: there is nothing at an address.
    """
    with session(master, progress=progress) as spark, new_folder(spark, out) as folder:
        from pyspark import StorageLevel  # once the session has told whether it is there

        outcomes, refused = told(spark, paths, options)
        outcomes = outcomes.persist(StorageLevel.DISK_ONLY)
        found = _taken(outcomes, Publication(refused=refused))
        if not found.documents and not found.refused:
            found.refused.append(Refused(", ".join(paths), "no document in this folder",
                                         expected="a file that holds one document"))  # fmt: skip
        whole = not found.refused and not found.contradictions
        if found.documents > len(found.left_out) and (whole or partly):
            judged = judge_units(spark, outcomes, partly=partly).persist(StorageLevel.DISK_ONLY)
            if _judged(judged, found):
                found.files = write_dataset(
                    folder, judged.flatMap(_lines), found.facts, options.base, _report(found)
                )
    return found


def _taken(outcomes: RDD[Told], found: Publication) -> Publication:
    """Count the documents, and take note of what is refused or contradicts itself."""
    for number, doubted in outcomes.mapPartitions(_doubted).collect():
        found.documents += number
        for one in doubted:
            if one.refused:
                found.refused.append(_refusal(one.refused))
                continue
            source = Input(one.source)
            found.contradictions += [(source, note) for note in one.contradictions]
            found.left_out.append(source.shown)
    return found


def _doubted(outcomes: Iterable[Told]) -> Iterator[tuple[int, list[Told]]]:
    """Yield how many documents of a partition were read, and those that are not to be published."""
    number, doubted = 0, []
    for one in outcomes:
        number += not one.refused
        if one.refused or one.contradictions:
            doubted.append(one)
    yield number, doubted


def _refusal(plain: Plain) -> Refused:
    where, found, expected, line, column = plain
    return Refused(where, found, expected=expected, line=line, column=column)


def _judged(batches: RDD[Judged], found: Publication) -> bool:
    """Gather what speaks against publication; tell whether nothing does, or it was left out."""
    facts: Counter[str] = Counter()
    findings: list[Finding] = []
    excerpts: dict[str, str] = {}
    triples, settled = 0, True
    for batch in batches.map(_without_quads).collect():
        facts.update(batch.kinds)
        found.conflicts += batch.conflicts
        found.left_out += batch.left_out
        findings += batch.report.findings
        excerpts |= batch.report.excerpts
        triples += batch.report.triples
        settled = settled and batch.settled
    found.report = Report(tuple(findings), triples, excerpts)
    # The total stands last, as with the pool.
    found.facts = {k: facts[k] for k in KINDS if facts[k]} if settled else {}
    return bool(found.facts)


def _without_quads(batch: Judged) -> Judged:
    return replace(batch, quads="")


def _lines(batch: Judged) -> list[str]:
    # By line feeds alone: a literal may hold what else ends lines for Python.
    return batch.quads.split("\n")[:-1]


def _report(found: Publication) -> Iterator[dict[str, object]]:
    """Yield what was left out and why, as values for JSON."""
    for refused in found.refused:
        yield {"kind": "Refused", "file": refused.where, "line": refused.line,
               "column": refused.column, "found": refused.found,
               "expected": refused.expected}  # fmt: skip
    for source, note in found.contradictions:
        yield {"kind": "Contradiction", "file": source.shown, "line": note.line,
               "code": note.remark.code, "found": note.remark.message}  # fmt: skip
    for conflict in found.conflicts:
        yield {"kind": "Conflict", "file": printable(conflict.source), "found": conflict.message,
               "subject": conflict.subject}  # fmt: skip
    for finding in found.report.findings:
        yield {"kind": "Finding", **asdict(finding)}
    for name in sorted(found.left_out):
        yield {"kind": "LeftOut", "file": name}
