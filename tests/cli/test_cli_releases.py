"""``councilgraph releases`` as a user meets it. The documents are invented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from councilgraph.cli import main

pytestmark = pytest.mark.slow

INVENTED = Path(__file__).parents[1] / "documents" / "S-RES-9002" / "source.txt"

Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("releases")
    place = str(folder / "history")
    text = INVENTED.read_text("utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("SOURCE_DATE_EPOCH", raising=False)
        for words in ("twelve months", "eighteen months"):
            assert "twelve months" in text
            (folder / "a.txt").write_text(text.replace("twelve months", words), "utf-8")
            out = ["--out", str(folder / "out"), "--history", place]
            assert main(["publish", str(folder / "a.txt"), *out, "--quiet"]) == 0
    return place


def test_releases_are_listed(history: str, capsys: Capture) -> None:
    assert main(["releases", history]) == 0
    out, err = capsys.readouterr()
    head, first, second = out.splitlines()
    assert head.split() == ["date", "name", "documents", "added", "changed", "gone"]
    assert first.startswith("20310612000000  ")
    assert second.split()[-3:] == ["0", "1", "0"]
    assert not err


def test_one_is_held_against_the_one_before_or_any_two_against_each_other(
    history: str, capsys: Capture
) -> None:
    assert main(["releases", history, "latest"]) == 0
    latest = capsys.readouterr().out
    assert "for a period of eighteen months" in latest
    assert main(["releases", history, "20310612000000", "20310612000001"]) == 0
    assert capsys.readouterr().out == latest
    assert main(["releases", history, "20310612000001", "20310612000000"]) == 0
    back = capsys.readouterr().out
    assert back.index("eighteen") < back.index("twelve"), "the way back"
    assert main(["releases", history, "20310612000000"]) == 0
    assert "nothing → 20310612000000" in capsys.readouterr().out


def test_programs_get_json(history: str, capsys: Capture) -> None:
    assert main(["releases", history, "--format", "json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [r["previous"] for r in listed] == [None, "20310612000000"]
    assert main(["releases", history, "latest", "--format", "json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["facts"] == {"added": 0, "changed": 1, "gone": 0}


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["19900101000000"], 2, "is no release's"),
        (["20310612000000", "zzz"], 2, "is no release's"),
    ],
)
def test_what_is_no_release_is_said(
    history: str, capsys: Capture, arguments: list[str], code: int, said: str
) -> None:
    assert main(["releases", history, *arguments]) == code
    assert said in capsys.readouterr().err


def test_what_is_no_history_is_refused(tmp_path: Path, capsys: Capture) -> None:
    assert main(["releases", str(tmp_path)]) == 1
    assert "no history.json of ours" in capsys.readouterr().err


def test_a_damaged_record_is_the_environments_fault(
    history: str, tmp_path: Path, capsys: Capture
) -> None:
    folder = tmp_path / "history"
    (folder / "releases").mkdir(parents=True)
    (folder / "history.json").write_bytes((Path(history) / "history.json").read_bytes())
    (folder / "releases" / "20310612000000.json").write_text("{}", "utf-8")
    assert main(["releases", str(folder)]) == 4
    assert "20310612000000.json cannot be read" in capsys.readouterr().err
