"""The tables of states, seats and the Charter hold what the United Nations says of itself."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from functools import cache

import pycountry
import pytest

from councilgraph import resources
from councilgraph.identifiers import BASE
from councilgraph.link import gazetteer
from councilgraph.rdf import Literal, read_triples
from councilgraph.rdf.namespaces import CG, RDF, SKOS

Facts = dict[str, list[str]]
SIX = ["ar", "en", "es", "fr", "ru", "zh"]
ORIGINAL, AMENDED = 11, 15
"""Members of the Council up to 1965 and since (Charter, Article 23)."""
GROWTH = {
    1945: 51, 1946: 55, 1947: 57, 1948: 58, 1949: 59, 1950: 60, 1955: 76, 1956: 80, 1957: 82,
    1958: 82, 1959: 82, 1960: 99, 1961: 104, 1962: 110, 1963: 113, 1964: 115, 1965: 117, 1966: 122,
    1967: 123, 1968: 126, 1970: 127, 1971: 132, 1973: 135, 1974: 138, 1975: 144, 1976: 147,
    1977: 149, 1978: 151, 1979: 152, 1980: 154, 1981: 157, 1983: 158, 1984: 159, 1990: 159,
    1991: 166, 1992: 179, 1993: 184, 1994: 185, 1999: 188, 2000: 189, 2002: 191, 2006: 192,
    2011: 193,
}  # fmt: skip
"""Members at the end of a year, as the United Nations publishes their growth."""
UNCODED = {
    1958: -1, 1959: -1, 1960: -1,  # Egypt and Syria were one member, the United Arab Republic
    1963: 1,  # Zanzibar was a member until it united with Tanganyika in 1964
    1965: -1,  # Indonesia had withdrawn
}  # fmt: skip
"""What the table of states does not tell: an interrupted membership, a member without a code."""
UNITS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
CONTINUED = {"SUN": "RUS", "SCG": "SRB"}
"""Former members whose membership is another's, which therefore has their day of admission."""


@cache
def facts(table: str, kind: str) -> dict[str, Facts]:
    """Return what a table says of each thing of a class, by its path and the property."""
    found: dict[str, Facts] = {}
    for subject, predicate, term in read_triples(resources.path(f"ontology/authority/{table}.ttl")):
        value = term.language or term.value if isinstance(term, Literal) else term
        said = found.setdefault(subject.removeprefix(BASE), {})
        said.setdefault(predicate, []).append(value)
    return {path: said for path, said in found.items() if CG[kind] in said.get(RDF["type"], ())}


def states(table: str) -> dict[str, Facts]:
    return {p.rpartition("/")[2]: said for p, said in facts(table, "MemberState").items()}


PRESENT, FORMER = states("states"), states("former-states")


def day(said: Facts, name: str) -> dt.date:
    (value,) = said[CG[name]]
    return dt.date.fromisoformat(value)


def test_the_193_member_states_are_countries_of_iso() -> None:
    assert len(PRESENT) == 193
    for code, said in PRESENT.items():
        country = pycountry.countries.get(alpha_3=code)
        assert country is not None, code
        assert said[CG["alpha3"]] == [country.alpha_3]
        assert said[CG["alpha2"]] == [country.alpha_2]
        assert said[CG["m49"]] == [country.numeric]


def test_each_former_member_has_an_end_and_successors_or_a_reason() -> None:
    assert set(FORMER) == {"CSK", "DDR", "SCG", "SUN", "YMD", "YUG"}
    for code, said in FORMER.items():
        if code == "YUG":
            assert CG["successor"] not in said
            assert said[SKOS["note"]]
            continue
        successors = {s.rpartition("/")[2] for s in said[CG["successor"]]}
        assert successors
        assert successors <= set(PRESENT)
        assert day(said, "memberUntil") > day(said, "memberFrom")


ALIASES = {
    "BEN": ["Dahomey"], "BFA": ["Upper Volta"], "BLR": ["Byelorussian SSR"],
    "BOL": ["Bolivia"], "CIV": ["Ivory Coast"], "CMR": ["United Republic of Cameroon"],
    "COD": ["Zaire"], "COG": ["Congo (Brazzaville)"], "CPV": ["Cape Verde"],
    "CZE": ["Czech Republic"], "DDR": ["German Democratic Republic"],
    "DEU": ["Federal Republic of Germany", "Germany, Federal Republic of"],
    "EGY": ["United Arab Republic"], "GBR": ["United Kingdom"], "LBY": ["Libyan Arab Jamahiriya"],
    "LKA": ["Ceylon"], "MDA": ["Moldova"],
    "MKD": ["former Yugoslav Republic of Macedonia"], "MMR": ["Burma"],
    "MYS": ["Federation of Malaya"],
    "NLD": ["Kingdom of the Netherlands"], "SUN": ["USSR", "Union of Soviet Socialist Republics"],
    "SVK": ["Slovak Republic"], "SWZ": ["Swaziland"], "TUR": ["Turkey"], "UKR": ["Ukrainian SSR"],
    "USA": ["United States"], "VEN": ["Bolivarian Republic of Venezuela", "Venezuela"],
    "YMD": ["Democratic Yemen"], "YUG": ["Yugoslavia"], "ZAF": ["Union of South Africa"],
}  # fmt: skip
"""Names that votes and lists of sponsors have had, beside the present short ones, in English."""


