"""Lists of votes that are set oddly, in letters and records of meetings; all are invented."""

from __future__ import annotations

from datetime import date

import pytest
from test_vote_remarks import (
    ADOPTED,
    CONTRADICTION,
    LETTER,
    LOST,
    MEETING,
    RESULT,
    places,
    read,
    told,
)

from councilgraph.model import Outcome, Tally, Vote

BREAKS = "truncated vote: the list of votes breaks off here; no vote is published from it"
SAID = "received 3 votes in favour and 2 votes against. The draft resolution has not been adopted"


def vote_of(text: str, *pairs: tuple[str, str]) -> tuple[str, Vote]:
    """Return a text with each first words replaced by the second, and its one vote."""
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    (vote,) = read(text).votes
    return text, vote


@pytest.mark.parametrize(("original", "old"), [
    (LETTER, "反对:\n"), (MEETING, "Against:\n"),
])  # fmt: skip
def test_a_heading_with_two_colons_is_one(original: str, old: str) -> None:
    text, vote = vote_of(original, (old, old.replace(":", "::")))
    assert told(text, vote) == []
    assert len(vote.ballots) == len(vote_of(original)[1].ballots)


def test_a_missing_list_does_not_hide_what_is_odd_after_it() -> None:
    missing = ("反对:\n中国、俄罗斯联邦\n", "反对:\n")
    text, vote = vote_of(LETTER, missing, ("\n南非\n", "\n自由国\n"))
    assert told(text, vote) == [
        ("truncated-vote", BREAKS, "反对:", CONTRADICTION),
        ("unknown-state", "'自由国' in the list of votes is no member state known", "自由国",
         CONTRADICTION),
    ]  # fmt: skip
    assert (vote.tally, vote.ballots) == (Tally(), ())


@pytest.mark.parametrize("last", ["南非", "南非。"])
def test_a_letter_that_breaks_off_gives_neither_numbers_nor_ballots(last: str) -> None:
    (vote,) = read(LETTER[: LETTER.index("南非")] + last).votes
    assert (vote.tally, vote.ballots, vote.outcome) == (Tally(), (), None)


def test_a_list_over_several_lines_breaks_off_at_the_last() -> None:
    text = LETTER[: LETTER.index("俄罗斯联邦")] + "\n俄罗斯联邦"
    (vote,) = read(text).votes
    assert told(text, vote) == [("truncated-vote", BREAKS, "俄罗斯联邦", CONTRADICTION)]


def test_a_nought_that_only_a_list_states_has_its_place_there() -> None:
    _, vote = vote_of(LETTER, ("反对:\n中国、俄罗斯联邦", "反对:\n无"), ("、2票反对", ""))
    assert vote.tally == Tally(12, 0, 1)
    assert places(vote)["against"] == "无"
    assert places(vote)["abstaining"] == "1票弃权"


def test_a_letter_may_go_on_after_the_result() -> None:
    text, vote = vote_of(LETTER, (RESULT, f"{RESULT}\n\n谨请将本信作为安全理事会文件分发。"))
    assert (vote.tally, vote.outcome) == (Tally(12, 2, 1), Outcome.VETOED)
    assert told(text, vote) == []


@pytest.mark.parametrize(("said", "resolution", "day"), [
    # The date is that of the sentence, at whose very beginning it may stand.
    (f"各成员于2020年7月8日投票。{ADOPTED}", "S/RES/2553 (2020)", date(2020, 7, 10)),
    ("2020年7月10日决议获通过,成为第2553(2020)号决议。", "S/RES/2553 (2020)", date(2020, 7, 10)),
    ("决议获通过,成为第2553(2020)号决议。", "S/RES/2553 (2020)", None),
    # No resolution of that year has the number.
    ("决议获通过,成为第2553(1999)号决议。", None, None),
])  # fmt: skip
def test_the_sentence_of_adoption_tells_resolution_and_day(
    said: str, resolution: str | None, day: date | None
) -> None:
    _, vote = vote_of(LETTER, (LOST, said))
    assert (vote.resolution, vote.date, vote.outcome) == (resolution, day, Outcome.ADOPTED)


def test_words_may_stand_between_the_vote_and_its_lists() -> None:
    text, vote = vote_of(MEETING, ("In favour:\n", "The result was as follows.\n\nIn favour:\n"))
    assert len(vote.ballots) == 5
    assert told(text, vote) == []


def test_names_may_stand_on_the_line_of_their_heading() -> None:
    _, vote = vote_of(MEETING, ("Against:\n", "Against: "))
    assert {b.state for b in vote.ballots} == {"BEL", "TCD", "CHN", "FRA", "MLT"}


def test_a_list_of_nobody_states_a_nought() -> None:
    _, vote = vote_of(MEETING, ("Malta\n", "Malta\n\nNot voting:\nNone\n"))
    assert vote.tally == Tally(3, 2, 0, 0)
    assert places(vote)["not_voting"] == "Not voting:\nNone"


def test_numbers_that_only_lists_state_have_their_places_there() -> None:
    _, vote = vote_of(MEETING, (SAID, "has not been adopted"), ("France, Malta", "None"))
    lists = "In favour:\nBelgium, Chad, China\n\nAgainst:\nNone"
    assert vote.tally == Tally(3, 0, 0)
    assert {f: p for f, p in places(vote).items() if f in Tally.__dataclass_fields__} == {
        "in_favour": "In favour:\nBelgium, Chad, China", "against": "Against:\nNone",
        "abstaining": lists,
    }  # fmt: skip


def test_a_vote_without_lists_has_places_for_what_is_said_alone() -> None:
    at, end = MEETING.index("In favour:"), MEETING.index("The President: The draft")
    (vote,) = read(MEETING[:at] + MEETING[end:]).votes
    assert vote.tally == Tally(3, 2)
    assert Tally.__dataclass_fields__.keys() & places(vote).keys() == {"in_favour", "against"}


def test_what_is_odd_in_each_list_is_told() -> None:
    text, vote = vote_of(
        MEETING, ("China\n", "China, Freedonia\n"), ("Malta\n", "Malta, Sylvania\n")
    )
    strangers = [words for code, _, words, _ in told(text, vote) if code == "unknown-state"]
    assert strangers == ["Freedonia", "Sylvania"]


def test_a_sentence_that_begins_with_a_state_is_no_list() -> None:
    text, vote = vote_of(MEETING, ("Malta\n", "Malta\n\nChina, the Chair.\n"))
    assert len(vote.ballots) == 5
    assert told(text, vote) == []


def test_a_record_may_end_with_the_words_that_open_a_vote() -> None:
    record = read(MEETING[: MEETING.index("In favour:")])
    assert record.votes == ()
    assert record.main.symbol == "S/PV.10999"
