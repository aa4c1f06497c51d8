"""The pilot as a published folder, and the application over it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from councilgraph.serve import application

OUT = Path(__file__).parents[2] / "out"


@pytest.fixture(scope="session")
def client() -> Iterator[TestClient]:
    with TestClient(application(OUT), follow_redirects=False) as asked:
        yield asked
