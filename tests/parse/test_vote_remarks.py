"""What is remarked of votes, in which words, where and how grave; all documents are invented."""

from __future__ import annotations

from datetime import date

import pytest

from councilgraph.model import Outcome, Procedure, Record, Severity, Vote
from councilgraph.pipeline import convert_bytes

NOTE = """Resolution 3201 (2031)
of 3 May 2031

The Security Council,

Having considered the report of the Secretary-General on the
situation in the islands,

Decides to remain seized of the matter.

{note}
"""
LETTER = """\
联合国 S/2020/9841

安全理事会

Distr.: General
13 July 2020
Chinese
Original: English

2020年7月10日安全理事会主席给秘书长和安全理事会成员国常驻代表的信

谨通知你,安全理事会已完成对S/2020/9840号文件所载、比利时和德国就议程项目“中东局势”提出的决议草案的表决程序。

表决结果如下:

赞成:
比利时、多米尼加共和国、爱沙尼亚、法国、德国、印度尼西亚、尼日尔、圣文森特和格林纳丁斯、突尼斯、大不列颠及北爱尔兰联合王国、美利坚合众国、越南
反对:
中国、俄罗斯联邦
弃权:
南非

决议草案获得12票赞成、2票反对、1票弃权。由于安理会常任理事国投了反对票,决议草案未获通过。

安全理事会主席
克里斯托夫·霍伊斯根(签名)
"""
MEETING = """United Nations
S/PV.10999
Security Council
Eighty-sixth year

10999th meeting
Saturday, 3 May 2031, 2 p.m.
New York

The President: Members have before them document S/2031/901, which contains the text of a draft \
resolution submitted by Malta.

A vote was taken by show of hands.

In favour:
Belgium, Chad, China

Against:
France, Malta

The President: The draft resolution received 3 votes in favour and 2 votes against. The draft \
resolution has not been adopted.
"""
DOUBT, CONTRADICTION = Severity.DOUBT, Severity.CONTRADICTION
Told = tuple[str, str, str, Severity]


def read(text: str) -> Record:
    return convert_bytes(text.encode(), "invented.txt").record


def told(text: str, vote: Vote) -> list[Told]:
    return [(r.code, r.message, text[r.span.start : r.span.end], r.severity)
            for r in vote.remarks if r.span]  # fmt: skip


def places(vote: Vote) -> dict[str, str]:
    return {place.field: place.text for place in vote.places}


@pytest.mark.parametrize(("note", "remark"), [
    ("Adopted at the 9453rd meeting by 9 votes to 2 (France), with 1 abstention (Malta).",
     ("tally-mismatch", "2 votes against are stated but 1 named", "France", DOUBT)),
    ("Adopted at the 9453rd meeting by many votes to none.",
     ("unreadable-number", "'many' is no number of votes", "many", DOUBT)),
])  # fmt: skip
def test_a_note_after_a_resolution(note: str, remark: Told) -> None:
    text = NOTE.format(note=note)
    (vote,) = read(text).votes
    assert told(text, vote) == [remark]


def test_each_number_of_a_note_has_its_place() -> None:
    note = ("Adopted at the 9453rd meeting by 9 votes to 1 (France), with 2 abstentions "
            "(Malta, Chad).")  # fmt: skip
    text = NOTE.format(note=note)
    (vote,) = read(text).votes
    assert told(text, vote) == []
    found = places(vote)
    assert [found[f] for f in ("in_favour", "against", "abstaining")] == ["9", "1", "2"]
    assert [(b.state, text[b.span.start : b.span.end]) for b in vote.ballots if b.span] == [
        ("FRA", "France"), ("MLT", "Malta"), ("TCD", "Chad")
    ]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "remark"), [
    ("12票赞成", "11票赞成",
     ("tally-mismatch", "11 votes in favour are stated but 12 named", "获得11票赞成",
      CONTRADICTION)),
    ("弃权:\n南非", "弃权:\n中国",
     ("voter-in-two-lists", "中国 is named in two lists of votes", "中国", CONTRADICTION)),
    ("中国、俄罗斯联邦\n", "中国、中国\n",
     ("repeated-voter", "中国 is named twice in one list of votes", "中国", CONTRADICTION)),
    ("2票反对", "l2票反对",
     ("unreadable-number", "'l2' stands where a number of votes should", "l2", CONTRADICTION)),
])  # fmt: skip
def test_a_letter(old: str, new: str, remark: Told) -> None:
    assert old in LETTER
    text = LETTER.replace(old, new)
    (vote,) = read(text).votes
    assert told(text, vote) == [remark]


@pytest.mark.parametrize(("old", "new"), [
    ("中国、俄罗斯联邦", "中国、\n俄罗斯联邦"),
    ("、突尼斯、大不列颠及北爱尔兰联合王国、", "、\n突尼斯、\n大不列颠及北爱尔兰联合王国、\n"),
    ("反对:\n", "反对: \n"),
    ("反对:\n", "反对: "),
    ("俄罗斯联邦\n", "俄罗斯联邦。\n"),
])  # fmt: skip
def test_a_list_is_the_same_on_one_line_or_several(old: str, new: str) -> None:
    assert old in LETTER
    text = LETTER.replace(old, new)
    ((vote,), (same,)) = read(text).votes, read(LETTER).votes
    assert told(text, vote) == []
    cast, before = ([(b.state, b.choice) for b in v.ballots] for v in (vote, same))
    assert (cast, vote.tally) == (before, same.tally)


