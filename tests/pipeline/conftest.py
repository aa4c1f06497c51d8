"""A dataset that is brought up to date, and what of it is written anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from changing import Corpus

from councilgraph.publish import putting


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    found = Corpus(tmp_path_factory.mktemp("incremental"))
    found.agrees(jobs=2)
    return found


@pytest.fixture
def units(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the units whose files are written from now on."""
    names: list[str] = []

    def noted(new: Path, path: str, *data: bytes) -> putting.File:
        names.append(path)
        return putting.put(new, path, *data)

    monkeypatch.setattr("councilgraph.publish.writing.put", noted)
    return names
