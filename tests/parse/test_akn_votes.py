"""What the metadata of a file's markup tell of a vote, and where; each change is invented."""

from __future__ import annotations

import pytest
from test_akn_record import changed, record

from councilgraph.model import Outcome, Procedure, Remark, Severity, Tally, Vote

pytestmark = pytest.mark.slow

NOTE = "Adopted 3-0-1, 9999th meeting"
VETO = "The draft resolution was not adopted due to the negative vote of a permanent member"
SIZE = "the votes stated sum to {}; the Council has 15 members"


def vote_of(*pairs: tuple[str, str]) -> tuple[str, Vote]:
    """Return the sample with each first text replaced by the second, and its vote."""
    text = changed(*pairs)
    (vote,) = record(text).votes
    return text, vote


def places(text: str, vote: Vote) -> dict[str, str]:
    return {p.field: text[p.span.start : p.span.end] for p in vote.places}


def told(text: str, remarks: tuple[Remark, ...]) -> list[tuple[str, str, Severity]]:
    return [(r.message, text[r.span.start : r.span.end], r.severity) for r in remarks if r.span]


def test_each_fact_of_a_resolutions_vote_has_its_place() -> None:
    text, vote = vote_of()
    assert places(text, vote) == {
        "draft": "S/2020/9000", "resolution": "S/RES/9001 (2020)", "outcome": NOTE,
        "procedure": "003", "meeting": "9999", "date": "6 May 2020",
        "in_favour": "003", "against": "<an:voting>", "abstaining": "001",
    }  # fmt: skip
    assert (vote.reported_in, str(vote.date)) == (None, "2020-05-06")
    assert told(text, vote.remarks) == [(SIZE.format(4), "003", Severity.DOUBT)]


def test_each_fact_of_a_failed_drafts_vote_has_its_place() -> None:
    text, vote = vote_of(
        ("S/RES/9001 (2020)", "S/2020/9007"),
        ("\t\tResolution 9001 (2020)", "Draft resolution"),
        (f'outcome="adopted" as="S/PV.9999" by="{NOTE}"',
         f'outcome="veto" as="S/PV.9999" by="{VETO}"'),
    )  # fmt: skip
    assert (vote.draft, vote.resolution, vote.outcome) == ("S/2020/9007", None, Outcome.VETOED)
    assert (vote.meeting, str(vote.date)) == ("S/PV.9999", "2020-05-06")
    found = places(text, vote)
    assert (found["draft"], found["outcome"]) == ("S/2020/9007", VETO)
    assert found.keys() & {"resolution", "reported_in"} == set()


def test_a_vote_by_mail_has_the_places_of_its_letter_and_procedure() -> None:
    note = "Adopted 3-0-1; voting by mail"
    text, vote = vote_of((f'as="S/PV.9999" by="{NOTE}"', f'as="S/2020/9002" by="{note}"'))
    assert vote.procedure is Procedure.WRITTEN
    found = places(text, vote)
    assert (found["procedure"], found["reported_in"]) == (note, "S/2020/9002")


def test_a_note_that_is_missing_leaves_the_symbol_to_tell_the_outcome() -> None:
    text, vote = vote_of((f' by="{NOTE}"', ""))
    assert vote.outcome is Outcome.ADOPTED
    assert places(text, vote)["outcome"] == "S/RES/9001 (2020)"


def test_a_resolution_of_the_assembly_is_adopted_too() -> None:
    text, vote = vote_of(("S/RES/9001 (2020)", "A/RES/77/1"))
    assert (vote.draft, vote.resolution) == ("S/2020/9000", "A/RES/77/1")
    # Only the metadata tell the day and the meeting of what the masthead does not name.
    found = places(text, vote)
    assert (found["resolution"], vote.meeting) == ("A/RES/77/1", "S/PV.9999")


def test_a_number_without_names_and_names_without_a_number_are_both_counted() -> None:
    text, vote = vote_of(("<an:voting>", '<an:voting><an:count value="002" refersTo="#against"/>'))
    assert vote.tally == Tally(3, 2, 1)
    assert told(text, vote.remarks)[0] == (
        "2 votes against are stated but 0 named", "002", Severity.CONTRADICTION
    )  # fmt: skip
    _, vote = vote_of(('value="003"', 'value="three"'))
    assert (vote.tally, len(vote.ballots)) == (Tally(None, 0, 1), 4)


def test_two_voters_without_a_comma_are_two_and_remarked_at_their_place() -> None:
    text, vote = vote_of((">NIGER<", ">NIGER MALTA<"))
    assert [b.state for b in vote.ballots] == ["CIV", "VCT", "NER", "MLT", "CHN"]
    assert told(text, vote.remarks)[0][:2] == (
        "no comma stands between the two names in 'NIGER MALTA'", "NIGER MALTA"
    )  # fmt: skip


def test_a_vote_of_no_known_day_is_held_against_no_number_of_members() -> None:
    text, vote = vote_of(
        ("6 May 2020", "an unknown day"), ('date="2020-05-06"', 'date="0001-01-01"')
    )
    assert (vote.date, told(text, vote.remarks)) == (None, [])
    assert 'date="2020-05-06"' not in text
