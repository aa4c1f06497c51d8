"""Which sources have to be merged together: those that speak of the same documents.

A source has a tie to each document that it describes, is led to by a property that the shapes
follow, or that stands above one of these in its path. Two sources with a tie to one document, which
at least one of them describes, belong to one unit; so do those that are joined over others. A unit
can be merged and judged without the rest, with the same outcome as among all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..publish import Contribution
from ..publish.units import LEADING
from ..rdf import Iri
from ..rdf.namespaces import CG

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_SYMBOL = CG["symbol"]


def ties_of(one: Contribution, base: str) -> tuple[tuple[str, bool], ...]:
    """Return the paths that tie a source to others, and whether it describes what is there.

    >>> one = Contribution("a", Iri("urn:x/doc/S/PV.1/2"), "en", "", ())
    >>> ties_of(one, "urn:x/")
    (('doc/S', False), ('doc/S/PV.1', False), ('doc/S/PV.1/2', True))
    """
    own = {_path(one.graph, base)}
    for subject, predicate, term in one.triples:
        if predicate == _SYMBOL:
            own.add(_path(subject, base))
        elif predicate in LEADING and isinstance(term, Iri):
            own.add(_path(term, base))
    for subject in dict.fromkeys(s for s, _, _ in one.triples):
        path = _path(subject, base)
        if path not in own and own.isdisjoint(_above(path)):
            own.add(path)
    above = {a for path in own for a in _above(path)} - own
    return tuple(sorted([*((p, True) for p in own), *((p, False) for p in above)]))


def _path(iri: str, base: str) -> str:
    """Return a path below the base, of a vote that of the document it is named by."""
    path = iri.removeprefix(base)
    return "doc/" + path.removeprefix("vote/") if path.startswith("vote/") else path


def _above(path: str) -> list[str]:
    parts = path.split("/")
    return ["/".join(parts[:n]) for n in range(2, len(parts))]


def units_of(ties: DataFrame) -> DataFrame:
    """Return the unit of each source that is not alone: ``sha256``, ``unit``.

    ``ties`` has the columns ``sha256``, ``path`` and ``describes``. A unit is named by the least
    hash among its sources: each source takes the least that it is tied to, until none changes.
    """
    from pyspark.sql import functions as f

    common = ties.groupBy("path").agg(f.count("*").alias("n"), f.max("describes").alias("told"))
    common = common.where("n > 1 AND told").select("path")
    edges = ties.join(common, "path").select("path", "sha256").localCheckpoint()
    units = edges.select("sha256", f.col("sha256").alias("unit")).distinct()
    while True:
        least = edges.join(units, "sha256").groupBy("path").agg(f.min("unit").alias("unit"))
        found = edges.join(least, "path").groupBy("sha256").agg(f.min("unit").alias("unit"))
        found = found.localCheckpoint()
        before = units.withColumnRenamed("unit", "before")
        if found.join(before, "sha256").where("unit <> before").isEmpty():
            return found
        units = found
