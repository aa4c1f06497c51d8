"""The pilot's graph, built once for all questions."""

from __future__ import annotations

from pathlib import Path

import pytest

from councilgraph.pipeline import publish
from councilgraph.query import Embedded

SAMPLE = Path(__file__).parents[1] / "documents" / "S-2020-1166" / "source.txt"


@pytest.fixture(scope="session")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the published pilot."""
    out = tmp_path_factory.mktemp("pilot") / "out"
    assert publish([str(SAMPLE)], out, jobs=1).files
    return out


@pytest.fixture(scope="session")
def pilot(dataset: Path) -> Embedded:
    return Embedded(dataset)


@pytest.fixture(scope="session")
def authority() -> Embedded:
    """Return a store of nothing but the authority tables."""
    return Embedded(None, timeout=20)


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let servers of this machine be asked directly, whatever the environment says."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
