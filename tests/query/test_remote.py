"""A SPARQL server of its own process gives the answers that the embedded engine gives."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from councilgraph.cli import main
from councilgraph.errors import EndpointError, UsageError
from councilgraph.query import Embedded, Remote, library, render

pytestmark = pytest.mark.slow

INVENTED = Path(__file__).parent / "invented" / "graph.ttl"


@pytest.fixture(scope="module")
def files(dataset: Path) -> list[Path]:
    """Return what a reader of a published dataset would load, and the invented graph."""
    found = [p for p in sorted(dataset.rglob("*.ttl")) if p.name != "alignments.ttl"]
    assert len(found) > 10
    return [INVENTED, *found]


@pytest.fixture(scope="module")
def endpoint(files: list[Path], sparql_server: Callable[[Sequence[Path]], str]) -> str:
    return sparql_server(files)


@pytest.fixture(scope="module")
def embedded(dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> Embedded:
    place = tmp_path_factory.mktemp("same")
    own = [f for part in ("doc", "links") for f in sorted((dataset / part).rglob("*.ttl"))]
    for number, file in enumerate((INVENTED, *own)):
        (place / f"{number}.ttl").write_bytes(file.read_bytes())
    return Embedded(place)


@pytest.mark.parametrize("name", sorted(library()))
def test_every_question_has_the_same_rows_there(
    name: str, endpoint: str, embedded: Embedded
) -> None:
    query = library()[name].bound({})
    assert render(Remote(endpoint).ask(query), "json") == render(embedded.ask(query), "json")


def test_the_command_line_asks_it(
    endpoint: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["query", "sponsors-without-seat", "--endpoint", endpoint]) == 0
    assert capsysbinary.readouterr().out.endswith(b"(24 rows)\n")


@pytest.mark.parametrize(
    "query",
    [
        "ASK { ?s ?p ?o }",
        "ASK { ?s <urn:none> ?o }",
        "CONSTRUCT { ?s a ?o } WHERE { ?s a ?o . FILTER(strends(str(?s), 'S/RES/2553')) }",
        "DESCRIBE <https://w3id.org/councilgraph/doc/S/2020/1166>",
        "# SELECT\nPREFIX select: <urn:> ASK {}",
        "SELECT ('تونس'@ar AS ?a) (007 AS ?n) ('\\r\\n\\t\"' AS ?s) (bnode() AS ?b) ?u {}",
        "SELECT (1 AS ?x) {} #" + "long " * 1000,
    ],
)
def test_each_form_of_query_is_answered(query: str, endpoint: str, embedded: Embedded) -> None:
    here, there = embedded.ask(query), Remote(endpoint).ask(query)
    assert (there.variables, there.truth) == (here.variables, here.truth)
    assert len(there.rows) == len(here.rows)
    assert [row[:3] for row in there.rows] == [row[:3] for row in here.rows]
    assert sorted(there.triples or ()) == sorted(here.triples or ())


def test_what_the_server_says_of_a_wrong_query_is_passed_on(endpoint: str) -> None:
    with pytest.raises(EndpointError, match=r"answered 400 Bad Request: .*1:"):
        Remote(endpoint).ask("SELECT * {")


def test_nothing_is_written_there(endpoint: str) -> None:
    with pytest.raises(UsageError, match="INSERT is refused"):
        Remote(endpoint).ask("INSERT DATA { <urn:a> <urn:b> <urn:c> }")


def test_a_heavy_query_ends_at_the_deadline(endpoint: str) -> None:
    start = time.monotonic()
    with pytest.raises(EndpointError, match=r"no whole answer within 0\.5 s"):
        Remote(endpoint, 0.5).ask("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
    assert time.monotonic() - start < 3
