"""Akoma Ntoso as a record: votes, sponsors and citations, and what its parts tell differently.

The sample is invented, and so is each change to it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from councilgraph.link import gazetteer
from councilgraph.model import Choice, Outcome, Procedure, Record, Severity, Symbol, Tally
from councilgraph.parse import parse_record
from councilgraph.pipeline import convert_bytes
from councilgraph.rdf import record_of
from councilgraph.read import read

pytestmark = pytest.mark.slow

SAMPLE = (Path(__file__).parents[1] / "read" / "akn" / "S_RES_9001.en.xml").read_text("utf-8")


def record(text: str = SAMPLE) -> Record:
    result = read(text.encode(), "a.xml")
    return parse_record(result.source, result.text, result.metadata, gazetteer())


def changed(*pairs: tuple[str, str]) -> str:
    """Return the sample with each first text replaced by the second."""
    text = SAMPLE
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


def test_the_document_is_read_from_text_and_metadata() -> None:
    main = record().main
    assert (main.symbol, main.language, main.meeting) == ("S/RES/9001 (2020)", "en", "S/PV.9999")
    assert (str(main.adoption_date), main.draft) == ("2020-05-06", "S/2020/9000")
    assert (main.job_number, main.agenda_item) == ("20-99999", "The situation in Cyprus.")
    assert [(p.path, p.number) for p in main.paragraphs] == [
        (("preamble", "1"), ""),
        (("paragraph", "1"), "1"),
        (("paragraph", "1", "a"), "1(a)"),
        (("paragraph", "1", "b"), "1(b)"),
        (("paragraph", "2"), "2"),
    ]


def test_the_draft_has_its_sponsors_additional_ones_last() -> None:
    draft = record().documents[1]
    assert draft.symbol == "S/2020/9000"
    assert [s.path for s in draft.sponsors] == [
        "state/VCT", "state/CIV", "state/NER", "state/VNM",
    ]  # fmt: skip


def test_the_vote_has_its_ballots_at_their_places() -> None:
    text = record()
    (vote,) = text.votes
    assert (vote.draft, vote.resolution, vote.meeting) == (
        "S/2020/9000", "S/RES/9001 (2020)", "S/PV.9999",
    )  # fmt: skip
    assert (vote.outcome, vote.procedure) == (Outcome.ADOPTED, Procedure.MEETING)
    assert vote.tally == Tally(3, 0, 1)
    found = [(b.state, b.choice, SAMPLE[b.span.start : b.span.end]) for b in vote.ballots if b.span]
    assert found == [
        ("CIV", Choice.IN_FAVOUR, "C&#212;TE D&apos;IVOIRE"),
        ("VCT", Choice.IN_FAVOUR, "SAINT VINCENT AND THE GRENADINES"),
        ("NER", Choice.IN_FAVOUR, "NIGER"),
        ("CHN", Choice.ABSTAINING, "CHINA"),
    ]


@pytest.mark.parametrize(("old", "new", "told"), [
    ('value="003"', 'value="004"',
     ("tally-mismatch", "4 votes in favour are stated but 3 named", "004",
      Severity.CONTRADICTION)),
    (">NIGER<", ">FREEDONIA<",
     ("unknown-state", "'FREEDONIA' among the voters is no member state known", "FREEDONIA",
      Severity.DOUBT)),
])  # fmt: skip
def test_what_is_odd_in_a_vote_is_told_with_its_place(
    old: str, new: str, told: tuple[str, str, str, Severity]
) -> None:
    text = changed((old, new))
    (vote,) = record(text).votes
    found = [(r.code, r.message, text[r.span.start : r.span.end], r.severity)
             for r in vote.remarks if r.span]  # fmt: skip
    assert found[0] == told
    assert Severity.CONTRADICTION not in [severity for *_, severity in found[1:]]


def test_a_vote_whose_counts_are_its_lists_does_not_contradict_itself() -> None:
    (vote,) = record().votes
    assert Severity.CONTRADICTION not in [r.severity for r in vote.remarks]


def test_words_win_over_links_and_the_difference_is_remarked() -> None:
    main = record().main
    (cited,) = main.paragraphs[1].citations
    assert cited.target == "S/RES/1251 (1999)"
    (remark,) = cited.remarks
    assert (remark.code, remark.severity) == ("link-mismatch", Severity.DOUBT)
    assert "S/RES/2417 (2018)" in remark.message
    assert not main.paragraphs[0].citations[0].remarks


def test_a_footnote_is_kept_apart_and_what_it_cites_is_cited() -> None:
    main = record().main
    assert [f.text for f in main.footnotes] == ["See S/2020/23."]
    assert [c.target for c in main.citations] == ["S/2020/23"]
    assert "S/2020/23" not in main.paragraphs[0].text
    assert main.version is not None
    assert "footnote-apart" in [r.code for r in main.version.remarks]


def test_a_link_tells_the_year_of_a_bare_number() -> None:
    text = changed((">1325 (2000)</an:a>", ">1325</an:a>"))
    (cited,) = record(text).main.paragraphs[0].citations
    assert (cited.target, cited.quote, cited.verb) == ("S/RES/1325 (2000)", "1325", "recalls")
    assert [r.code for r in cited.remarks] == ["link-target"]


def test_a_number_that_is_no_resolution_is_not_made_one_by_its_link() -> None:
    text = changed(
        ("resolution <an:a", "agenda for <an:a"),
        ("S/RES/1325 (2000)", "S/RES/2030(2018)"),
        (">1325 (2000)</an:a>", ">2030 (2018)</an:a>"),
    )
    paragraph = record(text).main.paragraphs[0]
    assert not [c for c in paragraph.citations if c.target == Symbol("S/RES/2030 (2011)")]
    assert [r.code for r in paragraph.remarks] == ["link-mismatch"]


def test_a_misdated_resolution_is_told_by_its_number() -> None:
    text = changed(("1325 (2000)", "1325 (2106)"))
    (cited,) = record(text).main.paragraphs[0].citations
    assert cited.target == "S/RES/1325 (2000)"
    assert [r.code for r in cited.remarks] == ["year-mismatch"]


def test_a_decision_without_a_vote_is_a_vote_without_numbers() -> None:
    at, end = SAMPLE.index("<an:analysis"), SAMPLE.index("</an:analysis>")
    text = SAMPLE.replace(SAMPLE[at:end], "<an:analysis>").replace(
        "Adopted 3-0-1, 9999th meeting", "Adopted without vote, 9999th meeting"
    )
    (vote,) = record(text).votes
    assert (vote.procedure, vote.tally, vote.ballots) == (Procedure.WITHOUT_VOTE, Tally(), ())


@pytest.mark.parametrize(("said", "outcome"), [
    ("The draft resolution was not adopted due to the negative vote of a permanent member",
     Outcome.VETOED),
    ("The draft resolution was not adopted, 9999th meeting", Outcome.NOT_ADOPTED),
    ("9999th meeting", None),
])  # fmt: skip
def test_a_draft_has_the_outcome_that_its_note_tells(said: str, outcome: Outcome | None) -> None:
    text = changed(
        ("S/RES/9001 (2020)", "S/2020/9000"),
        ("\t\tResolution 9001 (2020)", "Draft resolution"),
        ('outcome="adopted" as="S/PV.9999" by="Adopted 3-0-1, 9999th meeting"',
         f'outcome="veto" as="S/PV.9999" by="{said}"'),
    )  # fmt: skip
    (vote,) = record(text).votes
    assert (vote.outcome, vote.draft, vote.resolution) == (outcome, "S/2020/9000", None)
    assert vote.tally == Tally(3, 0, 1)


def test_a_draft_without_a_note_has_no_outcome() -> None:
    at = SAMPLE.index('<an:step date="2020-05-06" outcome="adopted"')
    end = SAMPLE.index("/>", at) + 2
    text = SAMPLE[:at] + SAMPLE[end:]
    (vote,) = record(text.replace("S/RES/9001 (2020)", "S/2020/9000")).votes
    assert (vote.outcome, vote.procedure) == (None, Procedure.MEETING)


def test_the_letter_of_a_decision_by_mail_reports_it() -> None:
    text = changed(('as="S/PV.9999" by="Adopted 3-0-1, 9999th meeting"',
                    'as="S/2020/9002" by="Adopted 3-0-1; voting by mail"'))  # fmt: skip
    (vote,) = record(text).votes
    assert (vote.reported_in, vote.procedure) == ("S/2020/9002", Procedure.WRITTEN)


def test_the_record_comes_back_from_its_triples() -> None:
    found = convert_bytes(SAMPLE.encode(), "a.xml")
    assert record_of(found.triples) == found.record


def test_what_markup_alone_says_has_its_place_there() -> None:
    found = record()
    (vote,) = found.votes
    said = {p.field: SAMPLE[p.span.start : p.span.end] for p in found.main.places}
    assert {"symbol", "title", "job_number", "agenda_item", "adoption_date", "draft"} <= said.keys()
    assert (said["symbol"], said["draft"]) == ("S/RES/9001 (2020)", "S/2020/9000")
    cast = {p.field: SAMPLE[p.span.start : p.span.end] for p in vote.places}
    assert (cast["in_favour"], cast["abstaining"]) == ("003", "001")
    assert (cast["draft"], cast["resolution"]) == ("S/2020/9000", "S/RES/9001 (2020)")
    assert {"outcome", "procedure", "date", "meeting"} <= cast.keys()
    assert cast["against"] == "<an:voting>"
    draft = next(d for d in found.documents if d.symbol == "S/2020/9000")
    assert [SAMPLE[p.span.start : p.span.end] for p in draft.places] == ["S/2020/9000"]
