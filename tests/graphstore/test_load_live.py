"""Real stores take a dataset, count the same, and answer the named questions with equal rows."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from citing import citing

import stores
from councilgraph.cli import main
from councilgraph.identifiers import BASE
from councilgraph.pipeline import publish
from councilgraph.query import Embedded, Remote, asked_of, library, with_constants
from stores import meant

pytestmark = pytest.mark.slow

PILOT = Path(__file__).parents[1] / "documents" / "S-2020-1166" / "source.txt"
DOCUMENTS = 60
PREFIX = "PREFIX cg: <https://w3id.org/councilgraph/ontology#>"


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the published pilot among random documents."""
    top = tmp_path_factory.mktemp("corpus")
    made = ["render", "--random", str(DOCUMENTS), "--distinct", "--quiet", "-o", str(top / "made")]
    assert main(made) == 0
    assert publish([str(top / "made"), str(PILOT)], top / "out", jobs=1).files
    return top / "out"


@pytest.fixture(scope="module")
def embedded(dataset: Path) -> Embedded:
    return Embedded(dataset)


@pytest.fixture(scope="module", autouse=True)
def _direct(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Ask servers of this machine directly, with no journal of the user's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("no_proxy", "127.0.0.1")
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="module")
def oxigraph(tmp_path_factory: pytest.TempPathFactory, _direct: None) -> Iterator[str]:
    with stores.oxigraph(tmp_path_factory.mktemp("oxigraph")) as endpoint:
        yield endpoint


@pytest.fixture(scope="module")
def program(needed: Callable[[str | None, str], str], _direct: None) -> Iterator[str]:
    """Yield Virtuoso's program; the name and password are those a database is made with."""
    what = "virtuoso-t (Debian: virtuoso-opensource-7-bin)"
    with pytest.MonkeyPatch.context() as patch:
        for name in ("COUNCILGRAPH_USER", "COUNCILGRAPH_PASSWORD"):
            patch.setenv(name, "dba")
        yield needed(shutil.which(stores.VIRTUOSO), what)


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory, program: str) -> Iterator[str]:
    with stores.virtuoso(tmp_path_factory.mktemp("virtuoso"), program) as endpoint:
        yield endpoint


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def loaded(request: pytest.FixtureRequest, dataset: Path) -> str:
    """Return the endpoint of a store that has the dataset."""
    endpoint: str = request.getfixturevalue(request.param)
    assert main(["load", str(dataset), "--endpoint", endpoint, "--quiet"]) == 0
    return endpoint


def test_a_second_load_finds_all_there(
    loaded: str, dataset: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["load", str(dataset), "--endpoint", loaded]) == 0
    err = capsys.readouterr().err
    assert "0 graphs sent" in err
    assert "counts the same" in err
    assert err.count("\n") == 2  # nothing is said against the default graph


def test_the_union_of_the_graphs_is_what_files_say(loaded: str, embedded: Embedded) -> None:
    query = (
        "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } "
        f'FILTER (strstarts(str(?g), "{BASE}")) }} }}'
    )
    assert meant(Remote(loaded).ask(query)) == [(str(len(embedded)),)]


def test_every_question_has_the_same_rows_in_the_same_order(
    loaded: str, embedded: Embedded
) -> None:
    assert differing(embedded, Remote(loaded)) == []


def test_so_it_has_where_few_documents_let_it_plan_otherwise(program: str, tmp_path: Path) -> None:
    """Hence ``citations`` asks for what a document and what its paragraphs cite apart.

    Asked along ``cg:hasParagraph*``, with functions of what is found, Virtuoso 7.2 finds nothing.
    """
    assert publish([str(PILOT)], tmp_path / "out", jobs=1).files
    with stores.virtuoso(tmp_path, program) as endpoint:
        assert main(["load", str(tmp_path / "out"), "--endpoint", endpoint, "--quiet"]) == 0
        assert differing(Embedded(tmp_path / "out"), Remote(endpoint)) == []


def differing(embedded: Embedded, remote: Remote) -> list[str]:
    """Return the questions that two stores answer with other rows, or in another order."""
    answers = {
        question.name: (embedded.ask(question.bound({})), asked_of(remote, question, {}))
        for question in library().values()
    }
    return [name for name, (here, there) in answers.items()
            if there.variables != here.variables or meant(there) != meant(here)]  # fmt: skip


def test_verbs_are_joined_in_the_order_of_the_text(loaded: str, embedded: Embedded) -> None:
    resolutions = "SELECT ?s { ?d a cg:Resolution ; cg:symbol ?s ; cg:hasParagraph ?p } GROUP BY ?s"
    symbols = [row[0] for row in meant(embedded.ask(f"{PREFIX} {resolutions}"))]
    assert len(symbols) > DOCUMENTS // 3
    for symbol in symbols:
        query = library()["decisions"].bound({"document": symbol})
        there = meant(Remote(loaded).ask(with_constants(query)))
        assert there == meant(embedded.ask(query)), symbol


def test_a_document_of_six_languages_comes_back_as_it_was(
    loaded: str, embedded: Embedded
) -> None:
    query = f"{PREFIX} SELECT ?s ?text {{ ?s cg:text ?text }}"
    here, there = (sorted(meant(store.ask(query))) for store in (embedded, Remote(loaded)))
    assert len(here) > DOCUMENTS
    assert there == here


def test_a_chain_of_citations_is_followed_where_there_are_too_many_ways(
    loaded: str, tmp_path: Path
) -> None:
    """Last, since it adds documents. Asked whole, Virtuoso refuses after some 15 s and 1 GB."""
    graph = ox.NamedNode("https://example.org/citing")
    triples = ox.parse(citing(500, 4), ox.RdfFormat.TURTLE)
    quads = (ox.Quad(t.subject, t.predicate, t.object, graph) for t in triples)
    ox.serialize(quads, tmp_path / "citing.nq", ox.RdfFormat.N_QUADS)
    assert main(["load", str(tmp_path / "citing.nq"), "--endpoint", loaded, "--quiet"]) == 0
    question, ends = library()["citation-chain"], {"from": "S/9999/490", "to": "S/9999/9"}
    here = Embedded(tmp_path / "citing.nq").ask(question.bound(ends))
    assert len(here.rows) > 1000
    assert asked_of(Remote(loaded), question, ends) == here
