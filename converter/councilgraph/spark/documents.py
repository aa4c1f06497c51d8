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
from ..pipeline import Input, Note, Options, convert_bytes, find
from ..pipeline.converted import converted
from ..pipeline.inputs import LIMIT, STDIN, SUFFIXES, read, too_long
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
    for path, data in rows:
        source = Input(path)
        try:
            yield _one(source, _bytes(source, data), options)
        except Refused as error:
            plain = (source.shown, error.found, error.expected, error.line, error.column)
            yield Told(source.shown, plain)
        except Exception as error:
            error.add_note(f"while converting {source.shown}")
            raise


def _bytes(source: Input, data: bytes | None) -> bytes:
    """Return what a store gave, or what a worker reads; a store gives no longer ones."""
    if data is not None:
        return bytes(data)
    if is_address(source.path):
        raise too_long(source, LIMIT)
    return read(source)


def _one(source: Input, data: bytes, options: Options) -> Told:
    conversion = convert_bytes(
        data, source.name, base=options.base, encoding=options.encoding, recover=options.recover
    )
    value = converted(conversion, options.base)
    # The text is for pages alone.
    one = replace(value.contribution, text="")
    order: Order = (*one.first, one.language, str(one.graph), one.name, one.sha256)
    if value.contradictions:
        return Told(source.path, contradictions=value.contradictions, sha256=one.sha256)
    return Told(
        source.path, None, (), one.sha256, order, ties_of(one, options.base), _packed(one)
    )


def _packed(one: Contribution) -> bytes:
    return zlib.compress(pickle.dumps(one, pickle.HIGHEST_PROTOCOL), 1)


def unpacked(data: bytes) -> Contribution:
    """Return the contribution that a worker packed."""
    found: Contribution = pickle.loads(zlib.decompress(data))  # noqa: S301 - packed by ``_packed``
    return found
