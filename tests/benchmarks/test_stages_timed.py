"""The stages that are timed, and the table of what was found."""

from __future__ import annotations

import doctest
import json
from pathlib import Path

import pytest

import bench
from measure import times
from stages import many_real, stages

pytestmark = pytest.mark.slow  # to load all that is timed takes longer than these tests

ROOT = Path(__file__).resolve().parents[2]
REAL = {"convert, real", "mentions, real"}


def test_real_documents_are_timed_where_there_are_any(tmp_path: Path) -> None:
    data, beside = tmp_path / "texts", tmp_path / "texts.real"
    data.mkdir()
    for name in "abcdef":
        (data / f"{name}.txt").write_text(name, "utf-8")
    assert not REAL & {stage.name for stage in stages(data)}
    beside.mkdir()
    for name in ("S_RES_9001.en", "S_RES_9001.fr", "S_RES_9002.en"):
        (beside / f"{name}.txt").write_text(name, "utf-8")
    assert {stage.name for stage in stages(data)} >= REAL
    assert [file.name[:10] for file in many_real(data)] == ["S_RES_9001", "S_RES_9002"] * 3


@pytest.mark.parametrize(("first", "runs"), [(0.1, 5), (4.9, 5), (5.0, 3), (24.9, 3), (25.0, 1)])
def test_what_is_long_runs_fewer_times(first: float, runs: int) -> None:
    assert times(first, 5) == runs
    assert times(first, 1) == 1


def test_the_table_tells_ours_and_what_stands_beside_it() -> None:
    tried = doctest.testmod(bench)
    assert (tried.attempted > 0, tried.failed) == (True, 0)


def test_the_readme_shows_the_last_report() -> None:
    said = json.loads((ROOT / "reports" / "bench.json").read_text("utf-8"))
    assert bench.summary(said["stages"]) in (ROOT / "README.md").read_text("utf-8")
