"""What is said in a paragraph: requests; names; votes; dates; and what is odd in it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from councilgraph.languages import fold, load
from councilgraph.link import gazetteer
from councilgraph.model import Choice, Outcome, ParagraphKind, SourceText, Tally
from councilgraph.parse.block import Reading, blocks_of
from councilgraph.parse.dates import find_dates
from councilgraph.parse.names import states_in
from councilgraph.parse.oddities import compounds_of, oddities
from councilgraph.parse.requests import requests
from councilgraph.parse.verbs import leading_verbs
from councilgraph.parse.votes import mismatches, outcome, tally, vote_lists

REPORT = (
    "Requests the Secretary-General to report to it, no later than 31 December 2031, on lamps, and "
    "urges all States to help;"
)
LONG_NAMES = (
    "Saint Vincent and the Grenadines, and the United Kingdom of Great Britain and Northern Ireland"
)


def reading(text: str, code: str) -> Reading:
    return Reading(SourceText.of(text), fold(text), load(code), gazetteer())


ASKED = [
    ("en", REPORT,
     [("requests", "organ/secretary-general", "2031-12-31"),
      ("urges", "concept/addressee/all-states", None)]),
    ("en", "Requests the Secretary-General to prepare a report in September 2021;",
     [("requests", "organ/secretary-general", "2021-09")]),
    ("en", "Calls upon the keepers of lamps to keep watch;", [("calls-upon", None, None)]),
    ("en", "Requests a report;", []),
    ("en", "Decides to meet by 1 May 2031;", []),
    ("en", "Requests the Secretary-General to report by 31 February 2031;",
     [("requests", "organ/secretary-general", None)]),
    ("zh", "请秘书长至迟于2031年12月31日提交报告；",
     [("requests", "organ/secretary-general", "2031-12-31")]),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "expected"), ASKED)
def test_requests(
    code: str, text: str, expected: list[tuple[str, str | None, str | None]]
) -> None:
    read = reading(text, code)
    verbs = leading_verbs(read.folded, 0, len(text), ParagraphKind.OPERATIVE, read.pack)
    found = requests(read, len(text), verbs)
    assert [
        (r.verb, next(iter(r.addressees), None), next(iter(r.deadlines), None)) for r in found
    ] == expected
    for request in found:
        assert request.deliverable in read.source.quote(request.span)
        assert request.addressee_text in read.source.quote(request.span)


NAMED = [
    ("en", "Belgium, the Niger, Bosnia and Herzegovina and Trinidad and Tobago", "BEL NER BIH TTO"),
    ("en", LONG_NAMES, "VCT GBR"),
    ("en", "Guinea, Guinea-Bissau, Equatorial Guinea and Papua New Guinea", "GIN GNB GNQ PNG"),
    ("en", "the Niger and Nigeria", "NER NGA"),
    ("en", "Côte d’Ivoire, Viet Nam", "CIV VNM"),
    ("en", "Belgium and Atlantis", "BEL ?"),
    ("zh", "刚果、刚果民主共和国和坦桑尼亚联合共和国", "COG COD TZA"),
    ("zh", "圣文森特和格林纳丁斯、特立尼达和多巴哥以及波斯尼亚和黑塞哥维那", "VCT TTO BIH"),
    ("zh", "尼日尔、尼日利亚和亚特兰蒂斯", "NER NGA ?"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "expected"), NAMED)
def test_states_in_a_list(code: str, text: str, expected: str) -> None:
    read = reading(text, code)
    found = states_in(read.folded, 0, len(text), read.pack, read.gazetteer)
    assert " ".join(n.path.rsplit("/", 1)[1] if n.path else "?" for n in found) == expected


@pytest.mark.parametrize("code", ["en", "zh"])
def test_every_name_of_every_state_is_that_state_alone(code: str) -> None:
    names = gazetteer().states[code]
    assert len(names) > 190
    for name, path in names.items():
        read = reading(name, code)
        found = states_in(read.folded, 0, len(name), read.pack, read.gazetteer)
        assert [n.path for n in found] == [path], name


def test_vote_lists() -> None:
    text = "In favour:\nBelgium,\nChina and France.\nAgainst:\nNone.\nAbstaining: Tunisia."
    read = reading(text, "en")
    found = vote_lists(blocks_of(text, read.folded), read)
    assert found is not None
    assert [(b.state, b.choice) for b in found.ballots] == [
        ("BEL", Choice.IN_FAVOUR), ("CHN", Choice.IN_FAVOUR), ("FRA", Choice.IN_FAVOUR),
        ("TUN", Choice.ABSTAINING),
    ]  # fmt: skip
    assert found.remarks == ()
    assert vote_lists(blocks_of("Belgium.", "Belgium."), read) is None
    said = mismatches(Tally(in_favour=4, against=0, abstaining=1), found, ())
    assert [r.code for r in said] == ["tally-mismatch"]


TALLIES = [
    ("en", "received 13 votes in favour, two against and no abstentions", (13, 2, 0)),
    ("en", "received 12 votes in favour, 1 vote against and 2 abstentions", (12, 1, 2)),
    ("en", "received l5 votes in favour", (None, None, None)),
    ("zh", "决议草案获得 15 票赞成。", (15, None, None)),
    ("zh", "获得12票赞成、1票反对、2票弃权", (12, 1, 2)),
    ("zh", "获得 ²5 票赞成", (None, None, None)),
]


@pytest.mark.parametrize(("code", "text", "expected"), TALLIES)
def test_tallies(code: str, text: str, expected: tuple[int | None, ...]) -> None:
    found, _ = tally(reading(text, code), 0, len(text))
    assert (found.in_favour, found.against, found.abstaining) == expected


OUTCOMES = [
    ("en", "and was adopted as resolution 2553 (2020) of 3 December 2020.", Outcome.ADOPTED),
    ("en", "The draft resolution has not been adopted.", Outcome.NOT_ADOPTED),
    ("en", "has not been adopted, owing to the negative vote of permanent members.",
     Outcome.VETOED),
    ("en", "The vote was held.", None),
    ("zh", "成为第 2553(2020) 号决议。", Outcome.ADOPTED),
    ("zh", "决议草案未获通过。", Outcome.NOT_ADOPTED),
    ("zh", "由于一个常任理事国投反对票,决议草案未获通过。", Outcome.VETOED),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "expected"), OUTCOMES)
def test_outcomes(code: str, text: str, expected: Outcome | None) -> None:
    assert outcome(reading(text, code), 0, len(text))[0] is expected


@pytest.mark.slow
@given(st.dates(date(1946, 1, 1), date(2099, 12, 31)), st.sampled_from(["en", "zh", "fr", "es"]))
def test_a_date_is_read_back_in_every_language(when: date, code: str) -> None:
    pack = load(code)
    for month in pack.months[str(when.month)]:
        for template in pack.dates["full"]:
            text = template.replace("{day}", str(when.day)).replace("{month}", month)
            text = text.replace("{year}", str(when.year)).replace("[", "").replace("]", "")
            text = text.replace("{ordinal}", "")
            found = find_dates(pack, fold(text), 0, len(text))
            assert [d for d, _, _ in found] == [when], text


def test_a_day_that_no_calendar_has_is_no_date() -> None:
    ((when, start, end),) = find_dates(load("en"), "on 31 February 2024.", 0, 20)
    assert (when, start, end) == (None, 3, 19)


ODD = [
    ("as well as resolutions as well as resolutions 2250 (2015)", "doubled-words"),
    ("had had enough of that", "doubled-words"),
    ("resolutions 2106 (2013) 2122 (2013)", "missing-comma"),
    ("Council-mandated missions and Councilmandated missions", "lost-hyphen"),
    ("Recognizes that", "verb-form"),
    ("Recognizing that it is so", ""),
    ("resolution 2691 (2014)", "year-mismatch"),
    ("resolution 2553 (2020) of 18 December 2020, and 2496 (2007)", "year-mismatch"),
    ("paragraph 7 of 1960 (2010) and paragraph 7 (b) of 1882 (2018)", "year-mismatch"),
    ("paragraphs 3 of 2360 (2011) and 4 of 2478 (2019)", "year-mismatch"),
    ("Law No. 25 (2014)", ""),
    ("resolution 1925", "symbol-short-form"),
    ("resolution 1514  (XV)", ""),
    ("adopted in 1960 as resolution 1514 (XV)", ""),
    ("adopted in 1960 as resolution 1514 (hereafter its Declaration)", "symbol-short-form"),
]


@pytest.mark.parametrize(("text", "code"), ODD)
def test_oddities_are_remarked_where_they_are(text: str, code: str) -> None:
    read = reading(text, "en")
    verbs = leading_verbs(read.folded, 0, len(text), ParagraphKind.PREAMBULAR, read.pack)
    compounds = compounds_of(read.folded, read.pack)
    found = oddities(read, 0, len(text), ParagraphKind.PREAMBULAR, verbs, compounds, {},
                     point=False)  # fmt: skip
    assert " ".join(r.code for r in found) == code
    assert all(r.span is not None for r in found)
