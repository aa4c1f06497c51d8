"""``convert`` and ``publish`` take a symbol for a file."""

from __future__ import annotations

import json
import os
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from scripted_site import Answer, Site, row

from councilgraph.cli import main, symbols
from councilgraph.model import Origin
from councilgraph.rdf import parse_triples, record_of
from councilgraph.rdf.namespaces import XSD

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
    told = set(capsysbinary.readouterr().out.splitlines())
    kept = tmp_path / "cache" / "councilgraph" / "documents" / "S_2020_1166.zh.txt.json"
    provenance = json.loads(kept.read_bytes())
    assert provenance["source"] == "test"
    assert set(known.splitlines()) <= told
    more = b"\n".join(told - set(known.splitlines())).decode()
    assert more.count("\n") == 5  # of the letter's and the annexed resolution's source file
    assert more.count(f"retrievedFrom> <http://{letter.host}/zh/{SYMBOL}> .") == 2
    moment = provenance["time"].replace("+00:00", "Z")
    assert more.count(f'retrievedOn> "{moment}"^^<{XSD["dateTime"]}> .') == 2
    assert more.count('/rights> "invented" .') == 2
    letter.server.server_close()  # and without the source, from the copy
    letter.server.shutdown()
    assert main(["convert", SYMBOL, "--lang", "zh", "--to", "nt"]) == 0
    done = capsysbinary.readouterr()
    assert set(done.out.splitlines()) == told
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


@pytest.mark.slow
def test_a_graph_tells_where_its_file_is_from_and_no_time_of_a_run(
    letter: Site, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    letter.pages[f"/zh/{SYMBOL}"] = Answer(SAMPLE.read_bytes())  # no ETag: sent whole each time
    assert main(["fetch", SYMBOL, "--lang", "zh", "-o", str(tmp_path / "got")]) == 0
    beside = tmp_path / "got" / "S_2020_1166.zh.txt.json"
    early = json.loads(beside.read_bytes())
    early["time"] = "2031-05-03T14:00:00+02:00"
    beside.write_text(json.dumps(early), "utf-8")
    assert main(["fetch", SYMBOL, "--lang", "zh", "-o", str(tmp_path / "got")]) == 0
    assert json.loads(beside.read_bytes())["time"] == early["time"]  # the same bytes since then
    capsysbinary.readouterr()
    assert main(["convert", str(tmp_path / "got" / "S_2020_1166.zh.txt"), "--to", "nq"]) == 0
    quads = capsysbinary.readouterr().out
    triples = parse_triples(quads, "nq", "of the letter")
    (origin,) = {d.version.source.origin for d in record_of(triples).documents if d.version}
    assert origin == Origin(
        f"http://{letter.host}/zh/{SYMBOL}", datetime(2031, 5, 3, 12, tzinfo=UTC), "invented"
    )


@pytest.mark.slow
def test_what_stands_beside_a_file_counts_in_a_cache(
    letter: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    got, out = tmp_path / "got", tmp_path / "out"
    publish = ["publish", str(got), "--jobs", "1", "--cache", str(tmp_path / "kept"), "--out"]
    assert main(["fetch", SYMBOL, "--lang", "zh", "-o", str(got)]) == 0
    beside = got / "S_2020_1166.zh.txt.json"
    whole = beside.read_bytes()
    old = time.time_ns() - 60 * 10**9  # older than a clock's tick: told by its status alone
    os.utime(got / "S_2020_1166.zh.txt", ns=(old, old))
    told: list[bytes] = []
    for said in (whole, whole.replace(b"invented", b"mended"), whole.replace(b"http://", b"ftp://"),
                 whole.replace(b'"sha256": "', b'"sha256": "0'), None, whole):  # fmt: skip
        beside.write_bytes(said) if said else beside.unlink()
        assert main([*publish, str(out)]) == 0
        told.append((out / "doc" / f"{SYMBOL}.ttl").read_bytes())
    assert b'dcterms:rights "invented"' in told[0]
    assert told[1] == told[0].replace(b"invented", b"mended")
    assert b"retrieved" not in told[2]
    assert told[2] == told[3] == told[4]
    assert told[5] == told[0]


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
