"""An invented resolution that was published, and published again with one word changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def undated(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let documents alone date releases."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


@pytest.fixture(scope="session")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which two releases were published, the first of them twice."""
    from released import published

    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("SOURCE_DATE_EPOCH", raising=False)
        folder = tmp_path_factory.mktemp("two")
        assert published(folder)
        assert published(folder) is None
        assert published(folder, anew=True)
        return folder


@pytest.fixture
def copy(two: Path, tmp_path: Path) -> Path:
    shutil.copytree(two, tmp_path / "copy")
    return tmp_path / "copy"
