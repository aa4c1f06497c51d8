"""Symbols and paths: what is one, what is none, and that each form gives back the other."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from councilgraph.identifiers import (
    SYMBOL,
    ballot_path,
    canonical_symbol,
    document_path,
    format_symbol,
    instrument_path,
    paragraph_path,
    parse_symbol,
    plausible_resolution,
    seat_path,
    source_file_path,
    source_text_path,
    state_path,
    symbol_of_path,
    target_of_path,
    target_path,
    vote_path,
    year_of_resolution,
)
from councilgraph.model import InstrumentRef, Symbol

HERE = Path(__file__).parent


def lines(name: str) -> list[str]:
    found = (HERE / name).read_text("utf-8").splitlines()
    return [line for line in found if line and not line.startswith("#")]


VALID = [line.split(" = ") for line in lines("symbols_valid.txt")]
INVALID = lines("symbols_invalid.txt")


def test_the_lists_are_found() -> None:
    assert len(VALID) > 15
    assert len(INVALID) > 20


@pytest.mark.parametrize(("text", "symbol"), VALID)
def test_a_symbol_is_read_and_stays_as_it_is(text: str, symbol: str) -> None:
    assert parse_symbol(text) == symbol
    assert parse_symbol(f" {text}\n") == symbol
    assert parse_symbol(symbol) == symbol
    assert re.fullmatch(r"doc/[A-Za-z0-9/._-]+", document_path(parse_symbol(text)))


@pytest.mark.parametrize("text", INVALID)
def test_what_is_no_symbol_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(repr(text))):
        parse_symbol(text)


@given(st.text())
def test_any_text_is_a_symbol_or_refused(text: str) -> None:
    try:
        symbol = parse_symbol(text)
    except ValueError:
        return
    assert parse_symbol(symbol) == symbol
    assert SYMBOL.fullmatch(symbol)


@pytest.mark.slow
@settings(max_examples=40)
@given(st.from_regex(SYMBOL, fullmatch=True))
def test_a_symbol_in_text_has_one_form_and_one_path(text: str) -> None:
    symbol = canonical_symbol(text)
    assert canonical_symbol(symbol) == symbol
    path = document_path(symbol)
    if not symbol.startswith("S/RES/"):
        assert symbol_of_path(path) == symbol
    assert document_path(symbol_of_path(path)) == path


@given(st.integers(0, 12000), st.integers(1900, 2100))
def test_a_resolution_is_formatted_where_its_year_can_be(number: int, year: int) -> None:
    if not plausible_resolution(number, year):
        with pytest.raises(ValueError, match="no Council resolution"):
            format_symbol(number, year)
        return
    symbol = format_symbol(number, year)
    assert parse_symbol(symbol) == symbol
    assert year_of_resolution(number) in (year, None)


@given(st.integers(1, 2768))
def test_a_number_of_the_table_has_one_year(number: int) -> None:
    year = year_of_resolution(number)
    assert year is not None
    assert [y for y in range(1946, 2025) if plausible_resolution(number, y)] == [year]


DECIDED, ASSEMBLY = Symbol("S/RES/2553 (2020)"), Symbol("A/RES/1514 (XV)")
PATHS: list[tuple[Callable[[], str], str]] = [
    (lambda: document_path(DECIDED), "doc/S/RES/2553"),
    (lambda: document_path(ASSEMBLY), "doc/A/RES/1514-XV"),
    (lambda: paragraph_path(DECIDED, ("preamble", "3")), "doc/S/RES/2553/preamble/3"),
    (lambda: vote_path(DECIDED), "vote/S/RES/2553"),
    (lambda: vote_path(Symbol("S/2020/797")), "vote/S/2020/797"),
    (lambda: ballot_path(DECIDED, "FRA"), "vote/S/RES/2553/FRA"),
    (lambda: vote_path(DECIDED, 2), "vote/S/RES/2553/2"),
    (lambda: ballot_path(DECIDED, "FRA", 2), "vote/S/RES/2553/2/FRA"),
    (lambda: state_path("TZA"), "state/TZA"),
    (lambda: seat_path(2020, "VCT"), "seat/2020/VCT"),
    (lambda: instrument_path(InstrumentRef("un-charter")), "instrument/un-charter"),
    (lambda: target_path(InstrumentRef("un-charter", "article/41")),
     "instrument/un-charter/article/41"),
    (lambda: target_path(DECIDED), "doc/S/RES/2553"),
    (lambda: source_file_path("doc/S/1/zh", "0123456789abcdef0123"),
     "doc/S/1/zh/source/0123456789ab"),
    (lambda: source_text_path("0123456789abcdef0123"), "source/0123456789abcdef.txt"),
]  # fmt: skip
"""Made when they are looked at, so that what is wrong with a path is seen here."""


@pytest.mark.parametrize(("path", "pattern"), PATHS)
def test_paths_are_those_of_the_contract(path: Callable[[], str], pattern: str) -> None:
    assert path() == pattern


@pytest.mark.parametrize(("path", "target"), [
    ("doc/S/2020/1166", "S/2020/1166"),
    ("doc/A/RES/1514-XV", "A/RES/1514 (XV)"),
    ("doc/A/RES/70/1", "A/RES/70/1"),
    ("instrument/un-charter", InstrumentRef("un-charter")),
    ("instrument/un-charter/chapter/VIII", InstrumentRef("un-charter", "chapter/VIII")),
])  # fmt: skip
def test_what_a_path_stands_for(path: str, target: InstrumentRef | str) -> None:
    assert target_of_path(path) == target


@pytest.mark.parametrize(("number", "year", "can_be"), [
    (1, 1946, True), (0, 1946, False), (1, 1945, False), (15, 1946, True), (16, 1946, False),
    (16, 1947, True), (2768, 2024, True), (2769, 2024, False), (2769, 2025, True),
    (2768, 2025, False), (2769, 2031, True), (9999, 2031, True), (10000, 2031, False),
    (2768, 1945, False), (-1, 1946, False),
])  # fmt: skip
def test_a_number_belongs_to_the_years_of_the_table(
    number: int, year: int, *, can_be: bool
) -> None:
    assert plausible_resolution(number, year) is can_be


@pytest.mark.parametrize(("number", "year"), [
    (0, None), (1, 1946), (15, 1946), (16, 1947), (2768, 2024), (2769, None),
])  # fmt: skip
def test_a_number_has_the_year_of_the_table(number: int, year: int | None) -> None:
    assert year_of_resolution(number) == year


def test_errors_name_what_was_wrong() -> None:
    with pytest.raises(ValueError, match=r"^no Council resolution is 1 \(2020\)$"):
        format_symbol(1, 2020)
    with pytest.raises(ValueError, match=r"^'S/RES/1 \(2020\)': no Council resolution has this "
                                         r"number in this year$"):
        parse_symbol("S/RES/1 (2020)")
    with pytest.raises(ValueError, match=r"^'x' is not a document symbol such as S/RES/2553 "
                                         r"\(2020\)$"):
        parse_symbol("x")


@given(st.from_regex(r"[a-z]{1,8}(-[a-z0-9]{1,5}){0,3}", fullmatch=True),
       st.sampled_from(["", "chapter/VIII", "article/41"]))  # fmt: skip
def test_an_instrument_comes_back_from_its_path(slug: str, part: str) -> None:
    ref = InstrumentRef(slug, part)
    assert target_of_path(target_path(ref)) == ref


@given(st.text(min_size=1))
def test_a_path_never_leaves_its_folder(text: str) -> None:
    assume(not re.fullmatch(r"[A-Za-z0-9/._-]+( ?\([A-Z0-9-]+\))?", text) or ".." in text)
    with pytest.raises(ValueError, match="cannot be part of an IRI"):
        document_path(Symbol(text))
