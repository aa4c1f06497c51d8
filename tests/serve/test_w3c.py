"""The W3C's tests of SPARQL 1.1 services; what came of them is published as an EARL report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import w3c
from earl import report
from starlette.testclient import TestClient
from w3c_data import published
from w3c_suites import description, graph_store, protocol, results

from councilgraph.serve.app import application

REPORT = Path(__file__).parents[2] / "conformance" / "earl.ttl"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    if not w3c.SUITE.is_dir():
        pytest.skip("the W3C's tests are not beside the project, under ../shared/w3c")
    place = published(tmp_path_factory.mktemp("w3c"))
    with TestClient(application(place, tmp_path_factory.mktemp("scratch"))) as client:
        yield client


@pytest.fixture(scope="module")
def outcomes(service: TestClient) -> dict[str, list[w3c.Outcome]]:
    suites = (protocol, results, description, graph_store)
    return {suite.__name__: list(suite(service)) for suite in suites}


TALLIES = {
    "protocol": {w3c.PASSED: 27, w3c.INAPPLICABLE: 7},
    "results": {w3c.PASSED: 10},
    "description": {w3c.PASSED: 3},
    "graph_store": {w3c.PASSED: 5, w3c.INAPPLICABLE: 8},
}
"""What needs an update to be made does not apply to a service that only reads."""


@pytest.mark.parametrize("suite", TALLIES)
def test_a_suite(suite: str, outcomes: dict[str, list[w3c.Outcome]]) -> None:
    assert [o for o in outcomes[suite] if o.result == w3c.FAILED] == []
    assert Counter(o.result for o in outcomes[suite]) == TALLIES[suite]


def test_the_report_is_of_today(
    outcomes: dict[str, list[w3c.Outcome]], request: pytest.FixtureRequest
) -> None:
    text = report(o for suite in outcomes.values() for o in suite)
    if request.config.getoption("--update-golden"):
        REPORT.parent.mkdir(exist_ok=True)
        REPORT.write_text(text, "utf-8")
    assert REPORT.read_text("utf-8") == text, "make earl writes it anew"
