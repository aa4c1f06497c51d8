"""Where the extra is not installed, the command says what to install."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from councilgraph.cli import main


def test_without_pyspark_it_is_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [m for m in sys.modules if m.split(".")[0] == "pyspark"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pyspark", None)
    out = tmp_path / "out"
    assert main(["publish", "--engine", "spark", "--out", str(out), str(tmp_path)]) == 4
    assert "pip install 'councilgraph[spark]'" in capsys.readouterr().err
    assert not out.exists()
