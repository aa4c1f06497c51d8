"""Spark says the same as the pool, byte for byte, of what holds and of what does not."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable
from functools import partial
from html import escape
from importlib.util import find_spec
from pathlib import Path

import pytest
from invented import ENGLISH, SPANISH

from councilgraph.cli import main
from councilgraph.identifiers import BASE
from councilgraph.pipeline import Publication, convert_each, find
from councilgraph.pipeline import publish as publish_in_pool
from councilgraph.pipeline.converted import converted
from councilgraph.publish.merge import merge
from councilgraph.rdf import canonical_quads
from councilgraph.spark import publish

pytestmark = pytest.mark.slow

CASES = Path(__file__).parents[1] / "documents"
PILOT = (CASES / "S-2020-1166" / "source.txt").read_text("utf-8")
DOCUMENTS = 5000
MASTER = "local[2]"
PAGE = "".join(f"<p>{escape(x)}</p>" for x in ENGLISH.replace("9001", "9003").splitlines())
HELD = {
    "pilot.txt": PILOT, "the same again.txt": PILOT, "en.txt": ENGLISH, "es.txt": SPANISH,
    "page.html": f"<html><body>{PAGE}</body></html>",
}  # fmt: skip
"""Sources that are merged: an invented resolution in two languages, the pilot given twice; a page,
which is read in a process of its own."""
DOUBTED = {
    "wrong.txt": PILOT.replace("获得 15 票", "获得 14 票"),
    "one.txt": ENGLISH.replace("9001", "9002"),
    "other.txt": ENGLISH.replace("9001", "9002").replace("listen", "hear"),
    "empty.txt": "",
    "notes.csv": "not,a,document",
}


@pytest.fixture(scope="module", autouse=True)
def java(needed: Callable[[str | None, str], str]) -> str:
    needed("pyspark" if find_spec("pyspark") else None, "pyspark (make spark)")
    return needed(shutil.which("java"), "java (apt-get install default-jdk-headless)")


def written(folder: Path, texts: Iterable[tuple[str, str]]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts:
        (folder / name).write_text(text, "utf-8")
    return folder


def quads_of(out: Path) -> bytes:
    """Return the parts one after the other, each of which is what the manifest says."""
    manifest = json.loads((out / "manifest.json").read_bytes())
    parts = sorted(path for path in manifest["files"] if path.endswith(".nq.gz"))
    assert parts
    for path, said in manifest["files"].items():
        assert hashlib.sha256((out / path).read_bytes()).hexdigest() == said["sha256"], path
    found = {f.relative_to(out).as_posix() for f in out.rglob("*") if f.is_file()}
    assert found == {*manifest["files"], "manifest.json"}
    quads = b"".join(gzip.decompress((out / path).read_bytes()) for path in parts)
    assert quads.count(b"\n") == sum(manifest["files"][path]["quads"] for path in parts)
    return quads


def test_five_thousand_documents_have_the_quads_that_the_pool_gives(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    made = ["render", "--random", str(DOCUMENTS), "--distinct", "--quiet", "-o", str(folder)]
    assert main(made) == 0
    written(folder, HELD.items())
    out = tmp_path / "out"
    publication = publish([str(folder)], str(out), master=MASTER)
    assert publication.consistent, publication
    assert publication.documents == DOCUMENTS + len(HELD)
    inputs, _ = find([str(folder)])
    outcomes = convert_each(inputs, partial(converted, base=BASE), jobs=2)
    merged = merge([o.value.contribution for o in outcomes if o.value])
    assert quads_of(out) == canonical_quads(merged.graphs.items()).encode()


def both(folder: Path, top: Path, *, partly: bool) -> tuple[Publication, Publication]:
    ours = publish([str(folder)], str(top / "spark"), master=MASTER, partly=partly)
    return ours, publish_in_pool([str(folder)], top / "pool", jobs=1, partly=partly)


def test_what_is_doubted_is_told_and_left_out_as_by_the_pool(tmp_path: Path) -> None:
    folder = written(tmp_path / "in", {**HELD, **DOUBTED}.items())
    whole, wholly = both(folder, tmp_path, partly=False)
    assert not whole.files
    assert list(tmp_path.glob("spark*")) == []
    ours, pool = both(folder, tmp_path, partly=True)
    for one, other in ((whole, wholly), (ours, pool)):
        assert list(map(str, one.refused)) == list(map(str, other.refused))
        assert one.contradictions == other.contradictions
        assert one.conflicts == other.conflicts
        assert sorted(one.report.findings, key=str) == sorted(other.report.findings, key=str)
        assert sorted(one.left_out) == sorted(other.left_out)
        assert one.documents == other.documents
        assert one.facts == other.facts
    assert len(ours.refused) == 1
    assert ours.contradictions
    assert ours.conflicts
    assert len(ours.left_out) == 1 + 2
    dump = (tmp_path / "pool" / "dump" / "councilgraph.nq.gz").read_bytes()
    assert quads_of(tmp_path / "spark") == gzip.decompress(dump)
    report = (tmp_path / "spark" / "report.jsonl").read_text("utf-8").splitlines()
    kinds = {json.loads(line)["kind"] for line in report}
    assert {"Refused", "Contradiction", "Conflict", "LeftOut"} <= kinds


def test_a_store_is_read_by_its_address(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = written(tmp_path / "in", {"é #1 100%.txt": ENGLISH, "b": "", "c.csv": ""}.items())
    here, there = tmp_path / "here", tmp_path / "there"
    command = ["publish", "--engine", "spark", "--jobs", "1", "--quiet", "--out"]
    assert main([*command, str(here), str(folder)]) == 0
    assert main([*command, there.as_uri(), f"file://{folder}"]) == 0
    assert quads_of(there) == quads_of(here)
    assert "1 document published" in capsys.readouterr().out
    assert main([*command, str(tmp_path / "none"), f"file://{tmp_path}/absent"]) == 1
    assert "no such file or folder" in capsys.readouterr().err
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--out", "{}", "{}/a.txt"), 2, "is there already; expected a new folder"),
        (("--out", "{}/new", "-"), 2, "cannot read standard input"),
        (("--cache", "{}/cache", "{}/a.txt"), 2, "--cache is for --engine pool alone"),
        (("--master", "local[2]", "--jobs", "2", "{}/a.txt"), 2, "--jobs is for this machine"),
        (("--master", "nowhere", "--out", "{}/new", "{}/a.txt"), 4, "Spark at nowhere failed"),
    ],
)
def test_a_wrong_call_is_told(
    arguments: tuple[str, ...], code: int, said: str, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    written(tmp_path, [("a.txt", ENGLISH)])
    given = [a.format(tmp_path) for a in arguments]
    assert main(["publish", "--engine", "spark", *given]) == code
    assert said in capsys.readouterr().err


def test_without_java_it_is_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["publish", "--engine", "spark", "--out", str(tmp_path / "out"), str(tmp_path)]
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    assert main(command) == 4
    assert "no Java in JAVA_HOME" in capsys.readouterr().err
    monkeypatch.delenv("JAVA_HOME")
    monkeypatch.setenv("PATH", os.devnull)
    assert main(command) == 4
    assert "no Java on the PATH; expected Java 17" in capsys.readouterr().err
