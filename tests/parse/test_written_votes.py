"""Letters of the written procedure in Chinese, lists of votes without a stop, parts A and B.

The documents are invented, in the form of real ones.
"""

from __future__ import annotations

from councilgraph.model import Outcome, Tally, Vote
from councilgraph.pipeline import convert_bytes

VETOED = """\
联合国 S/2020/9841

安全理事会

Distr.: General
13 July 2020
Chinese
Original: English

2020年7月10日安全理事会主席给秘书长和安全理事会成员国常驻代表的信

谨通知你,安全理事会已完成对S/2020/9840号文件所载、比利时和德国就议程项目“中东局势”提出的决议草案的表决程序。表决按照2020年3月27日安全理事会主席给安全理事会成员国常驻代表的信(S/2020/253)所述程序进行,该程序是鉴于冠状病毒病(COVID-19)大流行造成的特殊情况商定的。

安全理事会事务司司长已收到安全理事会所有15个成员的信,其中表明了各国对决议草案的立场。表决结果如下:

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

FAILED = """\
联合国 S/2020/9842

安全理事会

Distr.: General
17 August 2020
Chinese
Original: English

2020年8月14日安全理事会主席给秘书长和安全理事会成员国常驻代表的信

谨告知,安全理事会已完成对美利坚合众国就议程项目“不扩散”提出的载于S/2020/9843号文件的决议草案的投票程序。投票按照2020年3月27日安全理事会主席给安全理事会成员国常驻代表的信(S/2020/253)中规定的程序进行。

投票结果如下:

赞成:
多米尼加共和国、美利坚合众国。
反对:
中国、俄罗斯联邦。
弃权:
比利时、爱沙尼亚、法国、德国、印度尼西亚、尼日尔、圣文森特和格林纳丁斯、南非、突尼斯、大不列颠及北爱尔兰联合王国、越南。

该决议草案获得2票赞成、2票反对、11票弃权。决议草案未获得所需票数,未获通过。

安全理事会主席
迪安·特里安夏·查尼(签名)
"""


def _vote(text: str) -> tuple[Vote, list[str]]:
    """Return the one vote that a letter reports, and who submitted the draft."""
    record = convert_bytes(text.encode(), "letter.zh.txt").record
    (vote,) = record.votes
    return vote, sorted(s.path or "?" for d in record.documents for s in d.sponsors)


def test_lists_without_a_stop_are_whole_where_the_letter_goes_on() -> None:
    vote, sponsors = _vote(VETOED)
    assert vote.tally == Tally(in_favour=12, against=2, abstaining=1)
    assert len(vote.ballots) == 15
    assert vote.outcome is Outcome.VETOED
    assert sponsors == ["state/BEL", "state/DEU"]
    assert not vote.remarks


def test_a_draft_without_the_votes_it_needs_is_not_adopted() -> None:
    vote, sponsors = _vote(FAILED)
    assert vote.tally == Tally(in_favour=2, against=2, abstaining=11)
    assert len(vote.ballots) == 15
    assert vote.outcome is Outcome.NOT_ADOPTED
    assert sponsors == ["state/USA"]


def test_a_list_that_ends_in_a_separator_breaks_off() -> None:
    vote, _ = _vote(VETOED.replace("、越南\n反对", "、\n反对"))
    assert "truncated-vote" in [remark.code for remark in vote.remarks]
    assert not vote.ballots


def test_a_letter_that_ends_within_a_list_breaks_off() -> None:
    vote, _ = _vote(VETOED[: VETOED.index("\n弃权")])
    assert "truncated-vote" in [remark.code for remark in vote.remarks]
    assert not vote.ballots


def test_a_counted_vote_without_lists_is_remarked() -> None:
    text = VETOED.replace("赞成:\n", "同意\n").replace("反对:\n", "不同意\n")
    record = convert_bytes(text.replace("弃权:\n", "").encode(), "letter.zh.txt").record
    assert not record.votes
    codes = [remark.code for document in record.documents for remark in document.remarks]
    assert codes.count("missing-text") == 1


PARTS = """\
S/RES/9911 (1961)

Resolution 9911 (1961)

Adopted by the Security Council at its 9942nd meeting, on 21 February 1961

A

The Security Council,

Having considered the situation,

1. Urges all to take measures;

B

The Security Council,

Gravely concerned at the situation,

1. Urges the convening of the Parliament.
"""


def test_each_part_of_a_resolution_bears_its_letter_the_first_too() -> None:
    (document,) = convert_bytes(PARTS.encode(), "parts.en.txt").record.documents
    assert ["/".join(p.path) for p in document.paragraphs] == [
        "part/A/preamble/1", "part/A/paragraph/1", "part/B/preamble/1", "part/B/paragraph/1",
    ]  # fmt: skip


def test_a_letter_of_the_masthead_is_no_part() -> None:
    text = PARTS[: PARTS.index("\nB\n")].replace("\nA\n", "\nS\n")
    (document,) = convert_bytes(text.encode(), "masthead.en.txt").record.documents
    assert ["/".join(p.path) for p in document.paragraphs] == ["preamble/1", "paragraph/1"]
