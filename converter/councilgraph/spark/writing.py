"""Sorted parts of canonical N-Quads in a folder of any store that Spark writes to.

::

    quads/part-00000.nq.gz   the parts, one after the other, are one canonical file of N-Quads
    ontology/                the terms, vocabularies and authority tables that the data use
    report.jsonl             what was left out and why, a JSON object a line
    manifest.json            what came out: counts, and the hash of every file, packed and not

The folder is written aside and renamed when it is whole; the manifest is written last.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import __version__
from ..errors import UsageError
from ..publish.dataset import carried
from .documents import is_address

if TYPE_CHECKING:
    from pyspark import RDD
    from pyspark.sql import SparkSession

MANIFEST, QUADS, REPORT = "manifest.json", "quads", "report.jsonl"
_TERMS = "ontology/"
_GZIP = zlib.MAX_WBITS | 16


class Folder:
    """A folder that Spark's file systems know, by its address or path."""

    def __init__(self, spark: SparkSession, place: str) -> None:
        address = place if is_address(place) else Path(place).resolve().as_uri()
        self.spark, self.address = spark, address
        java: Any = spark.sparkContext._jvm  # noqa: SLF001 - PySpark's own door to file systems
        self._paths = java.org.apache.hadoop.fs.Path
        settings = spark.sparkContext._jsc.hadoopConfiguration()  # noqa: SLF001 - likewise
        self._system = self._paths(address).getFileSystem(settings)

    def holds(self) -> bool:
        """Tell whether there is anything in it."""
        there = self._paths(self.address)
        return bool(self._system.exists(there) and list(self._system.listStatus(there)))

    def write(self, name: str, data: bytes) -> dict[str, object]:
        """Write a file and return what the manifest says of it."""
        stream = self._system.create(self._place(name))
        try:
            stream.write(bytearray(data))
        finally:
            stream.close()
        return {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}

    def names(self, name: str) -> list[str]:
        """Return the names of the files in a folder of it, sorted."""
        found = self._system.listStatus(self._place(name))
        return sorted(str(status.getPath().getName()) for status in found)

    def rename(self, name: str, other: str) -> None:
        """Give a file another name."""
        if not self._system.rename(self._place(name), self._place(other)):
            raise OSError(f"{self.address}/{name} cannot be renamed to {other}")

    def become(self, place: Folder) -> None:
        """Take the place of another folder, which is not there or empty."""
        target = self._paths(place.address)
        self._system.delete(target, False)
        self._system.mkdirs(target.getParent())
        if not self._system.rename(self._paths(self.address), target):
            raise OSError(f"{self.address} cannot be renamed to {place.address}")

    def remove(self) -> None:
        """Remove the folder with all that is in it."""
        self._system.delete(self._paths(self.address), True)

    def _place(self, name: str) -> Any:
        return self._paths(f"{self.address}/{name}")


@contextmanager
def new_folder(spark: SparkSession, place: str) -> Iterator[Folder]:
    """Yield a folder aside, which takes its place when it is whole and is removed otherwise.

    Raises:
        UsageError: there is something in this place.
    """
    final = Folder(spark, place)
    if final.holds():
        raise UsageError(f"{place} is there already; expected a new folder for --engine spark")
    aside = Folder(spark, f"{final.address.rstrip('/')}.{secrets.token_hex(4)}")
    try:
        yield aside
        if aside.holds():
            aside.become(final)
    finally:
        aside.remove()


def write_dataset(
    folder: Folder, quads: RDD[str], kinds: Mapping[str, int], base: str, report: Iterable[object]
) -> int:
    """Write quads, each line once, with what tells of them; return the number of files."""
    files = _write_quads(folder, quads)
    for name, data in carried():
        if name.startswith(_TERMS):
            files[name] = folder.write(name, data)
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in report)
    files[REPORT] = folder.write(REPORT, lines.encode())
    manifest = {
        "tool": f"councilgraph {__version__}",
        "base": base,
        "facts": kinds,
        "files": dict(sorted(files.items())),
    }
    folder.write(MANIFEST, (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode())
    return len(files) + 1


def _write_quads(folder: Folder, quads: RDD[str]) -> dict[str, dict[str, object]]:
    """Write the sorted parts, by Spark's own sort: of UTF-8, which is the order of code points."""
    spark = folder.spark
    lines = spark.createDataFrame(quads.map(_row), "value string", verifySchema=False)
    place = f"{folder.address}/{QUADS}"
    lines.sort("value").write.text(place, compression="gzip", lineSep="\n")
    written = (n for n in folder.names(QUADS) if n.startswith("part-"))
    for number, name in enumerate(written):
        folder.rename(f"{QUADS}/{name}", f"{QUADS}/part-{number:05}.nq.gz")
    parts = spark.read.format("binaryFile").load(place).select("path", "content").rdd
    summed: list[tuple[str, dict[str, object]]] = parts.map(_sums).collect()
    return dict(sorted(summed))


def _row(line: str) -> tuple[str]:
    return (line,)


def _sums(part: Iterable[Any]) -> tuple[str, dict[str, object]]:
    path, content = part
    data = zlib.decompress(content, _GZIP)
    return f"{QUADS}/{path.rpartition('/')[2]}", {
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "quads": data.count(b"\n"),
        "unpacked": {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()},
    }
