"""The dumps of the pilot say what its documents say, each in its own form, in bytes that stay."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import sqlite3
import zipfile
import zlib
from pathlib import Path

import pytest

from councilgraph.formats import RDF_FORMATS, rdf_format_of
from councilgraph.publish.packing import gzip_of, gzipped, piece_of, zip_of
from councilgraph.publish.tables import AUTHORITY, TABLES
from councilgraph.rdf import Triple, parse_triples, read_triples

pytestmark = pytest.mark.slow

OUT = Path(__file__).parents[2] / "out"
DUMPS = OUT / "dump"
BUDGET = 3_000_000
"""Bytes of the pilot's publication: who looks into the project fetches them with it."""

Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def said() -> list[Triple]:
    files = sorted((OUT / "doc").rglob("*.ttl"))
    assert files
    return [t for file in files for t in read_triples(file)]


@pytest.fixture(scope="module")
def tables() -> dict[str, Rows]:
    with zipfile.ZipFile(DUMPS / "councilgraph-csv.zip") as archive:
        names = [n for n in archive.namelist() if n.endswith(".csv")]
        return {
            n.removesuffix(".csv"): list(csv.DictReader(io.StringIO(archive.read(n).decode())))
            for n in names
        }


def database() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.executescript(gzip.decompress((DUMPS / "councilgraph.sql.gz").read_bytes()).decode())
    return connection


def test_the_publication_of_the_pilot_stays_small() -> None:
    sizes = {p.relative_to(OUT).as_posix(): p.stat().st_size for p in OUT.rglob("*") if p.is_file()}
    assert len(sizes) > 20
    largest = sorted(sizes.items(), key=lambda s: -s[1])[:8]
    assert sum(sizes.values()) < BUDGET, largest


def test_hashes_are_those_of_the_files() -> None:
    found = {p.name: hashlib.sha256(p.read_bytes()).hexdigest()
             for p in DUMPS.iterdir() if p.name != "SHA256SUMS"}  # fmt: skip
    stated = (DUMPS / "SHA256SUMS").read_text("utf-8").splitlines()
    assert sorted(stated) == sorted(f"{digest}  {name}" for name, digest in found.items())
    assert len(found) == 5


@pytest.mark.parametrize("name", ["nq", "ttl", "jsonld"])
def test_a_dump_says_what_the_documents_say(name: str, said: list[Triple]) -> None:
    row = RDF_FORMATS[name]
    data = gzip.decompress((DUMPS / f"councilgraph{row.suffix}.gz").read_bytes())
    assert set(parse_triples(data, name, row.suffix)) == set(said)


@pytest.mark.parametrize("suffix", [".jsonld", ".nt.gz", ".rdf.gz"])
def test_a_document_says_the_same_in_every_syntax(suffix: str) -> None:
    files = sorted((OUT / "doc").rglob("*.ttl"))
    assert files
    for file in files:
        beside = file.with_suffix(suffix)
        packed = beside.suffix == ".gz"
        data = gzip.decompress(beside.read_bytes()) if packed else beside.read_bytes()
        row = rdf_format_of(beside.name.removesuffix(".gz"))
        assert row is not None
        assert set(parse_triples(data, row.name, beside.name)) == set(read_triples(file))


def test_every_table_has_its_rows(tables: dict[str, Rows]) -> None:
    assert set(tables) == {t.name for t in (*TABLES, *AUTHORITY)}
    counts = {name: len(rows) for name, rows in tables.items()}
    facts = json.loads((OUT / "manifest.json").read_bytes())["facts"]
    assert counts["documents"] == 3
    for kind in ("citations", "requests", "votes", "ballots", "remarks"):
        assert counts[kind] == facts[kind]
    assert counts["sponsors"] == facts["sponsorships"]
    assert counts["paragraphs"] == sum(n for k, n in facts.items() if k.endswith("paragraphs"))


def test_cells_are_what_people_read(tables: dict[str, Rows]) -> None:
    (vote,) = tables["votes"]
    assert (vote["draft"], vote["resolution"]) == ("S/2020/1158", "S/RES/2553 (2020)")
    assert (vote["procedure"], vote["in_favour"]) == ("WrittenProcedure", "15")
    cited = {row["cited_symbol"] for row in tables["citations"]}
    assert {"S/RES/2151 (2014)", "S/PRST/2007/3", ""} <= cited
    assert {row["document"] for row in tables["citations"]} == {"S/2020/1166", "S/RES/2553 (2020)"}
    china = next(row for row in tables["states"] if row["state"] == "CHN")
    assert (china["name_zh"], china["name_en"]) == ("中国", "China")
    assert {"2020", "VCT", "false"} <= set(
        next(r for r in tables["seats"] if r["iri"].endswith("/2020/VCT")).values()
    )


def test_columns_are_described_for_programs(tables: dict[str, Rows]) -> None:
    with zipfile.ZipFile(DUMPS / "councilgraph-csv.zip") as archive:
        described = json.loads(archive.read("csv-metadata.json"))
    assert described["dc:license"]["@id"] == "https://creativecommons.org/licenses/by/4.0/"
    columns = {
        t["url"].removesuffix(".csv"): [c["name"] for c in t["tableSchema"]["columns"]]
        for t in described["tables"]
    }
    assert columns == {name: list(rows[0]) for name, rows in tables.items()}


def test_the_database_holds_the_same_rows(tables: dict[str, Rows]) -> None:
    connection = database()
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    for name, rows in tables.items():
        found = connection.execute(f'SELECT * FROM "{name}"').fetchall()  # noqa: S608 - our names
        cells = [tuple("" if c is None else str(c) for c in row) for row in found]
        assert cells == [tuple(row.values()) for row in rows]
    connection.close()


@pytest.mark.parametrize(
    ("words", "document"),
    [("security sector reform", "doc/S/RES/2553/"), ("安全理事会主席", "doc/S/2020/1166/")],
)
def test_paragraphs_are_searched_in_any_script(words: str, document: str) -> None:
    connection = database()
    found = connection.execute(
        "SELECT p.iri FROM search JOIN paragraphs p ON p.rowid = search.rowid "
        "WHERE search MATCH ? ORDER BY rank", [f'"{words}"'],
    ).fetchall()  # fmt: skip
    connection.close()
    assert found
    assert all(document in iri for (iri,) in found)


def test_packed_bytes_state_neither_time_nor_system() -> None:
    assert gzipped(b"words" * 99) == gzipped(b"words" * 99)
    assert gzip.decompress(gzipped(b"words" * 99)) == b"words" * 99
    whole = b"".join(zip_of({"b": [piece_of(b"2")], "a": []}))
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        assert archive.namelist() == ["b", "a"]
        assert archive.testzip() is None
        assert {i.date_time[0] for i in archive.infolist()} == {1980}


def test_pieces_are_one_member_and_one_file() -> None:
    parts = [b"words " * k for k in (0, 1, 99, 70_000)]
    pieces = [piece_of(part) for part in parts]
    packed = b"".join(gzip_of(pieces))
    plain = zlib.decompressobj(zlib.MAX_WBITS | 16)
    assert plain.decompress(packed) == b"".join(parts)
    assert plain.eof
    assert not plain.unused_data, "some readers stop after the first member"
    with zipfile.ZipFile(io.BytesIO(b"".join(zip_of({"a": pieces})))) as archive:
        assert archive.read("a") == b"".join(parts)
