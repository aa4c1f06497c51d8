"""Real stores take a dataset, count the same, and answer the named questions with equal rows."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sysconfig
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pytest

from councilgraph.cli import main
from councilgraph.identifiers import BASE
from councilgraph.pipeline import publish
from councilgraph.query import Embedded, Remote, library, with_constants
from councilgraph.query.store import Answer
from councilgraph.rdf import Literal

pytestmark = pytest.mark.slow

PILOT = Path(__file__).parents[1] / "documents" / "S-2020-1166" / "source.txt"
OXIGRAPH = Path(sysconfig.get_path("scripts")) / "oxigraph"
DOCUMENTS = 60
PREFIX = "PREFIX cg: <https://w3id.org/councilgraph/ontology#>"
Start = Callable[..., int]


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


def free() -> int:
    """Return the number of a port that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def running(command: list[str], folder: Path, address: str) -> Iterator[str]:
    """Yield an address once a server answers there, and end the server afterwards."""
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            deadline = time.monotonic() + 60
            while not answers(address):
                assert server.poll() is None, "the server ended"
                assert time.monotonic() < deadline, "the server does not answer"
                time.sleep(0.1)
            yield address
        finally:
            server.kill()


def answers(address: str) -> bool:
    try:
        urllib.request.urlopen(address, timeout=1).close()  # noqa: S310 - of this machine
    except urllib.error.HTTPError as error:
        error.close()
        return True
    except OSError:
        return False
    return True


@pytest.fixture(scope="module")
def oxigraph(tmp_path_factory: pytest.TempPathFactory, _direct: None) -> Iterator[str]:
    place = f"127.0.0.1:{free()}"
    folder = tmp_path_factory.mktemp("oxigraph")
    command = [str(OXIGRAPH), "serve", "--union-default-graph", "--location", ".", "--bind", place]
    yield from running(command, folder, f"http://{place}/query")


@pytest.fixture(scope="module")
def virtuoso(
    tmp_path_factory: pytest.TempPathFactory,
    needed: Callable[[str | None, str], str],
    _direct: None,
) -> Iterator[str]:
    """Yield the endpoint of a new database; the name and password are those it is made with."""
    program = needed(shutil.which("virtuoso-t"), "virtuoso-t (Debian: virtuoso-opensource-7-bin)")
    folder = tmp_path_factory.mktemp("virtuoso")
    place = f"127.0.0.1:{free()}"
    settings = f"""\
        [Database]
        DatabaseFile = virtuoso.db
        ErrorLogFile = virtuoso.log
        LockFile = virtuoso.lck
        TransactionFile = virtuoso.trx
        xa_persistent_file = virtuoso.pxa
        [TempDatabase]
        DatabaseFile = temporary.db
        TransactionFile = temporary.trx
        [Parameters]
        ServerPort = 127.0.0.1:{free()}
        DisableUnixSocket = 1
        NumberOfBuffers = 10000
        [HTTPServer]
        ServerPort = {place}
        ServerThreads = 5
        MaxClientConnections = 5
        [SPARQL]
        ResultSetMaxRows = 100000
        """
    text = "".join(line.strip() + "\n" for line in settings.splitlines())
    (folder / "virtuoso.ini").write_text(text, "utf-8")
    command = [program, "+foreground", "+configfile", "virtuoso.ini"]
    with pytest.MonkeyPatch.context() as patch:
        for name in ("COUNCILGRAPH_USER", "COUNCILGRAPH_PASSWORD"):
            patch.setenv(name, "dba")
        yield from running(command, folder, f"http://{place}/sparql")


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
    for question in library().values():
        query = question.bound({})
        here, there = embedded.ask(query), Remote(loaded).ask(with_constants(query))
        assert there.variables == here.variables, question.name
        assert meant(there) == meant(here), question.name


def test_verbs_are_joined_in_the_order_of_the_text(loaded: str, embedded: Embedded) -> None:
    resolutions = "SELECT ?s { ?d a cg:Resolution ; cg:symbol ?s ; cg:hasParagraph ?p } GROUP BY ?s"
    symbols = [row[0] for row in meant(embedded.ask(f"{PREFIX} {resolutions}"))]
    assert len(symbols) > DOCUMENTS // 3
    for symbol in symbols:
        query = library()["decisions"].bound({"document": symbol})
        there = meant(Remote(loaded).ask(with_constants(query)))
        assert there == meant(embedded.ask(query)), symbol


def meant(answer: Answer) -> list[tuple[str, ...]]:
    """Return rows as what they mean: Virtuoso writes true as 1, and 1 as 1.0.

    >>> meant(Answer(("a", "b"), ((Literal("true"), Literal("1.0")),)))
    [('1', '1')]
    """
    return [tuple(_value(cell) for cell in row) for row in answer.rows]


def _value(cell: str | Literal | None) -> str:
    text = cell.value if isinstance(cell, Literal) else cell or ""
    text = {"true": "1", "false": "0"}.get(text, text)
    try:
        return format(Decimal(text).normalize(), "f") if text[:1].isdecimal() else text
    except InvalidOperation:
        return text


def test_a_document_of_six_languages_comes_back_as_it_was(
    loaded: str, embedded: Embedded
) -> None:
    query = f"{PREFIX} SELECT ?s ?text {{ ?s cg:text ?text }}"
    here, there = (sorted(meant(store.ask(query))) for store in (embedded, Remote(loaded)))
    assert len(here) > DOCUMENTS
    assert there == here
