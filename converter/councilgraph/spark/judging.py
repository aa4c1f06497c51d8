"""Units of sources brought together by joins, merged and judged by Spark's workers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from ..pipeline.judging import judged
from ..publish import Conflict, Merged, kinds_of
from ..rdf import canonical_quads
from ..rdf.namespaces import RDF
from ..validate import Report
from .documents import Told, unpacked
from .ties import units_of

if TYPE_CHECKING:
    from pyspark import RDD
    from pyspark.sql import SparkSession

BATCH = 64
"""Sources that are judged at once, where their units are no larger: a shape has a cost of its own
for each graph."""



@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a batch of units.

    ``settled`` tells that nothing speaks against what is left of it, whose ``quads`` there are.
    """

    quads: str
    kinds: dict[str, int]
    conflicts: tuple[Conflict, ...]
    report: Report
    left_out: tuple[str, ...]
    settled: bool


def judge_units(spark: SparkSession, told: RDD[Told], *, partly: bool) -> RDD[Judged]:
    """Return what becomes of sources, each merged with those that it has to be merged with.

    A file given twice counts once, under the name that comes first.
    """
    from pyspark.sql import functions as f

    rows = told.filter(_says).map(lambda t: (t.sha256, t.ties, (*t.order, t.packed)))
    schema = (
        "sha256 string, ties array<struct<path: string, describes: boolean>>, "
        "source struct<annexing: boolean, translated: boolean, language: string, graph: string, "
        "name: string, digest: string, packed: binary>"
    )
    sources = spark.createDataFrame(rows, schema, verifySchema=False)
    each = sources.groupBy("sha256").agg(f.min("source").alias("source"))
    ties = sources.select("sha256", f.explode("ties").alias("tie")).distinct()
    units = units_of(ties.select("sha256", "tie.*"))
    named = each.join(units, "sha256", "left").select(
        f.coalesce("unit", "sha256").alias("unit"), f.col("source.packed").alias("packed")
    )
    by_unit = named.repartition("unit").sortWithinPartitions("unit")
    return by_unit.rdd.mapPartitions(partial(_batches, partly=partly))


def _says(told: Told) -> bool:
    return bool(told.packed)


def _batches(rows: Iterable[Sequence[object]], *, partly: bool) -> Iterator[Judged]:
    """Judge the units of a partition, a batch of them at a time; this runs in a worker."""
    waiting: list[bytes] = []
    for _, unit in groupby(rows, key=lambda row: row[0]):
        waiting += [bytes(row[1]) for row in unit]  # type: ignore[call-overload]
        if len(waiting) >= BATCH:
            yield _batch(waiting, partly=partly)
            waiting = []
    if waiting:
        yield _batch(waiting, partly=partly)


def _batch(packed: list[bytes], *, partly: bool) -> Judged:
    verdict = judged([unpacked(data) for data in packed], partly=partly)
    merged = verdict.merged
    return Judged(
        canonical_quads(merged.graphs.items()) if merged else "",
        _kinds(merged) if merged else {},
        tuple(verdict.conflicts),
        verdict.report,
        tuple(verdict.left_out),
        merged is not None or not verdict.kept,
    )


def _kinds(merged: Merged) -> dict[str, int]:
    classes: Counter[str] = Counter()
    properties: Counter[str] = Counter()
    for said in merged.nodes.values():
        classes.update(map(str, said.get(RDF["type"], ())))
        properties.update({str(predicate): len(terms) for predicate, terms in said.items()})
    return kinds_of(classes, properties)
