"""A published folder or an index that is damaged: exit 4, or built anew; never a short answer."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from councilgraph.cli import main
from councilgraph.errors import EnvironmentFault
from councilgraph.query import Embedded, index

pytestmark = pytest.mark.slow

OUT = Path(__file__).parents[2] / "out"
ASK = ["query", "--text", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "--data"]
PATH = "doc/S/RES/2553.ttl"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return shutil.copytree(OUT, tmp_path / "out")


def cut(file: Path) -> None:
    """Cut a file of Turtle after a whole statement: it is Turtle still."""
    text = file.read_bytes()
    file.write_bytes(text[: text.rindex(b" .\n", 0, len(text) // 2) + 3])


def flip(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


@pytest.mark.parametrize("verb", ["query", "serve"])
@pytest.mark.parametrize(("harm", "said"), [
    (lambda out: cut(out / PATH), "damaged"),
    (lambda out: flip(out / PATH), "damaged"),
    (lambda out: (out / PATH).unlink(), "missing"),
    (lambda out: (out / "manifest.json").write_bytes(b'{"base": "'), "damaged"),
], ids=["cut", "flipped", "missing", "manifest"])  # fmt: skip
def test_a_damaged_folder_gives_no_answer(
    verb: str, harm: object, said: str, copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert callable(harm)
    harm(copy)
    if verb == "query":
        code = main([*ASK, str(copy)])
        out, err = capsys.readouterr()
    else:
        command = [sys.executable, "-m", "councilgraph", "serve", str(copy), "--port", "0"]
        done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
        code, out, err = done.returncode, done.stdout, done.stderr
    assert code == 4, err
    assert said in err
    assert "publish it again" in err
    assert out == ""
    assert err.count("\n") == 1


def test_what_is_whole_or_was_never_published_is_answered(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*ASK, str(copy)]) == 0
    (copy / "manifest.json").unlink()
    cut(copy / PATH)
    assert main([*ASK, str(copy)]) == 0
    assert capsys.readouterr().err == ""


HARMS = {
    "a table flipped": ("*.sst", flip),
    "a table cut": ("*.sst", lambda f: f.write_bytes(f.read_bytes()[: f.stat().st_size // 2])),
    "the manifest cut": ("MANIFEST-*",
                         lambda f: f.write_bytes(f.read_bytes()[: f.stat().st_size // 2])),
    "the manifest flipped": ("MANIFEST-*", flip),
    "the current one cut": ("CURRENT", lambda f: f.write_bytes(f.read_bytes()[:5])),
    "a log added": ("CURRENT", lambda f: f.with_name("000099.log").write_bytes(bytes(40_000))),
}


@pytest.mark.parametrize("harm", HARMS)
def test_a_damaged_index_gives_the_whole_answer_or_none(
    harm: str, copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(index, "LEAST", 1)
    query = "SELECT ?s ?p ?o { ?s ?p ?o }"
    whole = len(Embedded(copy).ask(query).rows)
    pattern, damage = HARMS[harm]
    (place,) = (tmp_path / "cache" / "councilgraph" / "index").iterdir()
    files = list(place.glob(pattern))
    assert files
    for file in files:
        damage(file)
    told = ""
    for _ in range(2):
        try:
            assert len(Embedded(copy).ask(query).rows) == whole
        except EnvironmentFault as error:
            told = str(error)
    assert len(Embedded(copy).ask(query).rows) == whole
    assert not told or ("a damaged index, removed" in told and harm == "a table flipped")


def test_a_version_that_is_damaged_while_its_manifest_holds_is_named(copy: Path) -> None:
    manifest = json.loads((copy / "manifest.json").read_text("utf-8"))
    manifest["files"]["doc/S/RES/1.ttl"] = {"bytes": 1, "sha256": "0"}
    (copy / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    with pytest.raises(EnvironmentFault, match=r"S/RES/1\.ttl: missing, though listed"):
        Embedded(copy)
