"""The documents of folders and object stores, and what each says, converted by Spark's workers.

A folder of this machine is listed as the pool lists it, and its files are read by the workers, who
see the same files: on this machine, or on a shared disk. What has an address (``s3a://…``,
``hdfs://…``, ``file:///…``) is listed and read by Spark itself.
"""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from ..errors import Refused, UsageError
from ..pipeline import Conversion, Input, Note, Options, find
from ..pipeline.converted import converted
from ..pipeline.inputs import LIMIT, STDIN, SUFFIXES, too_long
from ..pipeline.pool import convert_given
from ..publish import Contribution
from .ties import ties_of

if TYPE_CHECKING:
    from pyspark import RDD
    from pyspark.sql import SparkSession

PER_TASK = 250
"""Documents that a task converts at most: seconds of work, so that none is long in coming."""

_OPENING = 64 * 1024
"""Bytes that opening a file of a store is reckoned to cost; documents are seldom longer."""

Plain = tuple[str, str, str, int | None, int | None]
Order = tuple[bool, bool, str, str, str, str]
_Row = tuple[str, bytes | None]


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one document: why it was refused, or what it says.

    ``packed`` is its contribution for another worker, ``ties`` are the paths that tell with which
    others it has to be merged; see ``ties``.
    """

    source: str
    refused: Plain | None = None
    contradictions: tuple[Note, ...] = ()
    sha256: str = ""
    order: Order = (False, False, "", "", "", "")
    ties: tuple[tuple[str, bool], ...] = ()
    packed: bytes = b""


def told(
    spark: SparkSession, paths: Sequence[str], options: Options
) -> tuple[RDD[Told], list[Refused]]:
    """Return what every document says, worked out when it is asked for, and what is refused.

    Raises:
        UsageError: standard input is among the paths, which workers cannot read.
    """
    if STDIN in paths:
        raise UsageError("--engine spark cannot read standard input; expected files or folders")
    inputs, refused = find(p for p in paths if not is_address(p))
    context = spark.sparkContext
    tasks = max(2 * context.defaultParallelism, -(-len(inputs) // PER_TASK))
    local: list[_Row] = [(i.path, None) for i in inputs]
    rows: RDD[_Row] = context.parallelize(local, min(tasks, len(local) or 1))
    if addresses := [p for p in paths if is_address(p)]:
        rows = rows.union(_stored(spark, addresses))
    return rows.mapPartitions(partial(_each, options=options)), refused


def is_address(path: str) -> bool:
    """Tell whether a path is one of a store that Spark reads, by its scheme.

    >>> is_address("s3a://bucket/letters"), is_address("letters")
    (True, False)
    """
    return "://" in path


def _stored(spark: SparkSession, addresses: list[str]) -> RDD[_Row]:
    from pyspark.sql import functions as f

    # Files are small: what opening one is reckoned to cost decides how many a task takes.
    spark.conf.set("spark.sql.files.openCostInBytes", _OPENING)
    spark.conf.set("spark.sql.files.maxPartitionBytes", PER_TASK * _OPENING)
    files = spark.read.format("binaryFile").option("recursiveFileLookup", "true").load(addresses)
    content = f.when(f.col("length") <= LIMIT, f.col("content"))
    found: RDD[_Row] = files.select("path", content).rdd.map(tuple).filter(_is_document)
    return found


def _is_document(row: _Row) -> bool:
    return PurePosixPath(row[0]).suffix.lower() in SUFFIXES


def _each(rows: Iterable[_Row], options: Options) -> Iterator[Told]:
    """Yield what became of each document; this runs in a worker."""
    too_long_ones: list[Told] = []

    def given() -> Iterator[tuple[Input, bytes | None]]:
        for path, data in rows:
            source = Input(path)
            if data is None and is_address(path):  # a store gives no longer ones
                too_long_ones.append(_refused(source, too_long(source, LIMIT)))
            else:
                yield source, None if data is None else bytes(data)

    for outcome in convert_given(given(), partial(_finished, base=options.base), options):
        if outcome.refused:
            yield _refused(outcome.source, outcome.refused)
        elif outcome.value:
            yield replace(outcome.value, source=outcome.source.path)
    yield from too_long_ones


def _refused(source: Input, why: Refused) -> Told:
    return Told(source.path, (source.shown, why.found, why.expected, why.line, why.column))


def _finished(conversion: Conversion, base: str) -> Told:
    value = converted(conversion, base)
    # The text is for pages alone.
    one = replace(value.contribution, text="")
    order: Order = (*one.first, one.language, str(one.graph), one.name, one.sha256)
    if value.contradictions:
        return Told("", contradictions=value.contradictions, sha256=one.sha256)
    return Told("", None, (), one.sha256, order, ties_of(one, base), _packed(one))


def _packed(one: Contribution) -> bytes:
    return zlib.compress(pickle.dumps(one, pickle.HIGHEST_PROTOCOL), 1)


def unpacked(data: bytes) -> Contribution:
    """Return the contribution that a worker packed."""
    found: Contribution = pickle.loads(zlib.decompress(data))  # noqa: S301 - packed by ``_packed``
    return found