BREAKS = "the list of votes breaks off here; no vote is published from it"


@pytest.mark.parametrize(("last", "why"), [
    ("南非", BREAKS), ("南非、", BREAKS),
    # The list is whole; what is missing is what the letter says after it.
    ("南非。", "the letter breaks off before it states the result"),
])  # fmt: skip
def test_a_letter_that_ends_with_its_lists_says_what_is_missing(last: str, why: str) -> None:
    text = LETTER[: LETTER.index("南非")] + last
    (vote,) = read(text).votes
    assert told(text, vote) == [("truncated-vote", f"truncated vote: {why}", last, CONTRADICTION)]


def test_a_name_of_a_list_that_is_no_state_is_not_guessed() -> None:
    text = LETTER.replace("南非", "自由国")
    (vote,) = read(text).votes
    assert told(text, vote)[0] == (
        "unknown-state", "'自由国' in the list of votes is no member state known", "自由国",
        CONTRADICTION)  # fmt: skip
    assert len(vote.ballots) == 14


@pytest.mark.parametrize(("said", "listed", "counts"), [
    ("12票赞成。", "南非", (12, None, None, None)),
    ("12票赞成、2票反对。", "南非", (12, 2, None, None)),
    # A heading with nobody under it says that there was none.
    ("12票赞成、2票反对。", "无", (12, 2, 0, None)),
])  # fmt: skip
def test_a_number_that_is_not_stated_is_not_counted_from_the_lists(
    said: str, listed: str, counts: tuple[int | None, ...]
) -> None:
    text = LETTER.replace("12票赞成、2票反对、1票弃权。", said)
    text = text.replace("弃权:\n南非", f"弃权:\n{listed}")
    (vote,) = read(text).votes
    tally = vote.tally
    assert (tally.in_favour, tally.against, tally.abstaining, tally.not_voting) == counts
    assert told(text, vote) == []


RESULT = "决议草案获得12票赞成、2票反对、1票弃权。由于安理会常任理事国投了反对票,决议草案未获通过。"
VOTED, LOST = RESULT[: RESULT.index("由于")], RESULT[RESULT.index("由于") :]
ADOPTED = "决议于2020年7月10日获通过,成为第2553(2020)号决议。"


def test_a_letter_tells_all_of_a_vote_held_in_writing() -> None:
    assert VOTED in LETTER
    text = LETTER.replace(LOST, ADOPTED)
    (vote,) = read(text).votes
    assert (vote.draft, vote.resolution) == ("S/2020/9840", "S/RES/2553 (2020)")
    assert (vote.reported_in, vote.date) == ("S/2020/9841", date(2020, 7, 10))
    assert (vote.outcome, vote.procedure) == (Outcome.ADOPTED, Procedure.WRITTEN)
    assert vote.span is not None
    assert text[vote.span.start :].startswith("决议草案获得12票赞成")
    found = places(vote)
    assert {"outcome", "procedure", "resolution", "date", "in_favour"} <= found.keys()
    assert found["procedure"] == "表决程序"


def test_a_resolution_named_beside_a_veto_is_not_the_votes() -> None:
    (vote,) = read(LETTER).votes
    assert (vote.resolution, vote.date, vote.outcome) == (None, None, Outcome.VETOED)


def test_a_letter_that_tells_no_procedure_has_none() -> None:
    (vote,) = read(LETTER.replace("的表决程序", "的审议")).votes
    assert vote.procedure is None


def test_a_letter_whose_list_is_missing_publishes_no_vote() -> None:
    text = LETTER[: LETTER.index("南非")]
    record = read(text)
    assert ("truncated-vote",
            "truncated vote: the list of votes breaks off here; no vote is published from it",
            "弃权:", CONTRADICTION) in [
        (r.code, r.message, text[r.span.start : r.span.end], r.severity)
        for r in (*record.main.remarks, *(r for v in record.votes for r in v.remarks)) if r.span
    ]  # fmt: skip


def test_a_letter_states_each_number_in_its_own_words() -> None:
    (vote,) = read(LETTER).votes
    found = places(vote)
    assert [found[f] for f in ("in_favour", "against", "abstaining")] == [
        "获得12票赞成", "2票反对", "1票弃权"
    ]  # fmt: skip
    assert found["outcome"] == "常任理事国投了反对票"


def test_a_record_of_a_meeting() -> None:
    text = MEETING.replace("received 3 votes", "received 4 votes")
    (vote,) = read(text).votes
    message = "4 votes in favour are stated but 3 named"
    assert told(text, vote) == [
        ("tally-mismatch", message, "received 4 votes in favour", CONTRADICTION)
    ]  # fmt: skip
    assert (vote.tally.in_favour, vote.tally.against, vote.tally.abstaining) == (4, 2, 0)


def test_lists_without_a_heading_state_a_nought_as_a_whole() -> None:
    (vote,) = read(MEETING).votes
    lists = "In favour:\nBelgium, Chad, China\n\nAgainst:\nFrance, Malta"
    assert places(vote)["abstaining"] == lists
    assert places(vote)["in_favour"] == "received 3 votes in favour"
