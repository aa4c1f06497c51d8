"""The command line as a user meets it: exit codes, streams, messages, start-up."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from councilgraph.cli import VERBS, main

SAMPLE = Path(__file__).parents[1] / "documents" / "S-2020-1166" / "source.txt"


def process(*args: str, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "councilgraph", *args],
        input=data, capture_output=True, check=False, timeout=60,
    )  # fmt: skip


@pytest.mark.parametrize("verb", [None, *VERBS])
def test_help_says_what_a_verb_does(verb: str | None, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([verb, "--help"] if verb else ["--help"])
    assert ended.value.code == 0
    out = capsys.readouterr().out
    assert "exit codes: 0 done" in out
    assert (VERBS[verb][1:] if verb else "Security Council") in out


def test_help_imports_nothing_that_is_slow_to_load() -> None:
    code = (
        "import sys\nfrom councilgraph.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "print(sorted(sys.modules), file=sys.stderr)\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=60)
    loaded = set(run.stderr.decode().strip("[]\n").replace("'", "").split(", "))
    assert "councilgraph.cli" in loaded
    slow = {
        "rdflib", "pyoxigraph", "pyshacl", "lxml", "SPARQLWrapper", "multiprocessing", "docx",
        "pypdfium2", "tomllib", "asyncio", "councilgraph.parse", "councilgraph.rdf",
    }  # fmt: skip
    assert not slow & loaded


@pytest.mark.slow
def test_a_document_on_standard_input_becomes_turtle_on_standard_output() -> None:
    run = process("convert", "-", data=SAMPLE.read_bytes())
    assert run.returncode == 0
    assert run.stderr == b""
    assert run.stdout.startswith(b"@prefix ")
    assert b'cg:symbol "S/2020/1166"' in run.stdout


def test_an_unknown_verb_is_wrong_use() -> None:
    assert process("convret").returncode == 2


def test_a_verb_loads_no_other(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delitem(sys.modules, "councilgraph.cli.serve", raising=False)
    with pytest.raises(SystemExit):
        main(["convert", "--help"])
    assert "--recover" in capsys.readouterr().out
    assert "councilgraph.cli.serve" not in sys.modules


@pytest.mark.slow
def test_publish_tells_what_it_published(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["publish", str(SAMPLE), "--out", str(tmp_path / "out")]) == 0
    out, err = capsys.readouterr()
    assert "15 ballots" in out
    assert "it conforms" in out
    assert err == ""


@pytest.mark.slow
def test_publish_refuses_by_name_and_leaves_everything(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    assert main(["publish", str(SAMPLE), str(empty), "--out", str(tmp_path / "out")]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "empty.txt: the file is empty; expected" in err
    assert "nothing was published" in err
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
def test_publish_ends_with_3_where_a_document_contradicts_itself(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = tmp_path / "wrong.txt"
    wrong.write_text(SAMPLE.read_text("utf-8").replace("比利时、中国", "中国"), "utf-8")
    assert main(["publish", str(wrong), "--out", str(tmp_path / "out")]) == 3
    assert "wrong.txt:" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_publish_ends_with_1_where_there_is_no_document(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "documents").mkdir()
    place = str(tmp_path / "documents")
    assert main(["publish", place, "--out", str(tmp_path / "out")]) == 1
    assert "no document in this folder" in capsys.readouterr().err


def test_publish_ends_with_4_where_the_folder_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert main(["publish", str(SAMPLE), "--out", str(tmp_path / "file" / "out")]) == 4


def test_messages_are_json_where_a_program_reads_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    assert main(["convert", "--json-log", str(empty)]) == 1
    said = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [(s["level"], s["kind"], s["message"]) for s in said] == [
        ("error", "Refused", "the file is empty")
    ]


@pytest.mark.slow
def test_validate_holds_a_published_folder_against_the_shapes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["publish", str(SAMPLE), "--out", str(tmp_path / "out")])
    capsys.readouterr()
    assert main(["validate", str(tmp_path / "out")]) == 0
    assert capsys.readouterr().out.startswith("conforms: ")
    file = tmp_path / "out" / "doc" / "S" / "RES" / "2553.ttl"
    text = file.read_text("utf-8")
    file.write_text(text.replace("cg:inFavour 15", "cg:inFavour 14"), "utf-8")
    assert main(["validate", "--format", "json", str(tmp_path / "out")]) == 3
    report = json.loads(capsys.readouterr().out)
    assert not report["conforms"]
    assert [f["focus"].rsplit("/", 3)[1:] for f in report["findings"]] == [["S", "RES", "2553"]]


def test_validate_refuses_what_is_no_rdf(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text("<a> <b> .\n", "utf-8")
    assert main(["validate", str(broken)]) == 1
    assert "broken.ttl:1" in capsys.readouterr().err
    assert main(["validate", str(tmp_path / "missing.ttl")]) == 1


def test_an_interruption_and_a_fault_end_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    def faulty(*_: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("councilgraph.cli.convert.run", interrupted)
    assert main(["convert", str(SAMPLE)]) == 130
    monkeypatch.setattr("councilgraph.cli.convert.run", faulty)
    assert main(["convert", str(SAMPLE)]) == 70
    err = capsys.readouterr().err
    assert "a fault of councilgraph" in err
    assert "Traceback" not in err
