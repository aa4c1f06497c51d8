"""Official documents held against each other: the errors that are known to be in them are found.

The documents are not part of the project: they are read beside it where they are at hand, and
these tests say so where they are not.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from councilgraph.model import Severity
from councilgraph.pipeline import Input, compare
from councilgraph.publish.disagreements import Disagreement

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus" / "resolution"
LETTER = ROOT / "tests" / "documents" / "S-2020-1166" / "source.txt"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the official documents are not at ../shared"),
]


def found(one: Path, other: Path) -> list[Disagreement]:
    return compare(Input(str(one)), Input(str(other)))


def official(number: int, form: str) -> Path:
    (file,) = CORPUS.glob(f"S_RES_{number}_(*).{form}")
    return file


def says(one: Disagreement) -> tuple[str, ...]:
    return tuple(p.says for p in one.places)


def test_text_and_markup_of_one_resolution_agree() -> None:
    assert found(official(2506, "en.xml"), official(2506, "en.txt")) == []


def test_a_letter_and_the_resolution_it_annexes_agree_on_the_vote() -> None:
    got = found(LETTER, official(2553, "en.xml"))
    assert not [d for d in got if d.subject.startswith("vote/") and d.name]
    assert {d.subject for d in got if d.name == "text"} == {
        "doc/S/RES/2553/preamble/3",  # A/70/1 for A/RES/70/1
        "doc/S/RES/2553/paragraph/20/j",  # a hyphen lost at the end of a line
    }


KNOWN = {
    "the tally is not the list": (2521, "en.xml", "zh.xml", "tally-mismatch",
                                  "15 votes in favour are stated but 12 named"),
    "the metadata name another meeting": (2546, "en.xml", "fr.xml", "metadata-mismatch",
                                          "the metadata name S/PV.8760, the text S/PV.8763"),
    "the text has another date than the markup": (
        2423, "en.xml", "en.txt", "date-mismatch",
        "the metadata date the document to 2018-06-28, its text to 2016-06-29"),
    "the link points elsewhere": (
        2537, "en.xml", "fr.xml", "link-mismatch",
        "the words name S/RES/2506 (2020), the markup links them to S/RES/2483 (2019)"),
}  # fmt: skip


@pytest.mark.parametrize("error", KNOWN)
def test_an_error_inside_one_source_is_found(error: str) -> None:
    number, one, other, code, message = KNOWN[error]
    got = found(official(number, one), official(number, other))
    assert message in [says(d)[0] for d in got if d.code == code]


BETWEEN = {
    "a masthead left from another document": (
        2536, "en.txt", "fr.txt", "doc/S/RES/2536", "date", ("2017-11-07", "2020-07-28"),
    ),
    "a masthead of three days before": (
        2530, "en.txt", "zh.txt", "doc/S/RES/2530", "date", ("2020-06-29", "2020-06-26"),
    ),
    "a resolution misnumbered": (
        2509, "fr.txt", "en.txt", "doc/S/RES/2509/paragraph/11", "cited",
        ("not S/RES/2441 (2018)", "S/RES/2441 (2018)"),
    ),
    "a report dated otherwise": (
        2537, "en.txt", "fr.txt", "doc/S/RES/2537/preamble/1", "citedDate",
        ("S/2020/685 of 2020-07-10", "S/2020/685 of 2020-07-13"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("error", BETWEEN)
def test_an_error_of_one_language_is_found(error: str) -> None:
    number, one, other, subject, name, words = BETWEEN[error]
    got = found(official(number, one), official(number, other))
    assert words in [says(d) for d in got if (d.subject, d.name) == (subject, name)]


def test_languages_of_one_resolution_agree_but_for_notes() -> None:
    got = found(official(2506, "en.xml"), official(2506, "es.xml"))
    assert {d.severity for d in got} <= {Severity.NOTE}
