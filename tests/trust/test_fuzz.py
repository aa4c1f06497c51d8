"""A small part of what ``tests/trust/fuzz.py`` runs: no input crashes a front."""

from __future__ import annotations

import sys
from pathlib import Path

import fuzz
import fuzzed
import pytest
from outcome import Outcome

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("target", fuzzed.TARGETS)
def test_nothing_crashes(target: str) -> None:
    for sample in fuzzed.TARGETS[target].samples:
        fuzzed.TARGETS[target].run(sample)
    assert fuzz.by_hypothesis(fuzz.Run("hypothesis", target, 150, 1)) >= 100


def test_a_crash_is_seen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    broken = tmp_path / "broken.py"
    broken.write_text(
        "import fuzz, fuzzed, sys\n"
        "def run(data): assert len(data) < 3\n"
        "fuzzed.TARGETS['query'] = fuzzed.Target(run, fuzzed.TARGETS['query'].inputs, ())\n"
        "fuzz.main(sys.argv[1:])\n",
        "utf-8",
    )
    monkeypatch.setattr(fuzz, "__file__", str(broken))
    monkeypatch.setenv("PYTHONPATH", ":".join([str(Path(fuzzed.__file__).parent), *sys.path]))
    row = fuzz.run_apart(fuzz.Run("hypothesis", "query", 100, 1))
    assert row["crashes"] == 1
    assert "AssertionError" in str(row["said"])


def test_an_outcome_is_kept_as_json(tmp_path: Path) -> None:
    outcome = Outcome("a", 2, 1, 1, 5, "make a", [{"kind": "b", "tried": 2}])
    assert '"failed": 1' in outcome.write(tmp_path).read_text("utf-8")
