"""Questions that ask another endpoint too, against a server of ours with data of the real shape.

What the endpoint says is made up here, but for the names of things; its shape is that of Wikidata
(direct properties, labels of items) and of the European Union's country table (SKOS).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from councilgraph import resources
from councilgraph.cli import main
from councilgraph.cli import query as verb
from councilgraph.errors import UsageError
from councilgraph.query import Answer, Embedded, federated, joined, library, render
from councilgraph.query.store import answer_of

pytestmark = pytest.mark.slow

SAID = """
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix wdt: <http://www.wikidata.org/prop/direct/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix country: <http://publications.europa.eu/resource/authority/country/> .
wd:Q142 wdt:P36 wd:Q90 ; wdt:P1082 1001 ; wdt:P35 wd:Q1 .
wd:Q90 rdfs:label "Paris"@en , "باريس"@ar .
wd:Q148 wdt:P36 wd:Q956 ; wdt:P35 wd:Q2 .
wd:Q956 rdfs:label "Beijing"@en .
wd:Q20 wdt:P36 wd:Q585 ; wdt:P1082 9 ; wdt:P35 wd:Q3 .
wd:Q585 rdfs:label "Oslo"@en .
wd:Q1 rdfs:label "A. Invented"@en .
wd:Q2 rdfs:label "B. Invented"@en .
wd:Q3 rdfs:label "C. Invented"@en .
country:FRA skos:prefLabel "Frankreich"@de , "France"@fr .
country:NOR skos:prefLabel "Norwegen"@de .
"""
# Norway (Q20) did not sit on the Council in 2020 and must not appear.
EXPECTED: Mapping[str, list[str]] = {
    "voters-wikidata": [
        "name,choice,capital,population", "China,in favour,Beijing,", "France,in favour,Paris,1001",
    ],
    "heads-wikidata": ["name,head", "China,B. Invented", "France,A. Invented"],
    "names-eu": ["name,label", "France,Frankreich"],
}  # fmt: skip


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("other") / "said.ttl"
    file.write_text(SAID, "utf-8")
    return file


@pytest.fixture(scope="module")
def endpoint(sparql_server: Callable[[Sequence[Path]], str], said: Path) -> str:
    return sparql_server([said])


class Heard:
    """The other endpoint in this process, and what it was asked."""

    def __init__(self, file: Path) -> None:
        self.queries: list[str] = []
        self._store = Embedded(file)

    def ask(self, query: str) -> Answer:
        self.queries.append(query)
        return self._store.ask(query)


def lines(answer: Answer) -> list[str]:
    return render(answer, "csv").splitlines()


def test_every_federated_question_is_held_against_rows() -> None:
    assert set(federated()) == set(EXPECTED)
    assert not set(federated()) & set(library())


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_question_is_joined_with_what_the_endpoint_says(
    name: str, dataset: Path, endpoint: str, capsysbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(verb, "PAUSE", 0.0)
    asked = ["query", name, "--data", str(dataset), "--format", "csv", "--service", endpoint]
    assert main(asked) == 0
    assert capsysbinary.readouterr().out.decode().splitlines() == EXPECTED[name]


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_store_that_follows_service_gives_the_same_rows(
    name: str, pilot: Embedded, endpoint: str
) -> None:
    query = re.sub(r"SERVICE <[^>]+>", f"SERVICE <{endpoint}>", federated()[name].bound({}))
    assert lines(answer_of(pilot._store.query(query))) == EXPECTED[name]


def test_the_other_endpoint_is_asked_about_our_items_alone(
    pilot: Embedded, said: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("councilgraph.query.federation.AT_ONCE", 4)
    other = Heard(said)
    query = federated()["voters-wikidata"].bound({"language": "ar"})
    assert lines(joined(query, pilot, other))[1:] == ["فرنسا,مؤيد,باريس,1001"]
    assert len(other.queries) == 4  # of fifteen members, four at a time
    assert sum(q.count("wikidata.org/entity/Q") for q in other.queries) == 15
    assert not any("SERVICE" in q or "cg:hasBallot" in q for q in other.queries)


def test_nothing_found_here_asks_nothing_there(pilot: Embedded, said: Path) -> None:
    other = Heard(said)
    query = federated()["voters-wikidata"].bound({"document": "S/RES/9999 (2031)"})
    assert lines(joined(query, pilot, other)) == EXPECTED["voters-wikidata"][:1]
    assert other.queries == []


def test_no_other_endpoint_is_asked_unless_that_is_allowed(
    dataset: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["query", "names-eu", "--data", str(dataset)]) == 2
    said = capsys.readouterr().err
    assert "names-eu asks http://publications.europa.eu/webapi/rdf/sparql too" in said
    assert "--federated" in said
    assert main(["query", "sponsors", "--data", str(dataset), "--federated"]) == 2
    assert "one SERVICE block" in capsys.readouterr().err
    with pytest.raises(UsageError, match="SERVICE is refused"):
        Embedded(None).ask(federated()["names-eu"].body)


def test_the_list_names_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", "--list"]) == 0
    said = capsys.readouterr().out
    assert "heads-wikidata: Heads of State" in said
    assert said.count("--federated  asks http") == len(EXPECTED)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_federated_question_is_laid_out_as_the_others(name: str) -> None:
    text = resources.text(f"ontology/questions/federated/{name}.rq")
    keys = re.findall(r"^# (\w+):", text, re.MULTILINE)
    question = federated()[name]
    assert keys == ["title", "description", "keywords", *["parameter"] * len(question.parameters)]
    for parameter in question.parameters:
        assert f"VALUES ?{parameter.name} {{" in question.body
    declared = set(re.findall(r"^PREFIX (\w+):", question.body, re.MULTILINE))
    used = re.findall(r"(?<![\w:<])(\w+):(?=[A-Za-z])(?!//)", question.body.split("\n\n", 1)[1])
    assert declared == set(used)
