"""Errors put into the markup of a file: each is kept and remarked; what is none is not."""

from __future__ import annotations

import pytest
from test_akn_record import changed, record

from councilgraph.model import Record, Remark

pytestmark = pytest.mark.slow


def remarks(found: Record) -> list[Remark]:
    said = [r for d in found.documents for r in d.remarks]
    said += [r for d in found.documents for p in d.paragraphs for r in p.remarks]
    said += [r for d in found.documents for p in d.paragraphs for c in p.citations
             for r in c.remarks]  # fmt: skip
    said += [r for d in found.documents if d.version for r in d.version.remarks]
    return said + [r for v in found.votes for r in v.remarks]


def codes(text: str) -> list[str]:
    """Return the codes of remarks that the sample itself does not have."""
    usual = [(r.code, r.message) for r in remarks(record())]
    return [r.code for r in remarks(record(text)) if (r.code, r.message) not in usual]


ERRORS = {
    "the count is not the list": ((('value="003"', 'value="004"'),), "tally-mismatch"),
    "the note says otherwise": ((("Adopted 3-0-1", "Adopted 2-1-1"),), "tally-mismatch"),
    "the number of votes is none": ((('value="003"', 'value="three"'),), "tally-mismatch"),
    "a voter is listed twice": (((">NIGER<", ">C&#212;TE D&apos;IVOIRE<"),), "repeated-voter"),
    "a voter is in two lists": (((" CHINA ", "NIGER"),), "voter-in-two-lists"),
    "a voter is no state": (((">NIGER<", ">FREEDONIA<"),), "unknown-state"),
    "votes are counted in no known way": (
        (('refersTo="#abstaining"', 'refersTo="perhaps"'),), "unknown-choice",
    ),
    "no comma between sponsors": ((("Côte d’Ivoire and the", "Côte d’Ivoire"),), "missing-comma"),
    "a sponsor is no state": ((("Viet&#160;Nam", "The Committee"),), "unknown-state"),
    "the date is another": ((('<an:FRBRdate date="2020-05-06"', '<an:FRBRdate date="2020-05-07"'),),
                            "date-mismatch"),
    "words are another day": (
        (('<an:docDate date="2020-05-06">', '<an:docDate date="2020-05-08">'),), "date-mismatch",
    ),
    "it is issued before its adoption": (((">6 May 2020</an:docDate></an:p>\n      <an:p xml",
                                           ">6 May 2019</an:docDate></an:p>\n      <an:p xml"),),
                                         "date-mismatch"),
    "the date is no day": ((('<an:FRBRdate date="2020-05-06"', '<an:FRBRdate date="2020-05-32"'),),
                           "impossible-date"),
    "the meeting is another": ((('as="S/PV.9999"', 'as="S/PV.9998"'),), "metadata-mismatch"),
    "the work is another": ((("/9001-2020/", "/9002-2020/"),), "metadata-mismatch"),
    "the language is another": ((('language="eng"', 'language="deu"'),), "metadata-mismatch"),
    "a point has no letter": ((("<an:num>(b)</an:num>", "<an:num>–</an:num>"),),
                              "irregular-markup"),
    "points are numbered as sub-points": (
        (("(a)", "(i)"), ("(b)", "(ii)")), "irregular-markup",
    ),
    "a point is a paragraph": (
        (("<an:num>2.</an:num>", "<an:num>(c)</an:num>"),), "irregular-markup",
    ),
}  # fmt: skip


@pytest.mark.parametrize("error", ERRORS)
def test_an_error_of_the_markup_is_kept_and_remarked(error: str) -> None:
    pairs, code = ERRORS[error]
    assert code in codes(changed(*pairs))


def test_the_ninth_letter_is_no_numeral() -> None:
    text = changed(("<an:num>(b)</an:num>", "<an:num>(i)</an:num>"))
    assert "irregular-markup" not in codes(text)


def test_an_absent_date_or_sponsor_is_no_error() -> None:
    text = changed(
        ('<an:FRBRdate date="2020-05-06"', '<an:FRBRdate date="0001-01-01"'),
        ("Viet&#160;Nam", ""),
    )
    assert not codes(text)
