"""Documents beyond one machine: the same conversion and judgement, on Apache Spark.

What the pool of processes does in one machine's memory is done here by the tasks of a cluster: each
converts documents, sources that speak of the same documents are brought together by joins, and
what all say is written as sorted parts of one canonical file of N-Quads. PySpark and Java are
needed only here.
"""

from .publishing import publish

__all__ = ["publish"]
