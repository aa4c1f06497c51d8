"""Cleaning takes out what comes from the file, changes no word, and keeps the way back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from councilgraph.model import Segment, SourceText, Span
from councilgraph.read import STEPS, clean
from councilgraph.read.edits import Edit, apply
from councilgraph.read.furniture import job_number

BY_NAME = {step.name: step.run for step in STEPS}

STRATEGIC = "brings a strategic\n\n20-16350\n\napproach and"
WRAPPED = (
    "The Council has received the letters of its\nmembers, and decides to wait for\nthe others."
)
RUN_IN = "The Security Council, Recalling its resolution 1242 (1999), 1. Decides to act."
CASES = [
    ("line-ends", "a\r\nb\rc\n", "a\nb\nc\n"),
    ("line-ends", "a\vb\fc\n\fd\r\n\fe", "a\nb c\n\fd\n\fe"),
    ("line-ends", "of\f\fIts\f", "of\n\f\n\fIts\n\f"),
    ("invisible", "S/2020\u200f/11\u00ad66\ufeff", "S/2020/1166"),
    ("invisible", "محـــمد", "محمد"),
    ("invisible", "the\x01 rule\x1f of\x7f law\uffff", "the rule of law"),
    ("compose", "Co\u0302te d'Ivoire", "Côte d'Ivoire"),
    ("tex", r"\mathbf{S} /2020/1166", "S/2020/1166"),
    ("tex", "letter,^{*} and^{1}", "letter,* and1"),
    ("tex", "the set {1, 2} of rules", "the set {1, 2} of rules"),
    ("page-furniture", STRATEGIC, "brings a strategic approach and"),
    ("page-furniture", "promotion of the\n\n5/9\n\nrule of law", "promotion of the rule of law"),
    ("page-furniture", "of the matter.\n\n20-16350 7/9\n\nAnnex", "of the matter.\n\nAnnex"),
    ("page-furniture", "the text;\n\n8/9\n\n2. Decides", "the text;\n\n2. Decides"),
    ("page-furniture", "附件\n\n2/9 20-16350\n\n决议", "附件\n\n决议"),
    ("page-furniture", "重申安全理事会对维护国际和平与安全负\n\n2/9\n\n有首要责任，",
     "重申安全理事会对维护国际和平与安全负有首要责任，"),
    ("page-furniture", "between 5/9 and 7/9 of them", "between 5/9 and 7/9 of them"),
    ("list-marks", "- 1. Reaffirms\n- (a) Go\n## Annex", "1. Reaffirms\n(a) Go\nAnnex"),
    ("list-marks", "see - 1. it\n\t- - 2. x\n • (a) - 3. y", "see - 1. it\n\t- - 2. x\n(a) - 3. y"),
    ("emphasis", "and *noting* the __work__ of 2 * 3 * 4", "and noting the work of 2 * 3 * 4"),
    ("emphasis", "file_name_here", "file_name_here"),
    ("line-wraps", WRAPPED, WRAPPED.replace("\n", " ")),
    ("line-wraps", "1. Decides to go;\n2. Ends.", "1. Decides to go;\n2. Ends."),
    ("run-in", RUN_IN, RUN_IN.replace(", R", ",\nR").replace(", 1", ",\n1")),
    ("spaces", "a  b\t\tc \n  d", "a b c\nd"),
    ("spaces", "a\u00a0b c\nd", "a\u00a0b c\nd"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "cleaned"), CASES)
def test_a_step_does_what_its_name_says(name: str, text: str, cleaned: str) -> None:
    assert BY_NAME[name](SourceText.of(text)).text == cleaned


def test_a_page_that_ends_within_a_paragraph_ends_no_word() -> None:
    said = "Declares that the establishment\f{} Bantustans is contrary\nto the provisions"
    text = f"1. {said.format('of')} of the Charter;\n\n2. {said.format('Of')} and to others.\n"
    done = clean(SourceText.of(text))
    assert done.text.count("the establishment of Bantustans is contrary") == 1
    assert "the establishment\n\fOf Bantustans" in done.text


LAID_OUT = {"columns", "cells", "footnotes"}
"""Steps for text that keeps a page's layout; its own tests are in test_layout.py."""


