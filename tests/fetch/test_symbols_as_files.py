"""``convert`` and ``publish`` take a symbol for a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from scripted_site import Answer, Site, row

from councilgraph.cli import main, symbols

pytest_plugins = ["scripted_site"]

SAMPLE = Path(__file__).parents[1] / "documents" / "S-2020-1166" / "source.txt"
SYMBOL = "S/2020/1166"


@pytest.fixture
def letter(
    site: Site, table: Path, monkeypatch: pytest.MonkeyPatch, sleeps: list[float]
) -> Site:
    """Return the site with the sample letter in Chinese; the environment names its table."""
    table.write_text(
        row(f"http://{site.host}/{{language}}/{{symbol}}", types='"text/plain"'), "utf-8"
    )
    monkeypatch.setenv(symbols.TABLE, str(table))
    site.pages[f"/zh/{SYMBOL}"] = Answer(SAMPLE.read_bytes(), headers={"ETag": '"1"'})
    assert sleeps == []
    return site


@pytest.mark.slow
def test_a_symbol_is_converted_as_its_file_is(
    letter: Site, capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> None:
    assert main(["convert", str(SAMPLE), "--to", "nt"]) == 0
    known = capsysbinary.readouterr().out.replace(b"source.txt", b"S_2020_1166.zh.txt")
    assert main(["convert", SYMBOL, "--lang", "zh", "--to", "nt"]) == 0
    assert sorted(capsysbinary.readouterr().out.splitlines()) == sorted(known.splitlines())
    kept = tmp_path / "cache" / "councilgraph" / "documents" / "S_2020_1166.zh.txt.json"
    assert json.loads(kept.read_bytes())["source"] == "test"
    letter.server.server_close()  # and without the source, from the copy
    letter.server.shutdown()
    assert main(["convert", SYMBOL, "--lang", "zh", "--to", "nt"]) == 0
    done = capsysbinary.readouterr()
    assert sorted(done.out.splitlines()) == sorted(known.splitlines())
    assert b"is used" in done.err


@pytest.mark.slow
def test_a_symbol_is_published(
    letter: Site, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    publish = ["publish", SYMBOL, "--out", str(out), "--jobs", "1", "--lang"]
    assert main([*publish, "zh,ru"]) == 1
    assert "no source has it" in capsys.readouterr().err
    assert not out.exists()
    assert main([*publish, "zh"]) == 0
    assert json.loads((out / "manifest.json").read_bytes())["inputs"][0]["name"] == (
        "S_2020_1166.zh.txt"
    )
    assert len(letter.paths) == 3


def test_a_path_that_exists_is_no_symbol(
    letter: Site, capsys: pytest.CaptureFixture[str], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    file = tmp_path / SYMBOL
    file.parent.mkdir(parents=True)
    file.write_bytes(b"")
    assert main(["convert", SYMBOL]) == 1
    assert "the file is empty" in capsys.readouterr().err
    assert letter.asked == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["fetch", "S/letter"], "is not a document symbol"),
        (["fetch", "S/RES/2900"], "its year is not known; expected S/RES/2900 (YEAR)"),
        (["fetch", SYMBOL, "--lang", "en,xx"], "--lang 'xx'; expected some of"),
        (["fetch", SYMBOL, "--timeout", "0"], "expected more than 0 seconds"),
        (["fetch", SYMBOL, "--contact", "a\nX: b"], "expected an address in ASCII"),
        (["fetch", SYMBOL, "--sources", str(SAMPLE)], "expected a table of sources"),
    ],
)
def test_wrong_use_is_told(
    arguments: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*arguments, "-o", str(tmp_path)]) == 2
    assert said in capsys.readouterr().err
