"""Records of meetings, all invented: votes of the Council and the Assembly, and their results."""

from __future__ import annotations

import pytest

from councilgraph.model import Choice, DocumentKind, Outcome, Procedure, Record, Tally
from councilgraph.pipeline.conversion import convert_bytes
from councilgraph.rdf import triples_of
from councilgraph.validate import validate

COUNCIL = """United Nations
S/PV.10999
Security Council
Eighty-sixth year

10999th meeting
Saturday, 3 May 2031, 2 p.m.
New York

Provisional

The meeting was called to order at 2 p.m.

The President: Members of the Council have before them document S/2031/901, which contains the text
of a draft resolution submitted by Malta.

A vote was taken by show of hands.

In favour:
Belgium, Chad, China, Chile, Estonia, France, Gabon, Iran (Islamic Republic of), Malta, Niger,
Russian Federation, Saint Vincent and the Grenadines, Tunisia and United Kingdom of Great Britain
and Northern Ireland

Against:
None

Abstaining:
United States of America

The President: The draft resolution received 14 votes in favour, none against and 1 abstention. The
draft resolution has been adopted as resolution 3301 (2031).

I shall now put to the vote the draft resolution contained in document S/2031/902.

A vote was taken by show of hands.

In favour:
Belgium, Chad, China

Against:
France, Malta

The President: The draft resolution received 3 votes in favour and 2 votes against. The draft
resolution has not been adopted, owing to the negative vote of a permanent member of the Council.
"""

CHINESE = """联合国
S/PV.10999
安全理事会
第八十六年

第10999次会议
2031年5月3日星期六下午2时举行
纽约

主席(以英语发言):安理会成员面前摆着S/2031/901号文件,其中载有马耳他提出的决议草案案文。

进行举手表决。

赞成:
比利时、乍得、中国、法国、马耳他、尼日尔

反对:
无

弃权:
美利坚合众国

主席(以英语发言):表决结果如下:6票赞成,0票反对,1票弃权。决议草案获得通过,成为第3301(2031)号决议。
"""

ASSEMBLY = """United Nations
A/99/PV.77
General Assembly
Ninety-ninth session

77th plenary meeting
Saturday, 3 May 2031, 10 a.m.
New York

The Assembly will now take action on draft resolution A/99/L.1.

A recorded vote was taken.

In favour:
Afghanistan, Albania, Zimbabwe

Against:
Chad

Abstaining:
Azerbaijan, Samoa

Draft resolution A/99/L.1, as orally revised, was adopted by 3 votes to 1, with 2 abstentions
(resolution 99/101).

The President: May I take it that the Assembly decides to adopt draft resolution A/99/L.2?

Draft resolution A/99/L.2 was adopted (resolution 99/102 B).

The draft resolution was adopted (resolution 99/103).
"""


def read(text: str) -> Record:
    return convert_bytes(text.encode(), "invented.txt").record


def cast(record: Record, index: int) -> dict[str, Choice]:
    return {b.state: b.choice for b in record.votes[index].ballots}


@pytest.mark.parametrize("text", [COUNCIL, CHINESE])
def test_a_record_of_the_council_gives_its_votes(text: str) -> None:
    record = read(text)
    main, vote = record.main, record.votes[0]
    assert (main.kind, main.symbol) == (DocumentKind.MEETING_RECORD, "S/PV.10999")
    assert str(main.date) == str(vote.date) == "2031-05-03"
    assert (vote.draft, vote.resolution) == ("S/2031/901", "S/RES/3301 (2031)")
    assert (vote.outcome, vote.procedure) == (Outcome.ADOPTED, Procedure.MEETING)
    assert vote.meeting == vote.reported_in == "S/PV.10999"
    assert cast(record, 0)["USA"] is Choice.ABSTAINING
    assert vote.remarks == ()
    adopted = next(d for d in record.documents if d.symbol == "S/RES/3301 (2031)")
    assert (adopted.adopted_by, adopted.draft, adopted.meeting) == (
        "organ/security-council", "S/2031/901", "S/PV.10999",
    )  # fmt: skip


def test_numbers_and_names_of_a_council_vote() -> None:
    record = read(COUNCIL)
    assert record.votes[0].tally == Tally(14, 0, 1)
    assert {s for s, c in cast(record, 0).items() if c is Choice.IN_FAVOUR} == {
        "BEL", "TCD", "CHN", "CHL", "EST", "FRA", "GAB", "IRN", "MLT", "NER", "RUS", "VCT", "TUN",
        "GBR",
    }  # fmt: skip
    assert read(CHINESE).votes[0].tally == Tally(6, 0, 1)


