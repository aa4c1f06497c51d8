"""The table of sources: what a row may say, and where a document is looked up."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from scripted_site import PDF, Answer, Fetch, Site, row

from councilgraph.errors import UsageError
from councilgraph.fetch import Source, hosts_of, sources, symbol_of
from councilgraph.languages import codes

pytest_plugins = ["scripted_site"]

NAME = "S_RES_2553_(2020)"
MARC = """<collection xmlns="http://www.loc.gov/MARC21/slim"><record>
<datafield tag="191" ind1=" " ind2=" "><subfield code="a">S/RES/2553 (2020)</subfield></datafield>
<datafield tag="856" ind1="4" ind2=" "><subfield code="u">{0}-FR.pdf</subfield></datafield>
<datafield tag="856" ind1="4" ind2=" "><subfield code="u">{0}-EN.pdf</subfield></datafield>
</record></collection>"""


def test_the_rows_ask_over_https_with_a_licence() -> None:
    rows = sources()
    assert len(rows) == 3
    for one in rows:
        assert set(one.languages) == set(codes())
        assert one.licence
        assert (one.address or one.lookup).startswith("https://")
    assert {"documents.un.org", "digitallibrary.un.org"} <= hosts_of(rows)


def test_addresses_are_filled() -> None:
    by_name = {s.name: s for s in sources()}
    symbol = symbol_of("S/RES/2553")
    unxml, documents = by_name["unxml"], by_name["documents"]
    assert unxml.filled(unxml.lookup, symbol, "zh").endswith("/contents/2020/Chinese")
    assert unxml.wanted(symbol, "zh") == "S_RES_2553 (2020)-*.xml"
    assert not unxml.serves(symbol_of("S/2020/1166"), "zh")
    assert "?s=S/RES/2553(2020)&l=ru&" in documents.filled(documents.address, symbol, "ru")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{symbol}", "{nothing}", "{nothing} is no field"),
        ("http://", "ftp://", "expected https"),
        ("http://127.0.0.1", "http://example.org", "expected https"),
        ("http://", "http://user:word@", "expected https"),
        ("address", "adress", "adress"),
        ("pause = 0", "pause = -1", "a pause is no time"),
        ("licence = ", "lookup = ", "licence"),
    ],
)
def test_a_table_that_is_none_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    file = tmp_path / "t.toml"
    file.write_text(row("http://127.0.0.1:1/{symbol}").replace(old, new, 1), "utf-8")
    with pytest.raises(UsageError, match=r"expected a table of sources") as caught:
        sources(file)
    assert said in str(caught.value)


def test_a_lookup_says_how_it_is_read() -> None:
    with pytest.raises(ValueError, match="expected match and form"):
        Source("a", "a", {}, (), "a", lookup="https://a/", form="guess", match="*")


def _looked_up(site: Site, table: Path, form: str, match: str) -> None:
    text = row(f"http://{site.host}/find/{{symbol}}").replace("address", "lookup")
    text = text.replace('en = "en"', 'en = "EN"')
    table.write_text(f'{text}form = "{form}"\nmatch = "{match}"\n', "utf-8")


def test_a_file_is_found_in_marcxml(
    site: Site, fetch: Fetch, table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _looked_up(site, table, "marcxml", "{file}-{language}.pdf")
    found = MARC.format(f"http://{site.host}/files/S_RES_2553_%282020%29")
    site.pages["/find/S/RES/2553(2020)"] = Answer(found.encode())
    site.pages[f"/files/{NAME}-EN.pdf"] = Answer(PDF)
    assert fetch("S/RES/2553") == 0
    assert (tmp_path / "got" / f"{NAME}.en.pdf").read_bytes() == PDF
    assert fetch("S/RES/2553", "--lang", "ru") == 1
    assert "no file like S_RES_2553_(2020)-ru.pdf" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"<html/>", "not marcxml: its root is html"),
        (b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>", "not marcxml: a document type declaration"),
        (b"<a", "not marcxml: "),
        (MARC.format("http://127.0.0.2/" + NAME).encode(), "not of a host in the table"),
    ],
)
def test_an_answer_that_tells_nothing_is_an_error(
    site: Site, fetch: Fetch, table: Path, capsys: pytest.CaptureFixture[str],
    body: bytes, said: str,
) -> None:  # fmt: skip
    _looked_up(site, table, "marcxml", "{file}-{language}.pdf")
    site.pages["/find/S/RES/2553(2020)"] = Answer(body)
    assert fetch("S/RES/2553") == 4
    assert said in capsys.readouterr().err


def test_a_file_is_found_in_a_folder_of_github_asked_once(
    site: Site, fetch: Fetch, table: Path
) -> None:
    _looked_up(site, table, "github", "{spaced}-*{language}.pdf")
    where = f"http://{site.host}/raw/S_RES_2553%20%282020%29-1"
    entries = [{"name": "old", "download_url": None}]
    entries += [{"name": "x", "download_url": f"{where}{end}.pdf"} for end in ("EN", "fr")]
    site.pages["/find/S/RES/2553(2020)"] = Answer(json.dumps(entries).encode())
    for end in ("EN", "fr"):
        site.pages[f"/raw/S_RES_2553 (2020)-1{end}.pdf"] = Answer(PDF)
    assert fetch("S/RES/2553", "--lang", "en,fr") == 0
    assert len(site.paths) == 3


def test_an_address_that_is_none_is_escaped(
    site: Site, fetch: Fetch, table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _looked_up(site, table, "github", "*{language}*.pdf")
    site.pages["/raw/é EN.pdf"] = Answer(PDF)
    for address, code in ((f"http://{site.host}/raw/é EN.pdf", 0), ("http://a/\x1b[2JEN.pdf", 4)):
        found = json.dumps([{"download_url": address}]).encode()
        site.pages["/find/S/RES/2553(2020)"] = Answer(found)
        assert fetch("S/RES/2553") == code
    assert (tmp_path / "got" / f"{NAME}.en.pdf").read_bytes() == PDF
    assert "http://a/%1B[2JEN.pdf, which is not of a host" in capsys.readouterr().err


def test_the_next_source_is_asked_where_one_has_nothing(
    site: Site, fetch: Fetch, table: Path, tmp_path: Path
) -> None:
    first = row(f"http://{site.host}/one/{{symbol}}", name="one")
    second = row(f"http://{site.host}/two/{{symbol}}", name="two")
    table.write_text(first + second, "utf-8")
    site.pages["/two/S/2020/1166"] = Answer(PDF)
    assert fetch("S/2020/1166") == 0
    assert site.paths == ["/one/S/2020/1166", "/two/S/2020/1166"]
    site.pages["/one/S/2020/1166"] = Answer(PDF + b"another")
    assert fetch("S/2020/1166") == 0  # the one that gave it is asked first
    assert site.paths[2:] == ["/two/S/2020/1166"]
    assert (tmp_path / "got" / "S_2020_1166.en.pdf").read_bytes() == PDF
