"""What is loaded: published files as they were published, quads by graph; all else is refused."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from scripted_store import Scripted, publish

from councilgraph.graphstore.graphs import graphs_of

pytestmark = pytest.mark.slow

Run = Callable[..., int]


def test_a_file_that_is_not_what_was_published_is_refused(
    run: Run, store: Scripted, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "doc/S/9999/3.ttl").write_text("<urn:a> a <urn:b> .", "utf-8")
    assert run() == 1
    assert "other bytes than manifest.json lists" in capsys.readouterr().err
    assert store.sent == []


def test_a_file_outside_of_the_folder_is_refused(
    run: Run, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    publish(folder, "../other.ttl", "<urn:a> a <urn:b> .")
    assert run() == 1
    assert "outside of the folder" in capsys.readouterr().err


def test_what_is_no_dataset_is_refused(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "letter.txt"
    other.write_text("Letter", "utf-8")
    empty = tmp_path / "empty"
    empty.mkdir()
    for place in (other, empty, tmp_path / "none"):
        assert run(place=place) == 1
        assert "expected a folder that councilgraph publish made" in capsys.readouterr().err


def test_quads_are_sorted_by_graph(run: Run, store: Scripted, tmp_path: Path) -> None:
    file = tmp_path / "some.nq.gz"
    # Not str.splitlines: U+2028 ends a line for Python, and not for N-Quads.
    quads = (
        '<urn:a> <urn:b> "one\u2028two" <urn:g1> .\n'
        "<urn:a> <urn:b> <urn:c> <urn:g2> .\n"
        '<urn:a> <urn:b> "\\n"@ar <urn:g1> .\n'
        "<urn:a> <urn:b> <urn:c> <urn:g2> .\n"
    )
    file.write_bytes(gzip.compress(quads.encode()))
    found = {g.name: g.lines for g in graphs_of(file).read()}
    assert found == {
        "urn:g1": ('<urn:a> <urn:b> "\\n"@ar .\n', '<urn:a> <urn:b> "one\u2028two" .\n'),
        "urn:g2": ("<urn:a> <urn:b> <urn:c> .\n",),
    }
    assert run(place=file) == 0
    assert {name: len(said) for name, said in store.graphs.items()} == {"urn:g1": 2, "urn:g2": 1}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<urn:a> <urn:b> <urn:c> .\n", "no statement of a graph with an IRI"),
        (b"<urn:a> <urn:b> <urn:c> <urn:g> .\n<urn:a>\n", "some.nq:3:1: not N-Quads: line jumps"),
        (b"\xff", "not N-Quads"),
    ],
)
def test_bad_quads_are_refused(
    data: bytes, said: str, run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "some.nq"
    file.write_bytes(data)
    assert run(place=file) == 1
    assert said in capsys.readouterr().err


def test_a_packed_file_that_breaks_off_is_refused(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "some.nq.gz"
    file.write_bytes(gzip.compress(b"<urn:a> <urn:b> <urn:c> <urn:g> .\n" * 99)[:-9])
    assert run(place=file) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--endpoint", "localhost:7878"), "expected http:// or https://"),
        (("--endpoint", "http://127.0.0.1:1/other"), "expected --graph-store URL"),
        (("--endpoint", "http://me:secret@127.0.0.1:1/query"), "expected COUNCILGRAPH_USER"),
        (("--timeout", "0"), "expected more than 0 seconds"),
    ],
)
def test_a_wrong_call_is_told(
    arguments: tuple[str, ...], said: str, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*arguments) == 2
    err = capsys.readouterr().err
    assert said in err
    assert "secret" not in err
