"""The reconciliation service over HTTP: the forms that clients send, the headers they need."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from councilgraph.identifiers import BASE
from councilgraph.serve.budget import Budget
from councilgraph.serve.reconciling import Reconciler

ROWS = Path(__file__).parents[1] / "reconcile" / "batch.csv"

pytestmark = pytest.mark.slow


def queries(**query: object) -> str:
    return json.dumps({"q": query})


def test_the_manifest_names_addresses_that_answer(asking: TestClient) -> None:
    answer = asking.get("/reconcile")
    manifest = answer.json()
    assert answer.headers["content-type"].startswith("application/json")
    assert answer.headers["access-control-allow-origin"] == "*"
    proposals = manifest["extend"]["propose_properties"]
    suggest = manifest["suggest"]["entity"]
    for address, params in (
        (proposals["service_url"] + proposals["service_path"], {"type": "cg:Document"}),
        (suggest["service_url"] + suggest["service_path"], {"prefix": "Fran"}),
        (manifest["preview"]["url"].replace("{{id}}", "state%2FFRA"), {}),
    ):
        assert address.startswith("http://testserver/reconcile/")
        found = asking.get(address, params=params) if params else asking.get(address)
        assert found.status_code == 200
    view = asking.get(manifest["view"]["url"].replace("{{id}}", "state%2FFRA"))
    assert (view.status_code, view.headers["location"]) == (303, "http://testserver/state/FRA")
    assert asking.get("/state/FRA").status_code in {200, 303}


def test_two_hundred_names_are_answered_by_one_post(asking: TestClient) -> None:
    with ROWS.open(encoding="utf-8", newline="") as lines:
        rows = [r for r in csv.DictReader(lines) if r["type"] != "Document"][:200]
    batch = {
        f"q{i}": {"query": r["name"], "limit": 3} | ({"type": r["type"]} if r["type"] else {})
        for i, r in enumerate(rows)
    }
    answer = asking.post("/reconcile", data={"queries": json.dumps(batch)})
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    assert list(found) == list(batch)
    state = [i for i, r in enumerate(rows) if r["expected"].startswith("state/")]
    right = [i for i in state if found[f"q{i}"]["result"][0]["id"] == BASE + rows[i]["expected"]]
    assert len(right) >= 0.97 * len(state)


def test_a_query_in_the_address_is_answered_too(asking: TestClient) -> None:
    answer = asking.get("/reconcile", params={"queries": queries(query="resolution 2553 (2020)")})
    best = answer.json()["q"]["result"][0]
    assert (best["id"], best["match"]) == (BASE + "doc/S/RES/2553", True)
    cited = asking.get("/reconcile", params={"queries": queries(query="UNSCR 1325")})
    assert cited.json()["q"]["result"][0]["id"] == BASE + "doc/S/RES/1325"


def test_topics_and_links_can_be_fetched(asking: TestClient) -> None:
    topic = BASE + "concept/topic"
    answer = asking.get(
        "/reconcile", params={"queries": queries(query="La situation au Moyen-Orient", type=topic)}
    )
    best = answer.json()["q"]["result"][0]
    assert (best["id"], best["match"]) == (f"{topic}/middle-east", True)
    extend = {"ids": [best["id"]], "properties": [{"id": "skos:closeMatch"}]}
    rows = asking.post("/reconcile", data={"extend": json.dumps(extend)}).json()["rows"]
    values = next(iter(rows[best["id"]].values()))
    assert values == [{"str": "http://metadata.un.org/thesaurus/1004105"}]


def test_a_preview_may_be_framed_and_nothing_else(asking: TestClient) -> None:
    preview = asking.get("/reconcile/preview", params={"id": "state/FRA"})
    assert preview.headers["content-type"] == "text/html; charset=utf-8"
    assert "frame-ancestors *" in preview.headers["content-security-policy"]
    assert "script-src" not in preview.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in asking.get("/reconcile").headers["content-security-policy"]


def test_a_client_that_used_its_share_waits(tmp_path: Path) -> None:
    budget = Budget(lambda: 0.0)
    budget.spent("203.0.113.7", 61)
    reconciler = Reconciler(tmp_path, BASE, budget)
    app = Starlette(routes=[Route("/reconcile", reconciler.respond)])
    answer = TestClient(app, client=("203.0.113.7", 1)).get("/reconcile")
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "60")


@pytest.mark.parametrize(("kind", "body", "status"), [
    ("application/x-www-form-urlencoded", b"queries=%7B", 400),
    ("application/x-www-form-urlencoded", b"queries=%FF", 400),
    ("application/json", b"{}", 415),
    ("application/x-www-form-urlencoded", b"extend=%5B%5D", 400),
])  # fmt: skip
def test_what_is_wrong_has_a_status(
    asking: TestClient, kind: str, body: bytes, status: int
) -> None:
    answer = asking.post("/reconcile", content=body, headers={"content-type": kind})
    assert answer.status_code == status
    assert asking.get("/reconcile/nowhere").status_code == 404
