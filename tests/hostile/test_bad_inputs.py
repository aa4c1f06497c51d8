"""Every row of the bad-input matrix ends as its table says: no traceback, no fault of ours."""

from __future__ import annotations

import re
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
import pytest
from makers import letter
from matrix import ROOT, ROWS, Case, faults, missing, rows
from starlette.testclient import TestClient

from councilgraph.cli import main
from councilgraph.serve.app import application

MEMORY, SECONDS = 1 << 30, 30
"""What a converter may use of memory and time for the worst of files."""
MATRIX = rows()


Note = Callable[[str, object], None]


def params(*, requests: bool) -> list[object]:
    return [
        pytest.param(row.number, case, id=f"{row.number}-{i}",
                     marks=[] if case.quick else [pytest.mark.slow])
        for row in MATRIX
        for i, case in enumerate(row.cases, 1)
        if case.is_request == requests
    ]  # fmt: skip


@pytest.fixture(scope="module")
def working(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    scratch = tmp_path_factory.mktemp("working")
    with TestClient(application(ROOT / "out", scratch), follow_redirects=False) as client:
        yield client


@pytest.mark.parametrize(("row", "case"), params(requests=False))
def test_a_file(
    row: int,
    case: Case,
    tmp_path: Path,
    capfdbinary: pytest.CaptureFixture[bytes],
    record_property: Note,
) -> None:
    record_property("matrix", f"bad inputs:{row}")
    path = case.write(tmp_path)
    command = [part.replace("{folder}", str(tmp_path)).replace("{file}", str(path))
               for part in case.command]  # fmt: skip
    if case.command[-1] != "{file}":
        command.append(str(path))
    if case.limited:
        done = run_limited(command)
        code, out, err = done.returncode, done.stdout.decode(), done.stderr.decode()
    else:
        code = main(command)
        out, err = (s.decode() for s in capfdbinary.readouterr())
    assert code in case.expected, err
    assert "Traceback" not in err
    assert "root:" not in out + err
    for part in case.said:
        assert part in err
    for part in case.written:
        assert part in out
    for part in case.not_written:
        assert part not in out
    if code == 1:
        assert path.name in err
        assert not out
    if code:
        assert not (tmp_path / "out").exists()
    if case.same_iris:
        file = tmp_path / "plain.txt"
        file.write_text(letter(), "utf-8")
        assert main(["convert", str(file)]) == 0
        plain = capfdbinary.readouterr()[0].decode()
        assert iris(out) - {path.name} == iris(plain)


def iris(turtle: str) -> set[str]:
    quads = ox.parse(turtle.encode(), format=ox.RdfFormat.TURTLE)
    terms = (term for q in quads for term in (q.subject, q.predicate, q.object))
    # A source is named by the hash of its bytes, which differ.
    return {re.sub("/source/[0-9a-f]{12}", "/source", t.value) for t in terms
            if isinstance(t, ox.NamedNode)}  # fmt: skip


def run_limited(command: list[str]) -> subprocess.CompletedProcess[bytes]:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))

    return subprocess.run(
        [sys.executable, "-m", "councilgraph", *command], preexec_fn=limit, capture_output=True,
        check=False, timeout=4 * SECONDS,
    )  # fmt: skip


@pytest.mark.parametrize(("row", "case"), params(requests=True))
def test_a_request(
    row: int, case: Case, request: pytest.FixtureRequest, record_property: Note
) -> None:
    record_property("matrix", f"bad inputs:{row}")
    client: TestClient = request.getfixturevalue("client" if case.quick else "working")
    if case.post:
        headers = {"content-type": "application/sparql-query"} | case.headers
        body = (case.post + case.content()).encode()
        answer = client.post(case.path, content=body, headers=headers)
    else:
        path = f"/sparql?query={quote(case.content())}" if case.get == "query" else case.get
        headers = case.headers | ({case.header: case.content()} if case.header else {})
        answer = client.request(case.method or "GET", path or case.path, headers=headers)
    assert answer.status_code in case.expected, answer.text[:500]
    assert "Traceback" not in answer.text
    for part in case.said:
        assert part in answer.text + str(answer.headers)
    for part in case.not_written:
        assert part not in answer.text + str(answer.headers)


def test_every_row_is_there_and_says_how_it_is_proven() -> None:
    assert [row.number for row in MATRIX] == list(range(1, ROWS + 1))
    for row in MATRIX:
        assert row.input
        assert row.cases or row.proven or row.left, row.number
        assert all(c.said or c.written or c.not_written or c.same_iris or c.is_request
                   for c in row.cases if c.expected != (0,)), row.number  # fmt: skip


def test_tests_referred_to_are_there() -> None:
    assert missing(named()) == []


@pytest.mark.slow
def test_tests_referred_to_are_collected(record_property: Note) -> None:
    found = named()
    files = sorted({test.partition("::")[0] for test in found})
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", *files]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT)
    collected = done.stdout.splitlines()
    known = {*collected, *(line.partition("[")[0] for line in collected)}
    assert [test for test in found if test not in known] == []
    for row in MATRIX:
        if row.left:
            record_property("left", f"bad inputs:{row.number} {row.input}: {row.left}")


def named() -> list[str]:
    bad_inputs = {test for row in MATRIX for test in row.proven}
    return sorted(bad_inputs.union(*(row.proven for row in faults())))
