"""What is answered step by step has the rows that the whole question has, or ends with a reason."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path

import pyoxigraph as ox
import pytest
from citing import PREFIXES, citing
from misbehaving import Behaviour, Misbehaving

from councilgraph.cli import main
from councilgraph.errors import EndpointError, UsageError
from councilgraph.query import Answer, Embedded, Remote, asked_of, library, walking
from councilgraph.query.federation import AT_ONCE
from councilgraph.query.store import answer_of

CHAIN = library()["citation-chain"]
ENDS = {"from": "S/9999/1", "to": "S/9999/2"}
ROWS: Mapping[str, tuple[str, list[tuple[str, str]]]] = {
    "nothing is cited": ('doc:1 cg:symbol "S/9999/1" .', []),
    "another way": ("doc:1 cg:cites doc:3 . doc:2 cg:cites doc:1 .", []),
    "at once": ("doc:1 cg:cites doc:2 .", [("S/9999/1", "S/9999/2")]),
    "a circle": (
        "doc:1 cg:cites doc:3 . doc:3 cg:cites doc:1, doc:2 .",
        [("S/9999/3", "S/9999/2"), ("S/9999/3", "S/9999/1"), ("S/9999/1", "S/9999/3")],
    ),
    "itself": (
        "doc:1 cg:cites doc:1, doc:2 .",
        [("S/9999/1", "S/9999/2"), ("S/9999/1", "S/9999/1")],
    ),
    "two symbols": (
        'doc:1 cg:cites doc:2 ; cg:symbol "A", "B" . doc:2 cg:symbol "C" .',
        [("B", "C"), ("A", "C")],
    ),
    "what has no name": (
        "doc:1 cg:cites [ cg:cites doc:4 ], 'text', doc:2 .",
        [("S/9999/1", "S/9999/2")],
    ),
}


class Refusing(Remote):
    """An endpoint that refuses whole questions and cuts long answers, as Virtuoso does.

    ``asked`` is what it answered, ``most`` are the triples that it sends.
    """

    def __init__(self, turtle: str) -> None:
        super().__init__("http://example.org/")
        self.asked: list[str] = []
        self.most = 10_000
        self.whole = ox.Store()
        self.whole.load(turtle, ox.RdfFormat.TURTLE)

    def ask(self, query: str, left: float | None = None) -> Answer:
        assert left is None or 0 < left <= self.timeout
        if "cites>*" in query or "cites*" in query:
            raise EndpointError("Exceeded 1000000000 bytes in transitive temp memory")
        self.asked.append(query)
        answer = answer_of(self.whole.query(query))
        return replace(answer, triples=answer.triples and answer.triples[: self.most])


def whole(store: ox.Store, values: Mapping[str, str]) -> Answer:
    return answer_of(store.query(CHAIN.bound(values)))


@pytest.mark.parametrize(("turtle", "rows"), ROWS.values(), ids=ROWS)
def test_small_graphs_have_the_rows_expected(turtle: str, rows: list[tuple[str, str]]) -> None:
    store = Refusing(PREFIXES + turtle)
    found = asked_of(store, CHAIN, ENDS)
    assert [tuple(c.value for c in row if c) for row in found.rows] == rows  # type: ignore[union-attr]
    assert found == whole(store.whole, ENDS)


@pytest.mark.slow
def test_a_large_graph_has_the_same_rows_and_each_document_is_asked_about_once() -> None:
    store = Refusing(citing(900, 5))
    said: list[str] = []
    found = asked_of(store, CHAIN, {"from": "S/9999/444", "to": "S/9999/5"}, said.append)
    assert found == whole(store.whole, {"from": "S/9999/444", "to": "S/9999/5"})
    assert len(found.rows) > 3000
    asked = [query.split("UNION")[0].count("/doc/") for query in store.asked]
    assert max(asked) == AT_ONCE
    assert sum(asked) > 800
    names = [n for q in store.asked for n in q.split("UNION")[0].split() if "/doc/" in n]
    assert len(names) == len(set(names))
    (note,) = said
    assert f"requests: {len(asked)}, triples: " in note


@pytest.mark.slow
def test_a_store_that_cuts_answers_is_asked_about_less_at_a_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store, ends = Refusing(citing(400, 5)), {"from": "S/9999/390", "to": "S/9999/5"}
    whole_answer = whole(store.whole, ends)
    store.most = 120
    assert asked_of(store, CHAIN, ends) != whole_answer
    monkeypatch.setattr(walking, "FULL", store.most)
    assert asked_of(store, CHAIN, ends) == whole_answer


def test_another_question_is_asked_whole_and_says_nothing() -> None:
    store = Refusing(citing(9, 2))
    said: list[str] = []
    assert asked_of(store, library()["cited-by"], {}, said.append).variables
    assert len(store.asked) == 1
    assert not said


def test_a_wrong_value_is_refused_before_anything_is_asked() -> None:
    store = Refusing("")
    with pytest.raises(UsageError, match="from=Paris"):
        asked_of(store, CHAIN, {"from": "Paris"})
    assert not store.asked


@pytest.fixture
def endless() -> Iterator[Misbehaving]:
    """Yield a server after each of whose answers there is one more document to ask about."""
    server = Misbehaving(_one_more(CHAIN.walk.followed if CHAIN.walk else ""))
    yield server
    server.close()


def _one_more(followed: str) -> Behaviour:
    numbers = count()

    def answer(connection: object, _: object) -> None:
        time.sleep(0.02)
        line = f"<urn:x> <{followed}> <urn:{next(numbers)}> .\n".encode()
        head = f"Content-Type: application/n-triples\r\nContent-Length: {len(line)}\r\n\r\n"
        connection.sendall(b"HTTP/1.1 200 OK\r\n" + head.encode() + line)  # type: ignore[attr-defined]

    return answer


@pytest.mark.slow
def test_all_steps_together_end_at_the_deadline(endless: Misbehaving) -> None:
    start = time.monotonic()
    with pytest.raises(EndpointError, match=r"sparql: no whole answer within 0\.5 s$") as raised:
        asked_of(Remote(endless.url, 0.5), CHAIN, {})
    assert time.monotonic() - start < 3
    assert raised.value.passing
    assert len(endless.requests) > 1


def test_more_than_the_cap_is_refused(
    endless: Misbehaving, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(walking, "MOST", 3)
    with pytest.raises(EndpointError, match="sparql: more than 3 triples reached"):
        asked_of(Remote(endless.url, 30), CHAIN, {})
    assert len(endless.requests) == 4


def test_what_an_endpoint_says_against_a_step_is_passed_on() -> None:
    def fails(connection: object, _: object) -> None:
        connection.sendall(b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n")  # type: ignore[attr-defined]

    server = Misbehaving(fails)
    try:
        with pytest.raises(EndpointError, match="answered 503 Busy"):
            asked_of(Remote(server.url), CHAIN, {})
    finally:
        server.close()


@pytest.mark.slow
def test_the_command_line_asks_a_server_step_by_step(
    sparql_server: Callable[[Sequence[Path]], str],
    tmp_path: Path,
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    file = tmp_path / "documents.ttl"
    file.write_text(citing(300, 4), "utf-8")
    endpoint = sparql_server([file])
    asked = ["citation-chain", "--set", "from=S/9999/290", "--set", "to=S/9999/9"]
    asked += ["--format", "csv"]
    assert main(["query", *asked, "--data", str(file)]) == 0
    from_the_file = capsysbinary.readouterr().out
    assert from_the_file.count(b"\n") > 500
    assert main(["query", *asked, "--endpoint", endpoint]) == 0
    out, err = capsysbinary.readouterr()
    assert out == from_the_file
    assert err.startswith(f"{endpoint}: asked step by step; ".encode())
    assert Remote(endpoint).ask(CHAIN.bound({})) == asked_of(Remote(endpoint), CHAIN, {})
    assert Embedded(file).ask(CHAIN.bound({})) == asked_of(Remote(endpoint), CHAIN, {})
