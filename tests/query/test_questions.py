"""Every question of the library against rows written down by hand from what was asked about.

``pilot/`` holds the answers that the letter S/2020/1166 and its resolution give to a reader,
``invented/`` those of a small graph made up to have something of everything.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest
import rdflib

from councilgraph import resources
from councilgraph.query import Embedded, library, render
from councilgraph.query.parameters import ANY, KINDS, term_of
from councilgraph.rdf import n_triples
from councilgraph.rdf.namespaces import CG

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
GRAPH = HERE / "invented" / "graph.ttl"
PILOT = sorted(p.stem for p in (HERE / "pilot").glob("*.csv"))
ASKED: Mapping[str, Mapping[str, str]] = {
    "amendments": {"document": "S/RES/9001"},
    "by-agenda-item": {"item": "INVENTIA"},
    "by-topic": {"topic": "invention"},
    "citation-chain": {"from": "S/RES/9003", "to": "S/RES/9001"},
    "citations": {"document": "S/RES/9002"},
    "cited-by": {"document": "S/RES/9001"},
    "co-sponsors": {"state": "France"},
    "concerning": {"body": "UNMHA"},
    "council-members": {"year": "2019"},
    "decisions": {"document": "S/RES/9002"},
    "dormant": {"year": "2021"},
    "requests-due": {"month": "2021-03"},
    "sources": {"document": "S/RES/9002"},
    "sponsored-by": {"state": "FRA"},
    "sponsors": {"document": "S/2020/9103"},
    "sponsors-without-seat": {"document": "S/RES/9001"},
    "text": {"document": "S/RES/9002", "language": "fr"},
    "votes": {"document": "S/2019/9102"},
}
"""What the invented graph is asked where the defaults ask for something else."""


@pytest.fixture(scope="module")
def invented() -> Embedded:
    return Embedded(GRAPH)


def answer(store: Embedded, name: str, values: Mapping[str, str]) -> list[str]:
    found = store.ask(library()[name].bound(values))
    return render(found, "csv").replace("\r\n", "\n").splitlines()


def expected(folder: str, name: str) -> list[str]:
    return (HERE / folder / f"{name}.csv").read_text("utf-8").splitlines()


def test_every_question_has_rows_to_be_held_against() -> None:
    assert sorted(library()) == sorted(p.stem for p in (HERE / "invented").glob("*.csv"))
    assert set(ASKED) <= set(library())
    assert len(PILOT) >= 20
    assert len(library()) >= 30


@pytest.mark.parametrize("name", sorted(library()))
def test_the_invented_graph_gives_the_rows_expected(name: str, invented: Embedded) -> None:
    assert answer(invented, name, ASKED.get(name, {})) == expected("invented", name)


@pytest.mark.parametrize("name", PILOT)
def test_the_pilot_gives_the_rows_expected(name: str, pilot: Embedded) -> None:
    assert answer(pilot, name, {}) == expected("pilot", name)


def test_an_open_parameter_can_be_given(invented: Embedded) -> None:
    assert len(answer(invented, "dissent", {"document": "S/2019/9102"})) == 1 + 3
    assert len(answer(invented, "vetoes", {"state": "China"})) == 1 + 1
    assert answer(invented, "vetoes", {"state": ANY}) == expected("invented", "vetoes")
    verbs = answer(invented, "verbs", {"document": "S/RES/9001", "language": "es"})
    assert verbs[1:] == ["establece,1"]


def test_names_come_in_the_language_asked_for(pilot: Embedded) -> None:
    rows = answer(pilot, "votes", {"language": "zh"})
    assert "中国,CHN,赞成,true" in rows
    assert len(rows) == 1 + 15


def test_a_topic_that_one_language_names_is_shown_in_all(invented: Embedded) -> None:
    both = answer(invented, "by-topic", {"topic": "invention"})
    assert len(both) == 1 + 2
    assert answer(invented, "by-topic", {"topic": "l’invention"}) == both


def test_topics_are_found_by_any_name_of_their_concept(pilot: Embedded) -> None:
    english = answer(pilot, "by-topic", {"topic": "women, peace", "language": "fr"})
    assert len(english) > 1
    assert answer(pilot, "by-topic", {"topic": "женщин", "language": "fr"}) == english
    assert english[1].startswith("Les femmes et la paix et la sécurité")
    items = answer(pilot, "by-agenda-item", {"item": "Maintien de la paix"})
    assert [row.split(",")[0] for row in items[1:]] == ["S/2020/1158", "S/2020/1166"]


@pytest.mark.parametrize("name", sorted(library()))
def test_a_question_says_what_it_is_and_takes(name: str) -> None:
    question = library()[name]
    header = resources.text(f"ontology/questions/{name}.rq").split("\n\n")[0]
    keys = re.findall(r"^# (\w+):", header, re.MULTILINE)
    walk = ["walk"] * (question.walk is not None)
    parameters = ["parameter"] * len(question.parameters)
    assert keys == ["title", "description", "keywords", *parameters, *walk]
    assert header.count("\n") == len(keys) - 1
    assert "#" not in re.sub(r"<[^>]*>", "", question.body)
    assert question.keywords
    assert len({q.title for q in library().values()}) == len(library())
    bindings = re.findall(r"VALUES \?(\w+) \{ (\S+) \}", question.body)
    assert {n for n, _ in bindings} == {p.name for p in question.parameters}
    known = {p.name: p for p in question.parameters}
    for parameter, bound in ((known[n], b) for n, b in bindings):
        assert parameter.kind in KINDS
        term = term_of(parameter, parameter.default)
        given = "UNDEF" if term is None else n_triples(term)
        given = given.replace(f"^^<{rdflib.XSD.gYearMonth}>", "^^xsd:gYearMonth")
        assert bound == re.sub(r'"(\d+)"\^\^<.*integer>', r"\1", given)


def test_a_walk_begins_with_a_document_and_gathers_what_the_question_names() -> None:
    walked = [(q, q.walk) for q in library().values() if q.walk]
    assert walked
    for question, walk in walked:
        (start,) = (p for p in question.parameters if p.name == walk.parameter)
        assert (start.kind, start.default == ANY) == ("symbol", False)
        used = set(re.findall(r"(?<=\s)cg:\w+", question.body))
        assert {CG[u.removeprefix("cg:")] for u in used} == {walk.followed, *walk.told}


@pytest.mark.parametrize("name", sorted(library()))
def test_a_question_declares_the_prefixes_it_uses_and_no_other(name: str) -> None:
    body = library()[name].body
    declared = set(re.findall(r"^PREFIX (\w+):", body, re.MULTILINE))
    assert declared == set(
        re.findall(r"(?<![\w:])(\w+):(?=[A-Za-z])(?!//)", body.split("\n\n", 1)[1])
    )
    assert not re.search(r"FILTER NOT EXISTS \{[^}]*\.[^}]*\.", body)  # quadratic: MINUS instead


@pytest.fixture(scope="module")
def oracle(dataset: Path) -> rdflib.Graph:
    graph = rdflib.Graph()
    authority = ("authority/*.ttl", "links/*.ttl", "vocabularies/*.ttl", "core.ttl")
    files = [f for pattern in authority for f in resources.files(f"ontology/{pattern}")]
    for file in (GRAPH, *(dataset / "doc").rglob("*.ttl"), *files):
        graph.parse(file)
    return graph


@pytest.fixture(scope="module")
def both(dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> Embedded:
    place = tmp_path_factory.mktemp("both")
    for number, file in enumerate((GRAPH, *sorted((dataset / "doc").rglob("*.ttl")))):
        (place / f"{number}.ttl").write_bytes(file.read_bytes())
    return Embedded(place)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(library()))
@pytest.mark.parametrize("asked", [{}, ASKED], ids=["defaults", "invented"])
def test_rdflib_gives_the_same_rows(
    name: str, asked: Mapping[str, Mapping[str, str]], oracle: rdflib.Graph, both: Embedded
) -> None:
    query = library()[name].bound(asked.get(name, {}))
    found = both.ask(query)
    result = oracle.query(query)
    assert [str(v) for v in result.vars or ()] == list(found.variables)
    bindings = [[row.get(rdflib.Variable(v)) for v in found.variables] for row in result.bindings]
    theirs = Counter(tuple(None if c is None else c.n3() for c in row) for row in bindings)
    rows = (
        tuple(None if c is None else rdflib_n3(n_triples(c)) for c in row) for row in found.rows
    )
    assert Counter(rows) == theirs


def rdflib_n3(term: str) -> str:
    """Return a term as rdflib writes it: with short forms of numbers and booleans."""
    read = rdflib.util.from_n3(term)
    assert isinstance(read, rdflib.term.Identifier)
    return read.n3()
