"""What a paragraph cites: target, verb, topic and date, and mentions that are odd."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_facts import reading

from councilgraph.identifiers import target_path
from councilgraph.languages import load
from councilgraph.model import ParagraphKind
from councilgraph.parse.citations import citations
from councilgraph.parse.mentions import mentions
from councilgraph.parse.verbs import leading_verbs

STATEMENTS = (
    "Recalling the statements by its President of 21 February 2007 (S/PRST/2007/3) and 12 May 2008 "
    "(S/PRST/2008/14),"
)


def cited(text: str, code: str, kind: ParagraphKind = ParagraphKind.PREAMBULAR) -> list[str]:
    """Return each citation as target, verb, topic and date."""
    read = reading(text, code)
    verbs = leading_verbs(read.folded, 0, len(text), kind, read.pack)
    return [
        " | ".join([
            target_path(c.target).removeprefix("doc/").removeprefix("instrument/"), c.verb or "-",
            c.topic or "-", str(c.date or "-"),
        ])
        for c in citations(read, 0, len(text), verbs)
    ]  # fmt: skip


CITED = [
    ("en", "Recalling its resolutions 1325 (2000) and 2242 (2015) on women, peace and security,",
     ["S/RES/1325 | recalls | women, peace and security | -",
      "S/RES/2242 | recalls | women, peace and security | -"]),
    ("en", "Recalling its resolutions 2151 (2014) on reform and 2282 (2016) on the review,",
     ["S/RES/2151 | recalls | reform | -", "S/RES/2282 | recalls | the review | -"]),
    ("en", "Recalling resolution 1373 (2001) of 28 September 2001,",
     ["S/RES/1373 | recalls | - | 2001-09-28"]),
    ("en", STATEMENTS,
     ["S/PRST/2007/3 | recalls | - | 2007-02-21", "S/PRST/2008/14 | recalls | - | 2008-05-12"]),
    ("en", "Recalling General Assembly resolution 70/1 and resolution 1514 (XV),",
     ["A/RES/70/1 | recalls | - | -", "A/RES/1514-XV | recalls | - | -"]),
    ("en", "Reaffirming resolutions 2712, 2720 (2023), and noting the letter (S/2020/253),",
     ["S/RES/2712 | reaffirms | - | -", "S/RES/2720 | reaffirms | - | -",
      "S/2020/253 | notes | - | -"]),
    ("en", "Acting under Chapter VII of the Charter of the United Nations and its Article 41,",
     ["un-charter/chapter/VII | acts | - | -", "un-charter/article/41 | acts | - | -"]),
    ("en", "Recalling Articles 39, 40 and 41 (2) of the Charter,",
     ["un-charter/article/39 | recalls | - | -", "un-charter/article/40 | recalls | - | -",
      "un-charter/article/41 | recalls | - | -"]),
    ("en", "Noting its Article 5 of the Statute and 1,325 (2000) others, in 2020 (2021),", []),
    ("zh", "回顾其关于安全部门改革的第2151(2014)和第2553(2020)号决议，",
     ["S/RES/2151 | recalls | 安全部门改革 | -", "S/RES/2553 | recalls | 安全部门改革 | -"]),
    ("zh", "根据《联合国宪章》第七章采取行动，并根据第四十一条采取措施，",
     ["un-charter/chapter/VII | acts | - | -", "un-charter/article/41 | acts | - | -"]),
    ("zh", "回顾主席2007年2月21日的声明(S/PRST/2007/3)，",
     ["S/PRST/2007/3 | recalls | - | 2007-02-21"]),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "expected"), CITED)
def test_citations(code: str, text: str, expected: list[str]) -> None:
    assert cited(text, code) == expected


@given(st.lists(st.sampled_from([
    "1325 (2000)", "resolution", "resolutions", "and", ",", "A/70/1", "S/2020/1", "Chapter VII",
    "of the Charter", "Article 41", "on women", "of 3 May 2001", "(S/PRST/2007/3)", "its",
    "General Assembly", "1514 (XV)", "70/1", "the", "2030 Agenda for Sustainable Development",
]), max_size=15).map(" ".join))  # fmt: skip
def test_citations_stand_apart_in_text_order(text: str) -> None:
    read = reading(text, "en")
    found = citations(read, 0, len(text), [])
    for c in found:
        assert read.source.quote(c.span) == c.quote
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("text", "odd"),
    [
        ("resolution 2553 (2021)", "year-mismatch"),
        ("S/RES/2553 (1999)", "year-mismatch"),
        ("General Assembly resolution A/70/1", "symbol-short-form"),
        ("resolution 2553 (2020)", ""),
    ],
)
def test_an_odd_mention_is_kept_and_remarked(text: str, odd: str) -> None:
    (found,) = mentions(text, 0, len(text), load("en"))
    assert " ".join(code for code, _ in found.oddities) == odd
    assert target_path(found.target) in ("doc/S/RES/2553", "doc/A/RES/70/1")


def test_a_symbol_is_no_resolution_for_a_word_of_the_paragraph_before() -> None:
    text = "Recalls resolution 70/1,\nA/74/976-S/2020/773"
    found = mentions(text, text.index("A/74"), len(text), load("en"))
    assert [(m.target, m.oddities) for m in found] == [("A/74/976", ()), ("S/2020/773", ())]
