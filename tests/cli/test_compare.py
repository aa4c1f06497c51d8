"""``councilgraph compare`` as a user meets it: exit codes, streams, formats. All is invented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from councilgraph.cli import main
from councilgraph.rdf import parse_triples

pytestmark = pytest.mark.slow

SAMPLE = (Path(__file__).parents[1] / "read" / "akn" / "S_RES_9001.en.xml").read_text("utf-8")
RIGHT = SAMPLE.replace("S/RES/2417 (2018)", "S/RES/1251 (1999)").replace(
    "Adopted 3-0-1, 9999th meeting", ""
)


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    spare = "".join(f"<an:organization>{n}</an:organization>" for n in (
        "FRANCE", "GERMANY", "BELGIUM", "INDONESIA", "ESTONIA", "TUNISIA", "SOUTH AFRICA",
        "VIET NAM", "DOMINICAN REPUBLIC", "UNITED STATES", "UNITED KINGDOM",
    ))  # fmt: skip
    at = RIGHT.index("<an:organization")
    full = RIGHT[:at] + spare + RIGHT[at:]
    full = full.replace('value="003"', 'value="014"')
    Path("a.xml").write_text(full, "utf-8")
    Path("b.xml").write_text(full.replace(" CHINA ", "RUSSIAN FEDERATION"), "utf-8")
    Path("own.xml").write_text(full.replace('"014"', '"013"'), "utf-8")
    Path("bad.xml").write_text(full.replace("</an:list>", ""), "utf-8")
    Path("other.xml").write_text(
        full.replace("9001", "9002").replace("S/2020/9000", "S/2020/9004"), "utf-8"
    )
    return tmp_path


def test_sources_that_agree_end_with_nought(
    files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", "a.xml", "a.xml"]) == 0
    assert capsys.readouterr() == ("", "the sources agree\n")


def test_sources_that_disagree_end_with_three(
    files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", "a.xml", "b.xml"]) == 3
    out, err = capsys.readouterr()
    assert "a.xml:" in out
    assert ": choice of vote/S/RES/9001/CHN: Abstaining\n" in out
    assert ": choice of vote/S/RES/9001/RUS: Abstaining\n" in out
    assert err == "2 disagreements\n"


def test_a_source_that_contradicts_itself_is_told(
    files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", "own.xml", "own.xml", "--quiet"]) == 3
    out, err = capsys.readouterr()
    assert "own.xml:" in out
    assert "13 votes in favour are stated but 14 named" in out
    assert err == ""


def test_the_formats_are_json_and_turtle(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "a.xml", "b.xml", "--format", "json"]) == 3
    assert len(json.loads(capsys.readouterr().out)) == 2
    assert main(["compare", "a.xml", "b.xml", "--format", "ttl"]) == 3
    assert parse_triples(capsys.readouterr().out.encode(), "ttl", "a.ttl")


def test_a_refused_source_ends_with_one(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "a.xml", "bad.xml"]) == 1
    assert capsys.readouterr().err.startswith("bad.xml:")
    assert main(["compare", "a.xml", "bad.xml", "--recover"]) in (0, 3)


def test_sources_of_nothing_in_common_are_wrong_use(
    files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", "a.xml", "other.xml"]) == 2
    assert "a.xml is S/RES/9001 (2020), other.xml is S/RES/9002 (2020)" in capsys.readouterr().err