def test_running_heads_between_pages_are_no_names() -> None:
    agenda = COUNCIL.replace("Provisional\n", "Agenda\n\nThe situation in the islands\n")
    cut = agenda.replace(
        "Gabon, Iran", "Gabon,\n\n2/18  31-99999\n\f03/05/2031 The situation in the islands "
        "S/PV.10999\n\nIran",
    )  # fmt: skip
    assert len(cut) > len(agenda)
    assert cast(read(cut), 0) == cast(read(COUNCIL), 0)


def test_a_draft_without_enough_votes_is_not_adopted() -> None:
    text = COUNCIL.replace("owing to the negative vote of a permanent member of the Council",
                           "having failed to obtain the required number of votes")  # fmt: skip
    assert read(text).votes[1].outcome is Outcome.NOT_ADOPTED


@pytest.mark.parametrize(
    "words",
    [
        "document S/2031/901, the text of a draft resolution submitted by Malta",
        "the draft resolution, contained in document S/2031/901, before them",
        "the draft resolution (S/2031/901) before them",
    ],
)
def test_the_draft_put_to_the_vote_is_named_in_many_ways(words: str) -> None:
    named = "document S/2031/901, which contains the text\nof a draft resolution submitted by Malta"
    text = COUNCIL.replace(named, words)
    assert words in text
    assert read(text).votes[0].draft == "S/2031/901"


def test_a_vetoed_draft_has_no_resolution() -> None:
    vote = read(COUNCIL).votes[1]
    assert (vote.draft, vote.resolution, vote.outcome) == ("S/2031/902", None, Outcome.VETOED)
    assert vote.tally == Tally(3, 2, 0)


def test_a_record_of_the_assembly_gives_its_votes() -> None:
    record = read(ASSEMBLY)
    assert [(v.draft, v.resolution, v.procedure) for v in record.votes] == [
        ("A/99/L.1", "A/RES/99/101", Procedure.MEETING),
        ("A/99/L.2", "A/RES/99/102B", Procedure.WITHOUT_VOTE),
        (None, "A/RES/99/103", Procedure.WITHOUT_VOTE),
    ]
    assert record.votes[0].tally == Tally(3, 1, 2)
    assert cast(record, 0) == {
        "AFG": Choice.IN_FAVOUR, "ALB": Choice.IN_FAVOUR, "ZWE": Choice.IN_FAVOUR,
        "TCD": Choice.AGAINST, "AZE": Choice.ABSTAINING, "WSM": Choice.ABSTAINING,
    }  # fmt: skip
    assert all(v.span is not None for v in record.votes)


def test_names_that_do_not_bear_out_the_numbers_are_remarked() -> None:
    record = read(ASSEMBLY.replace("by 3 votes to 1", "by 4 votes to 1"))
    (remark,) = record.votes[0].remarks
    assert remark.code == "tally-mismatch"


def test_a_vote_on_no_draft_that_is_named_is_remarked_and_not_published() -> None:
    text = COUNCIL.replace("document S/2031/901, which contains the text\nof a", "a")
    text = text[: text.index("The President: The draft resolution received 14")]
    record = read(text)
    assert record.votes == ()
    assert "vote-without-draft" in [r.code for r in record.main.remarks]


@pytest.mark.slow
@pytest.mark.parametrize("text", [COUNCIL, ASSEMBLY])
def test_what_a_record_says_conforms_to_the_shapes(text: str) -> None:
    report = validate(triples_of(read(text)))
    assert report.findings == ()


@pytest.mark.parametrize("text", [COUNCIL, CHINESE, ASSEMBLY])
def test_all_that_a_record_says_of_a_vote_has_its_place(text: str) -> None:
    record = read(text)
    assert record.votes
    for vote in record.votes:
        stated = {p.field for p in vote.places}
        counted = {f for f in Tally.__dataclass_fields__ if getattr(vote.tally, f) is not None}
        named = {f for f in ("draft", "resolution") if getattr(vote, f) is not None}
        usual = {"outcome", "procedure", "meeting", "reported_in", "date"}
        assert stated == counted | named | usual
        assert all(p.text.strip() == p.text != "" for p in vote.places)
    for document in record.documents:
        assert [p.text for p in document.places if p.field == "symbol"] != []
