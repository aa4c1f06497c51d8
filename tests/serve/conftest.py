"""The pilot as a published folder, and the application over it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from councilgraph.serve.app import application

OUT = Path(__file__).parents[2] / "out"


@pytest.fixture(scope="session")
def asking(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Return a client of the whole, workers included."""
    app = application(OUT, tmp_path_factory.mktemp("scratch"))
    with TestClient(app, follow_redirects=False) as asked:
        yield asked