@pytest.mark.parametrize(
    ("code", "name"), [(code, name) for code, names in ALIASES.items() for name in names]
)
def test_a_name_of_votes_and_sponsor_lists_is_one_of_the_state(code: str, name: str) -> None:
    assert gazetteer().states["en"][name] == f"state/{code}"


def test_every_state_has_a_short_and_a_formal_name_in_six_languages() -> None:
    for code, said in (PRESENT | FORMER).items():
        assert sorted(said[SKOS["prefLabel"]]) == SIX, code
        assert sorted(said[CG["formalName"]]) == SIX, code


def members(at: dt.date) -> set[str]:
    """Return the codes of the members on a day, each membership once."""
    found = {code for code, said in PRESENT.items() if day(said, "memberFrom") <= at}
    for code in FORMER.keys() - CONTINUED:
        # Yugoslavia was counted until the Federal Republic was admitted.
        after = day(PRESENT["SRB"], "memberFrom") - dt.timedelta(1)
        end = after if code == "YUG" else day(FORMER[code], "memberUntil")
        if day(FORMER[code], "memberFrom") <= at <= end:
            found.add(code)
    return found


@pytest.mark.parametrize("year", range(1945, 2027))
def test_the_members_of_a_year_are_as_many_as_published(year: int) -> None:
    published = GROWTH[max(y for y in GROWTH if y <= year)]
    assert len(members(dt.date(year, 12, 31))) + UNCODED.get(year, 0) == published


def test_a_membership_that_was_continued_has_one_first_day() -> None:
    for former, present in CONTINUED.items():
        assert FORMER[former][CG["successor"]] == [f"{BASE}state/{present}"]
        assert day(FORMER[former], "memberFrom") == day(PRESENT[present], "memberFrom")


def test_days_of_admission_fell_as_the_history_of_the_organization_tells() -> None:
    """29 of the 51 original members on the day of the Charter; later ones in known groups."""
    counted = [s for code, s in (PRESENT | FORMER).items() if code not in CONTINUED]
    days = Counter(day(said, "memberFrom") for said in counted)
    assert min(days) == dt.date(1945, 10, 24)
    assert days[dt.date(1945, 10, 24)] == 29
    groups = {dt.date(1955, 12, 14): 16, dt.date(1960, 9, 20): 14, dt.date(1992, 3, 2): 9}
    assert dict(days.most_common(4)[1:]) == groups


def held(said: Facts) -> tuple[dt.date, dt.date]:
    """Return the first day on which a seat was held, and the first on which it was not."""
    (year,) = (int(y) for y in said[CG["year"]])
    first, after = dt.date(year, 1, 1), dt.date(year + 1, 1, 1)
    begins = day(said, "heldFrom") if CG["heldFrom"] in said else first
    ends = day(said, "heldUntil") if CG["heldUntil"] in said else after
    return begins, ends


@pytest.mark.parametrize("year", range(1946, 2028))
def test_on_any_day_the_council_has_its_seats_five_of_them_permanent(year: int) -> None:
    seats = {p: s for p, s in facts("seats", "Seat").items() if s[CG["year"]] == [str(year)]}
    spans = {path: held(said) for path, said in seats.items()}
    changes = {dt.date(year, 1, 1)} | {begin for begin, _ in spans.values()}
    for at in changes | {dt.date(year, 12, 31)}:
        now = [p for p, (begin, end) in spans.items() if begin <= at < end]
        assert len(now) == (ORIGINAL if year <= 1965 else AMENDED), at
        assert sum(seats[p][CG["permanent"]] == ["true"] for p in now) == 5, at
    assert len(seats) == (ORIGINAL if year <= 1965 else AMENDED) + (year == 1990)


def test_every_seat_is_one_of_a_member() -> None:
    for path, said in facts("seats", "Seat").items():
        _, year, code = path.split("/")
        assert said[CG["holder"]] == [f"{BASE}state/{code}"]
        begin, end = held(said)
        state = (PRESENT | FORMER)[code]
        assert dt.date(1945, 1, 1) < day(state, "memberFrom") < end, path
        if CG["memberUntil"] in state:
            assert begin < day(state, "memberUntil"), path
        assert path == f"seat/{year}/{code}"


def test_the_charter_has_nineteen_chapters_and_111_articles_in_order() -> None:
    parts = facts("charter", "Instrument")
    kinds = Counter(path.split("/")[-2] for path in parts)
    assert kinds == {"chapter": 19, "article": 111}
    articles = {int(p.rpartition("/")[2]) for p in parts if "/article/" in p}
    assert articles == set(range(1, 112))
    assert {p.rpartition("/")[2] for p in parts if "/chapter/" in p} == {
        "X" * (n // 10) + UNITS[n % 10] for n in range(1, 20)
    }  # fmt: skip
