"""The pilot as a published folder, and the application over it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from anyio.from_thread import start_blocking_portal
from starlette.testclient import TestClient

from councilgraph.serve.app import application

OUT = Path(__file__).parents[2] / "out"


@pytest.fixture(scope="session")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Return a client of things and files alone: nothing is started that could answer a query."""
    app = application(OUT, tmp_path_factory.mktemp("scratch"))
    asked = TestClient(app, follow_redirects=False)
    # One loop for all requests; by itself each would start a thread with a loop of its own.
    with start_blocking_portal() as asked.portal:
        yield asked


@pytest.fixture(scope="session")
def asking(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Return a client of the whole, workers included."""
    app = application(OUT, tmp_path_factory.mktemp("scratch"))
    with TestClient(app, follow_redirects=False) as asked:
        yield asked