def test_every_step_has_a_case() -> None:
    assert {name for name, _, _ in CASES} == set(BY_NAME) - LAID_OUT
    assert set(BY_NAME) >= LAID_OUT
    assert len(BY_NAME) == len(STEPS)


@pytest.mark.parametrize(("name", "text", "cleaned"), CASES)
def test_a_step_that_ran_has_nothing_left_to_do(name: str, text: str, cleaned: str) -> None:
    again = BY_NAME[name](SourceText.of(cleaned)).text
    assert again == cleaned


def test_a_page_break_inside_a_paragraph_is_remarked_where_it_is() -> None:
    text = "brings a strategic\n\n20-16350\n\napproach."
    (remark,) = clean(SourceText.of(text)).remarks
    assert remark.code == "page-break"
    assert remark.span is not None
    assert text[remark.span.start : remark.span.end].strip() == "20-16350"


def test_tex_is_remarked_where_it_is() -> None:
    text = r"联合国 \mathbf{S} /2020/1166"
    (remark,) = clean(SourceText.of(text)).remarks
    assert (remark.code, remark.span) == ("tex-remains", Span(4, len(text)))


@pytest.mark.parametrize(
    ("text", "number"),
    [("text\n\n20-16350 7/9\n\ntext", "20-16350"), ("text\n\n2/9 20-16350\n", "20-16350"),
     ("a call to 20-16350 was made", None), ("", None)],
)  # fmt: skip
def test_the_job_number_stands_in_furniture(text: str, number: str | None) -> None:
    found = job_number(text)
    assert (found[1] if found else None) == number


def mapped(source: SourceText) -> None:
    """Assert that every character of a cleaned text leads back into the file, in order."""
    last = 0
    for i, char in enumerate(source.text):
        span = source.span(i, i + 1)
        assert 0 <= span.start < span.end <= len(source.raw)
        assert span.start >= last or span.end >= last
        last = span.start
        segment, _ = source.segments_between(i, i + 1)[0]
        if segment.verbatim:
            assert source.quote(span) == char


NOISE = st.lists(
    st.sampled_from([
        "The Council", " recalls", "\n", "\n\n", "\r\n", "20-16350", " 7/9", "*", "**", "_",
        r"\mathbf{S}", " /2020/1166", "^{*}", "\u200f", "\u00ad", "e\u0301", "  ", "\t", "- 1. ",
        "## ", "安全理事会", "，", "(a) ", "of the", ".", ",", "-", "x" * 60,
    ]),
    max_size=30,
).map("".join)  # fmt: skip


@given(st.one_of(st.text(), NOISE))
def test_cleaning_any_text_keeps_the_way_back(text: str) -> None:
    mapped(clean(SourceText.of(text)))


@given(NOISE)
def test_cleaning_takes_out_marks_but_no_word(text: str) -> None:
    cleaned = clean(SourceText.of(text)).text
    for word in ("Council", "recalls", "安全理事会"):
        assert cleaned.count(word) == text.count(word)


@given(st.text(min_size=1), st.data())
def test_edits_compose(text: str, data: st.DataObject) -> None:
    source = SourceText.of(text)
    for _ in range(3):
        if not source.text:
            break
        start = data.draw(st.integers(0, len(source.text)))
        end = data.draw(st.integers(start, len(source.text)))
        new = data.draw(st.sampled_from(["", " ", "\n\n"])) if end > start else ""
        source = apply(source, [Edit(start, end, new)])
    mapped(source)


def test_a_span_covers_what_a_step_took_out_inside_it() -> None:
    source = SourceText("ab--cd", "abcd", (Segment(0, 0, 2, True), Segment(2, 4, 6, True)))
    assert source.quote(source.span(0, 4)) == "ab--cd"
    with pytest.raises(ValueError, match="a span runs forward"):
        source.span(2, 2)
