"""``councilgraph watch`` publishes anew what its sources changed, and only then."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from scripted_site import Answer, Site, row

from councilgraph.cli import main, symbols

pytest_plugins = ["scripted_site"]

SAMPLE = Path(__file__).parents[1] / "documents" / "S-2020-1166" / "source.txt"
SYMBOL = "S/2020/1166"
PAGE = f"/zh/{SYMBOL}"


@pytest.fixture
def out(
    site: Site, table: Path, tmp_path: Path, sleeps: list[float], monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Path:  # fmt: skip
    """Return a dataset published from one symbol, with a history."""
    table.write_text(
        row(f"http://{site.host}/{{language}}/{{symbol}}", types='"text/plain"'), "utf-8"
    )
    monkeypatch.setenv(symbols.TABLE, str(table))
    monkeypatch.chdir(tmp_path)
    site.pages[PAGE] = Answer(SAMPLE.read_bytes(), headers={"ETag": '"1"'})
    assert main(["publish", SYMBOL, "--lang", "zh", "--jobs", "1", "--history", "kept"]) == 0
    assert sleeps == []
    capsys.readouterr()
    site.asked.clear()
    return tmp_path / "out"


def watch(*arguments: str) -> int:
    return main(["watch", "--jobs", "1", "--history", "kept", *arguments])


def changed() -> Answer:
    text = SAMPLE.read_text("utf-8")
    mended = text.replace("in September 2021", "in October 2021")
    assert mended != text
    return Answer(mended.encode(), headers={"ETag": '"2"'})


@pytest.mark.slow
def test_what_changed_is_published_and_told(
    out: Path, site: Site, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    before = (out / "manifest.json").read_bytes()
    assert watch() == 0
    assert capsys.readouterr().out == "nothing changed since out was published\n"
    assert site.asked[-1][2]["If-None-Match"] == '"1"'
    assert (out / "manifest.json").read_bytes() == before

    site.pages[PAGE] = changed()
    assert watch("--every", "60", "--times", "2") == 0
    said = capsys.readouterr().out
    assert said.startswith("S_2020_1166.zh.txt\tchanged\t")
    assert "0 facts added, 4 facts changed, 0 facts gone" in said
    assert said.endswith("nothing changed since out was published\n")
    assert json.loads((out / "manifest.json").read_bytes())["inputs"][0]["sha256"] != (
        json.loads(before)["inputs"][0]["sha256"]
    )
    assert len(list((tmp_path / "kept" / "releases").glob("*.json"))) == 2


@pytest.mark.slow
def test_what_cannot_be_published_stays_due(
    out: Path, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (out / "manifest.json").read_bytes()
    wrong = SAMPLE.read_text("utf-8").replace("获得 15 票赞成", "获得 14 票赞成")
    site.pages[PAGE] = Answer(wrong.encode(), headers={"ETag": '"2"'})
    for _ in range(2):  # the second time the source has nothing newer, the dataset is behind
        assert watch() == 3
        assert (out / "manifest.json").read_bytes() == before
        assert "14 votes in favour" in capsys.readouterr().err
    assert len(site.paths) == 2


@pytest.mark.slow
def test_a_source_that_fails_leaves_the_dataset(
    out: Path, site: Site, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    before = (out / "manifest.json").read_bytes()
    site.pages[PAGE] = Answer(b"no", 403)
    assert watch() == 4
    assert "answered 403" in capsys.readouterr().err
    assert (out / "manifest.json").read_bytes() == before
    (tmp_path / "cache" / "councilgraph" / "documents" / "S_2020_1166.zh.txt").unlink()
    assert watch() == 4
    assert "expected the folders of all its documents" in capsys.readouterr().err


@pytest.mark.slow
def test_what_its_source_has_no_more_stays_and_is_told(
    out: Path, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (out / "manifest.json").read_bytes()
    site.pages[PAGE] = Answer(b"withdrawn", 410)
    assert watch() == 1
    said = capsys.readouterr()
    assert "S/2020/1166 (zh)" in said.err
    assert "answered 410" in said.err
    assert said.out == "nothing changed since out was published\n"
    assert (out / "manifest.json").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["watch", "nowhere"], "no dataset with a manifest"),
        (["watch", "--every", "1"], "expected 60 seconds or more"),
        (["watch", "--times", "0"], "expected 1 or more"),
    ],
)
def test_wrong_use_of_watch_is_told(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert said in capsys.readouterr().err
