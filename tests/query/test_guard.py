"""No query reaches another place, writes, or ends the process."""

from __future__ import annotations

import contextlib
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from councilgraph import resources
from councilgraph.errors import EnvironmentFault, UsageError
from councilgraph.query import Embedded
from councilgraph.query.guard import DEEPEST, LONGEST, check_query, form_of

URL = "<urn:elsewhere>"


class Listener:
    """Count the connections that somebody makes."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._socket.settimeout(0.02)
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}/"
        self.connections = 0
        self._open = True
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()

    def _listen(self) -> None:
        while self._open:
            with contextlib.suppress(TimeoutError):
                self._socket.accept()[0].close()
                self.connections += 1

    def close(self) -> None:
        self._open = False
        self._thread.join()
        self._socket.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    found = Listener()
    yield found
    found.close()


SPELLINGS = (
    "ASK { SERVICE <URL> { ?s ?p ?o } }",
    "ASK { service <URL> { ?s ?p ?o } }",
    "ASK { SERVICE SILENT <URL> { ?s ?p ?o } }",
    "ASK { SERVICE#c\n<URL> { ?s ?p ?o } }",
    "ASK { #'\rSERVICE <URL> { ?s ?p ?o } }",
    "ASK{SERVICE<URL>{?s ?p ?o}}",
    "ASK { VALUES ?x {1}SERVICE<URL>{ ?s ?p ?o } }",
    "ASK { FILTER(1<2)SERVICE<URL>{ ?s ?p ?o } FILTER(3>2) }",
    "PREFIX a: <URL> ASK { SERVICE a: { ?s ?p ?o } }",
    "PREFIX a: <URL> ASK { SERVICEa:{ ?s ?p ?o } }",
    "PREFIX : <URL> ASK { SERVICE:{ ?s ?p ?o } }",
    "PREFIX b: <urn:> PREFIX a: <URL> ASK { FILTER(b:x != b:y\\') SERVICE a: { ?s ?p b:\\' } }",
    "ASK { FILTER EXISTS { SERVICE <URL> { ?s ?p ?o } } }",
    "SELECT * { { SELECT * { SERVICE <URL> { ?s ?p ?o } } } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <URL> { ?s ?p ?o } }",
)


@pytest.mark.slow
def test_a_call_elsewhere_is_refused_in_every_spelling(
    authority: Embedded, listener: Listener
) -> None:
    for spelling in SPELLINGS:
        with pytest.raises(UsageError, match="SERVICE is refused"):
            authority.ask(spelling.replace("URL", listener.url))
    time.sleep(0.1)
    assert listener.connections == 0


def test_the_listener_hears_what_nobody_refuses(listener: Listener) -> None:
    for spelling in SPELLINGS:
        before = listener.connections
        with contextlib.suppress(OSError, RuntimeError, SyntaxError):
            answer = ox.Store().query(spelling.replace("URL", listener.url))
            _ = answer if isinstance(answer, ox.QueryBoolean) else list(answer)
        deadline = time.monotonic() + 2
        while listener.connections == before and time.monotonic() < deadline:
            time.sleep(0.005)
        assert listener.connections > before, spelling


FRAGMENTS = (
    "?s ?p ?o", "?s ?p 1", "?s ?p 1e5", "?s ?p .5", "?s ?p 1.", "?s?p'x'", "?s ?p '''z'''", "a:b",
    "@en", "^^<urn:x>", "a:", ":c.d", ".", ";", ",", "#c\n", "#'\r", "<urn:'>", "<urn:\\u0041'>",
    "a:\\'", "a:%27", "_:b.", "true", "''", "'\\''", "{", "}", "FILTER(1<2)", "FILTER(?s>'b')",
    "BIND(1 AS ?x)", "[]", "(1 2)", " ", "\n", "a", "$v", "-1", "UNION", "<<?s?p?o>>", "é:", "\\",
)  # fmt: skip


@pytest.mark.slow
def test_wherever_the_engine_reads_the_keyword_the_guard_does() -> None:
    """Hold the guard against the grammar of Oxigraph, by queries made up at random."""
    chance = random.Random(2553)
    store = ox.Store()
    read = 0
    for _ in range(4000):
        before = "".join(chance.choices(FRAGMENTS, k=chance.choice((1, 2, 2, 3))))
        place = chance.choice((URL, "a:b", ":", " SILENT<urn:x>", "#x\n<urn:x>", "?v", "é:s"))
        query = f"PREFIX a:<urn:>PREFIX :<urn:>PREFIX é:<urn:>ASK{{{before}SERVICE{place}{{}}}}"
        if _parses(store, query) and not _parses(store, query.replace("SERVICE", "SERVICX")):
            read += 1
            with pytest.raises(UsageError):
                check_query(query)
    assert read > 100


def _parses(store: ox.Store, query: str) -> bool:
    try:
        store.query(query)
    except SyntaxError:
        return False
    except (OSError, RuntimeError, ValueError):
        return True
    return True


@pytest.mark.parametrize(
    "harmless",
    [
        'SELECT * { ?s ?p "SERVICE <urn:x> {}" }',
        "SELECT * { ?s ?p '''\nSERVICE ''\n''' }",
        "# SERVICE\nSELECT * { ?s <http://example.org/SERVICE> ?service }",
        "PREFIX a: <urn:> SELECT * { ?s a:SERVICE 'x'@en-SERVICE }",
        "SELECT * FROM <http://127.0.0.1:9/> { ?s ?p ?o }",
        "SELECT * FROM NAMED <file:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }",
        "PREFIX insert: <urn:> SELECT ?delete { ?s insert:load ?delete }",
    ],
)
def test_the_word_alone_is_no_call(harmless: str, authority: Embedded) -> None:
    assert authority.ask(harmless).rows == ()


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "delete where { ?s ?p ?o }",
        "LOAD <http://127.0.0.1:9/>",
        "CLEAR ALL",
        "DROP ALL",
        "CREATE GRAPH <urn:g>",
        "COPY DEFAULT TO <urn:g>",
        "MOVE DEFAULT TO <urn:g>",
        "ADD DEFAULT TO <urn:g>",
        "SELECT * { ?s ?p ?o } ; CLEAR ALL",
    ],
)
def test_an_update_is_refused(update: str, authority: Embedded) -> None:
    with pytest.raises(UsageError, match="is refused: the data are read-only"):
        authority.ask(update)


@pytest.mark.parametrize(("opening", "inner", "closing"), [
    ("(", "1", ")"), ("((", "1", "))"), ("IF(true, ", "1, 2", ")"),
])  # fmt: skip
def test_deep_nesting_is_refused(
    opening: str, inner: str, closing: str, authority: Embedded
) -> None:
    few = (DEEPEST - 2) // opening.count("(")
    form = "SELECT ({} AS ?x) {{}}"
    if "," not in inner:
        assert authority.ask(form.format(opening * few + inner + closing * few)).rows
    with pytest.raises(UsageError, match="deeper than 50 levels"):
        authority.ask(form.format(opening * (DEEPEST + 1) + inner + closing * (DEEPEST + 1)))
    assert authority.ask("SELECT ('((((((((((' AS ?x) {}").rows


@pytest.mark.slow
@pytest.mark.parametrize(
    "query",
    [
        "SELECT (1{} AS ?x) {{}}".format("+1" * 12_000),
        "ASK { FILTER(" + "!" * 60_000 + "true) }",
        "ASK { {}" + "UNION{}" * 8_000 + " }",
        "ASK { " + "OPTIONAL{}" * 5_000 + " }",
    ],
)
def test_a_long_query_does_not_end_the_process(query: str, authority: Embedded) -> None:
    assert len(query) <= LONGEST
    answer = authority.ask(query)
    assert answer.rows or answer.truth is not None


def test_a_query_that_is_too_long_is_refused(authority: Embedded) -> None:
    with pytest.raises(UsageError, match=f"expected at most {LONGEST}"):
        authority.ask("ASK {}" + " " * LONGEST)


STATES = resources.path("ontology/authority/states.ttl")
HEAVY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
ENDLESS_PLAN = "ASK { " + "?s ?p ?o . " * 1000 + "}"


@pytest.mark.slow
@pytest.mark.parametrize("query", [HEAVY, ENDLESS_PLAN])
def test_a_heavy_query_ends_at_its_deadline(query: str) -> None:
    command = [sys.executable, "-m", "councilgraph", "query", "--text", query, "--timeout", "1"]
    start = time.monotonic()
    run = subprocess.run(
        [*command, "--data", str(STATES)], capture_output=True, check=False, timeout=30
    )
    assert run.returncode == EnvironmentFault.exit_code
    assert b"no whole answer within 1 s" in run.stderr
    assert time.monotonic() - start < 5


@pytest.mark.slow
def test_an_interrupt_is_heard() -> None:
    command = [sys.executable, "-m", "councilgraph", "query", "--text", HEAVY]
    # What a shell starts in the background ignores interrupts, and so would all that it starts.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen([*command, "--data", str(STATES)], stderr=subprocess.PIPE) as run:
        try:
            time.sleep(1.5)
            assert run.poll() is None
            run.send_signal(signal.SIGINT)
            _, err = run.communicate(timeout=60)  # however busy the machine is
        finally:
            run.kill()
            signal.signal(signal.SIGINT, before)
    assert run.returncode == 130
    assert err == b""


def test_the_form_of_a_query_is_its_first_keyword() -> None:
    assert form_of("PREFIX ask: <urn:select> SELECT (1 AS ?construct) {}") == "SELECT"
    assert form_of("# DESCRIBE\nBASE <urn:ask:> construct WHERE {?s ?p ?o}") == "CONSTRUCT"
    with pytest.raises(UsageError, match="expected one of SELECT, ASK"):
        form_of("")
