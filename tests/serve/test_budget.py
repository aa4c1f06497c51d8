"""How much a client may use, and what one who used it is told."""

from __future__ import annotations

import json
from pathlib import Path

from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from councilgraph.serve.budget import Budget
from councilgraph.serve.dataset import MANIFEST, Dataset
from councilgraph.serve.pool import Pool
from councilgraph.serve.sparql import Endpoint

OUT = Path(__file__).parents[2] / "out"
STRANGER, HERE = "203.0.113.7", "127.0.0.1"


class Clock:
    """A clock that is set by hand."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_share_is_of_the_last_minute() -> None:
    clock = Clock()
    budget = Budget(clock)
    for _ in range(5):
        assert budget.wait(STRANGER) == 0
        budget.spent(STRANGER, 10)
        clock.now += 10
    budget.spent(STRANGER, 10)
    assert budget.wait(STRANGER) == 10
    clock.now += 10
    assert budget.wait(STRANGER) == 0


def test_another_client_is_another() -> None:
    budget = Budget(Clock())
    budget.spent(STRANGER, 100)
    assert budget.wait(STRANGER) == 60
    assert budget.wait("203.0.113.8") == 0


def test_this_machine_is_not_limited() -> None:
    budget = Budget(Clock())
    for here in (HERE, "::1", "127.0.0.2"):
        budget.spent(here, 1000)
        assert budget.wait(here) == 0


def test_as_many_clients_are_remembered_as_there_is_room_for() -> None:
    budget = Budget(Clock())
    for number in range(10_001):
        budget.spent(f"client {number}", 100)
    assert budget.wait("client 0") == 0
    assert budget.wait("client 10000") == 60


def test_a_client_that_used_its_share_is_told_when_to_come_again(tmp_path: Path) -> None:
    budget = Budget(Clock())
    budget.spent(STRANGER, 100)
    manifest = json.loads((OUT / MANIFEST).read_bytes()) | {"files": {}}
    (tmp_path / MANIFEST).write_text(json.dumps(manifest))
    empty = Dataset(tmp_path, tmp_path / "index")
    endpoint = Endpoint(empty, Pool(tmp_path / "none"), budget)
    app = Starlette(routes=[Route("/sparql", endpoint.sparql), Route("/graphs", endpoint.graphs)])
    client = TestClient(app, client=(STRANGER, 1))
    for path in ("/sparql?query=ASK{}", "/graphs?default"):
        answer = client.get(path)
        assert answer.status_code == 429
        assert answer.headers["retry-after"] == "60"
