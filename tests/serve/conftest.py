"""The pilot as a published folder, the application over it, and over a past of its own."""

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


@pytest.fixture(scope="session")
def past(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """Return a client of three releases of invented documents."""
    from past_releases import past_of

    return past_of(tmp_path_factory.mktemp("past"))
