"""A session of Spark, or what is missing for one."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import EnvironmentFault, Refused

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

LOCAL = "local["
_SETTINGS = {
    "spark.log.level": "ERROR",
    "spark.ui.enabled": "false",
    # Without files of check sums beside those written, which a dataset does not have.
    "spark.hadoop.fs.file.impl": "org.apache.hadoop.fs.RawLocalFileSystem",
    "spark.hadoop.mapreduce.fileoutputcommitter.marksuccessfuljobs": "false",
}
_ALONE = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.sql.shuffle.partitions": "8",
}
"""For a master in this process: no other machine has to find it, few tasks keep its cores busy."""


@contextmanager
def session(master: str, *, progress: bool = False) -> Iterator[SparkSession]:
    """Yield a session at a master (``local[2]``, ``spark://…``, ``yarn``), and stop it afterwards.

    Raises:
        EnvironmentFault: PySpark or Java is missing, the master cannot be reached, a job failed.
        Refused: there is nothing at an address that documents are read from.
    """
    builder = _builder()
    settings = _SETTINGS | (_ALONE if master.startswith(LOCAL) else {})
    settings["spark.ui.showConsoleProgress"] = str(progress).lower()
    for name, value in settings.items():
        builder = builder.config(name, value)
    # Workers run the Python that this is, where the cluster does not say otherwise.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    if master.startswith(LOCAL):
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    with _told(master):
        spark = builder.master(master).appName("councilgraph publish").getOrCreate()
        try:
            yield spark
        finally:
            spark.stop()


def _builder() -> SparkSession.Builder:
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise EnvironmentFault(
            "--engine spark needs PySpark; expected: pip install 'councilgraph[spark]'"
        ) from error
    home = os.environ.get("JAVA_HOME")
    if not shutil.which(str(Path(home, "bin", "java")) if home else "java"):
        where = f"in JAVA_HOME ({home})" if home else "on the PATH"
        raise EnvironmentFault(f"no Java {where}; expected Java 17 or newer for --engine spark")
    return SparkSession.builder


@contextmanager
def _told(master: str) -> Iterator[None]:
    """Tell what Spark raises as what it is to the user: the environment, or the documents."""
    from py4j.protocol import Py4JError
    from pyspark.errors import AnalysisException, PySparkException

    try:
        yield
    except AnalysisException as error:
        if error.getCondition() != "PATH_NOT_FOUND":
            raise
        places = ", ".join((error.getMessageParameters() or {}).values())
        raise Refused(places, "no such file or folder", expected="documents") from error
    except (Py4JError, PySparkException) as error:
        raise EnvironmentFault(f"Spark at {master} failed: {_reason(error)}") from error


def _reason(error: Exception) -> str:
    r"""Return the first cause that Spark names, in a line.

    >>> _reason(Exception("o1.collect.\n: org.apache.spark.SparkException: Job aborted\n\tat x"))
    'org.apache.spark.SparkException: Job aborted'
    """
    lines = [line.strip(" :") for line in str(error).splitlines()]
    named = [line for line in lines if "Exception" in line or "Error" in line]
    return next(iter([*named, *lines]), type(error).__name__)
