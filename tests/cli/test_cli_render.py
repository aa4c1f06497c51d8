"""``councilgraph render`` from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from councilgraph.cli import main

SAMPLE = Path(__file__).resolve().parents[1] / "documents/S-2020-1166/source.txt"


def test_random_documents_are_written_and_the_same_for_one_seed(tmp_path: Path) -> None:
    for name in ("one", "two"):
        arguments = ["render", "--random", "5", "--seed", "7", "--lang", "fr", "--quiet"]
        assert main([*arguments, "-o", str(tmp_path / name)]) == 0
    texts = [
        {f.name: f.read_text("utf-8") for f in (tmp_path / name).iterdir()}
        for name in ("one", "two")
    ]
    assert len(texts[0]) == 5
    assert texts[0] == texts[1]
    assert all("Nations Unies" in text for text in texts[0].values())


@pytest.mark.slow
def test_a_document_is_written_in_the_frame_of_another_language(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["render", str(SAMPLE), "--to-lang", "es"]) == 0
    out, err = capsys.readouterr()
    assert "Votos a favor:" in out
    assert "stays in zh" in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "expected documents, or --random N"),
        (["--random", "0"], "expected 1 or more"),
        (["--random", "1", "--noise", "thunder"], "expected all, or of"),
        (["--random", "1", "--lang", "xx"], "expected one of"),
        (["--random", "1", "a.txt"], "expected documents, or --random N"),
    ],
)
def test_a_wrong_call_says_what_would_be_right(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["render", *arguments]) == 2
    assert said in capsys.readouterr().err


def test_a_refused_document_ends_with_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("")
    assert main(["render", str(empty)]) == 1
    assert "the file is empty" in capsys.readouterr().err
