"""The tables of states agree with each other and with what others publish."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from pathlib import Path

import pycountry
import pytest
from babel.core import get_global

from councilgraph import resources
from councilgraph.identifiers import BASE
from councilgraph.link import council
from councilgraph.rdf import parse_triples

REFERENCE = Path(__file__).parents[3] / "shared" / "reference"
CG = f"{BASE}ontology#"

Table = dict[str, dict[str, list[str]]]


def table(name: str) -> Table:
    """Return what a table says of each state, by code and by the local name of the property."""
    found: Table = {}
    text = resources.text(f"ontology/authority/{name}.ttl")
    for subject, predicate, term in parse_triples(text.encode(), "ttl", name):
        path = subject.removeprefix(BASE)
        if path.startswith("state/"):
            said = found.setdefault(path.removeprefix("state/"), {})
            value = term if isinstance(term, str) else term.language or term.value
            said.setdefault(re.split("[#/]", predicate)[-1], []).append(value)
    assert found
    return found


PRESENT, FORMER = table("states"), table("former-states")


def one(said: dict[str, list[str]], name: str) -> str:
    (value,) = said[name]
    return value


def reference(name: str) -> Path:
    if not (REFERENCE / name).is_file():
        pytest.skip(f"{REFERENCE / name} is absent: the development references are not here")
    return REFERENCE / name


@pytest.mark.parametrize(
    ("name", "form"),
    [("alpha2", "[A-Z]{2}"), ("alpha3", "[A-Z]{3}"), ("numericCode", r"\d{3}"), ("m49", r"\d{3}")],
)
def test_codes_are_well_formed_and_each_is_one_state_s(name: str, form: str) -> None:
    codes = [one(said, name) for said in PRESENT.values()]
    assert [c for c in codes if not re.fullmatch(form, c)] == []
    assert [c for c, n in Counter(codes).items() if n > 1] == []


def test_a_state_s_address_is_its_code() -> None:
    for states in (PRESENT, FORMER):
        assert {code: one(said, "alpha3") for code, said in states.items()} == {
            code: code for code in states
        }


def test_codes_are_those_of_iso_3166_1_as_pycountry_has_them() -> None:
    for code, said in PRESENT.items():
        iso = pycountry.countries.get(alpha_3=code)
        assert iso, code
        assert (iso.alpha_2, iso.numeric) == (one(said, "alpha2"), one(said, "numericCode"))


def test_codes_are_those_of_the_unicode_locale_data() -> None:
    aliases = get_global("territory_aliases")
    for code, said in PRESENT.items():
        alpha2 = [one(said, "alpha2")]
        assert aliases[code] == alpha2
        assert aliases[one(said, "numericCode")] == alpha2


def test_the_numbers_of_m49_are_those_of_iso_3166_1() -> None:
    for code, said in PRESENT.items():
        assert said["m49"] == said["numericCode"], code


def test_former_states_have_the_codes_that_iso_3166_3_keeps() -> None:
    for code, said in FORMER.items():
        iso = pycountry.historic_countries.get(alpha_3=code)
        assert iso, code
        assert (iso.alpha_4, iso.numeric) == (one(said, "alpha4"), one(said, "numericCode"))
        if "memberUntil" in said:
            assert iso.withdrawal_date >= one(said, "memberUntil")


def test_no_former_state_holds_a_seat_after_its_end() -> None:
    ends = {c: int(one(s, "memberUntil")[:4]) for c, s in FORMER.items() if "memberUntil" in s}
    held = {(year, code) for year in range(1946, 2028) for code in council(year) if code in ends}
    assert held
    assert {(year, code) for year, code in held if year > ends[code]} == set()


@pytest.mark.slow
def test_codes_are_those_of_the_reference_table() -> None:
    with reference("country-codes.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["ISO3166-1-Alpha-3"]: row for row in csv.DictReader(file)}
    for code, said in PRESENT.items():
        row = rows[code]
        assert row["ISO3166-1-Alpha-2"] == one(said, "alpha2")
        assert row["ISO3166-1-numeric"].zfill(3) == one(said, "numericCode")
        assert row["M49"].zfill(3) == one(said, "m49")


@pytest.mark.slow
def test_seats_are_those_of_the_reference_by_year() -> None:
    """It calls the China of before 1971 TWN, and tells of no seat that changed hands in a year."""
    years = json.loads(reference("council-members-by-year.json").read_text("utf-8"))
    assert len(years) > 70
    differ = {}
    for row in years:
        year = row["year"]
        theirs = {m["iso3"] for m in row["members"]}
        if year <= 1970:
            theirs = {"CHN" if code == "TWN" else code for code in theirs}
        if theirs != council(year):
            differ[year] = (sorted(theirs - council(year)), sorted(council(year) - theirs))
    assert differ == {1990: ([], ["YMD"]), 1991: (["RUS"], ["SUN"])}
