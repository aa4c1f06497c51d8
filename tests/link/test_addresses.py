"""The addresses of documents elsewhere are those that others publish for them."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from councilgraph.identifiers import parse_symbol
from councilgraph.link import akn_work, library_address, undocs_address
from councilgraph.model import Symbol
from councilgraph.rdf import iri

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
VALID = (Path(__file__).parents[1] / "identifiers" / "symbols_valid.txt").read_text("utf-8")
WORK = re.compile(r"<FRBRWork>.*?<FRBRuri value=\"([^\"]*)\"", re.DOTALL)
HREF = re.compile(r'href="https?://undocs\.org/(?:[a-z]{2}/)?([^"]*)"')


def symbols() -> list[Symbol]:
    found = [line.partition(" = ")[2] for line in VALID.splitlines() if line and line[0] != "#"]
    assert found
    return [parse_symbol(s) for s in found]


def test_every_symbol_has_addresses_that_are_iris_and_hold_it() -> None:
    addresses = set()
    for symbol in symbols():
        for address in (undocs_address(symbol), library_address(symbol)):
            assert iri(address) == address
            assert symbol.replace(" ", "") in unquote(address)
            addresses.add(address)
    assert len(addresses) == 2 * len(set(symbols()))


@pytest.mark.parametrize(
    ("symbol", "work"),
    [
        ("S/RES/2553 (2020)", "2020-12-03/2553-2020"),
        ("S/PRST/2005/18", "2020-12-03/2005-18"),
        ("S/2024/239", "2020-12-03/2024-239"),
        ("S/RES/2553", None),
        ("S/2024/239/Rev.1", None),
        ("S/PV.9574", None),
        ("A/RES/70/1", None),
    ],
)
def test_works_have_numbers_by_rule_or_none(symbol: str, work: str | None) -> None:
    found = akn_work(Symbol(symbol), dt.date(2020, 12, 3))
    assert found == (f"/akn/un/statement/deliberation/unsc/{work}/" if work else None)
    assert akn_work(Symbol(symbol), None) is None


def corpus() -> list[dict[str, str]]:
    truth = CORPUS / "truth.jsonl"
    if not truth.is_file():
        pytest.skip(f"{truth} is absent: the development corpus is not here")
    return [json.loads(line) for line in truth.read_text("utf-8").splitlines()]


@pytest.mark.slow
def test_works_are_those_of_the_published_corpus() -> None:
    """Some language versions there have no day (0001-01-01) or a wrong year; no symbol's all do."""
    published: dict[str, list[str]] = {}
    for row in corpus():
        file = CORPUS / f"{row['file']}.xml"
        if file.is_file() and row.get("date"):
            match = WORK.search(file.read_text("utf-8"))
            assert match, file
            own = akn_work(parse_symbol(row["symbol"]), dt.date.fromisoformat(row["date"]))
            assert own, file
            published.setdefault(own, []).append(match[1])
    assert len(published) > 90
    assert [own for own, theirs in published.items() if own not in theirs] == []
    same = sum(theirs.count(own) for own, theirs in published.items())
    assert same > 0.9 * sum(map(len, published.values()))


@pytest.mark.slow
def test_short_addresses_are_those_of_the_links_in_published_texts() -> None:
    found = set()
    for file in sorted(CORPUS.glob("resolution/*.en.xml")):
        found |= {unquote(h) for h in HREF.findall(file.read_text("utf-8"))}
    if not found:
        pytest.skip(f"{CORPUS} is absent: the development corpus is not here")
    plain = {h for h in found if re.fullmatch(r"S/RES/\d+\(\d{4}\)|S/PRST/\d{4}/\d+", h)}
    assert len(plain) > 200
    for written in plain:
        symbol = Symbol(written.replace("(", " ("))
        assert undocs_address(symbol) == f"https://undocs.org/{written}"
