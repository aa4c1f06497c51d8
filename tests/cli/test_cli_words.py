"""Words of the command line: where files may stand, and what is said of a word nobody knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from councilgraph.cli import VERBS, main, parser

ORDERS = (
    "a.txt b.txt --out x", "a.txt --out x b.txt", "--out x a.txt b.txt", "--out x -- a.txt b.txt",
)  # fmt: skip
"""Two files and an option in every order."""


@pytest.mark.parametrize("words", ORDERS)
def test_files_stand_before_between_and_after_options(words: str) -> None:
    found = parser("publish").parse_args(["publish", *words.split()])
    assert (found.paths, found.out) == (["a.txt", "b.txt"], "x")


@pytest.mark.parametrize("verb", ["convert", "fetch", "publish", "validate"])
def test_a_verb_of_several_words_wants_one(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([verb, "--quiet"])
    assert ended.value.code == 2
    assert "the following arguments are required" in capsys.readouterr().err


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_tells_its_own_usage_with_a_word_it_does_not_know(
    verb: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main([verb, "a", "b", "--no-such-option", "--text", "c"])
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith(f"usage: councilgraph {verb} ")


def test_what_begins_like_an_option_is_a_file_after_two_dashes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("--out.ttl").write_text("", "utf-8")
    assert main(["validate", "--quiet", "--", "--out.ttl"]) == 0
    assert not capsys.readouterr().err
