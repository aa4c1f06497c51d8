"""Resolutions in the manner of the yearly volumes, all invented: vote notes, footnotes, slips."""

from __future__ import annotations

import pytest

from councilgraph.languages import codes, load
from councilgraph.model import Choice, Procedure, Record
from councilgraph.pipeline.conversion import convert_bytes

HEAD = """Resolution 3201 (2031)
of 3 May 2031

The Security Council,

Having considered the report of the Secretary-General on the
situation in the islands, 7

"""


def read(body: str) -> Record:
    return convert_bytes((HEAD + body).encode(), "invented.txt").record


def numbers(record: Record) -> tuple[int | None, int | None, int | None, int | None]:
    tally = record.votes[0].tally
    return tally.in_favour, tally.against, tally.abstaining, tally.not_voting


def cast(record: Record) -> dict[str, Choice]:
    return {b.state: b.choice for b in record.votes[0].ballots}


ONE = "Decides to remain seized of the matter.\n\n"


def test_names_after_each_number_are_ballots() -> None:
    record = read(ONE + "Adopted at the 9453rd meeting by\n9 votes to 1 (Union of "
                  "Soviet\nSocialist Republics), with 1 abstention (Iran\n("
                  "Islamic Republic of)).\n")  # fmt: skip
    assert numbers(record) == (9, 1, 1, None)
    assert cast(record) == {"SUN": Choice.AGAINST, "IRN": Choice.ABSTAINING}
    assert record.main.meeting == record.votes[0].meeting == "S/PV.9453"
    assert record.votes[0].date == record.main.adoption_date


def test_a_footnote_names_who_did_not_take_part() -> None:
    record = read(ONE + "Adopted at the 9454th meeting by 13 votes to none.7\n\n"
                  "7 Two members (China and Iraq) did not participate in the vote.\n")  # fmt: skip
    assert numbers(record) == (13, 0, None, 2)
    assert cast(record) == {"CHN": Choice.NOT_VOTING, "IRQ": Choice.NOT_VOTING}
    assert len(record.main.footnotes) == 1


def test_a_footnote_that_names_fewer_than_it_counts_is_remarked() -> None:
    record = read(ONE + "Adopted at the 9454th meeting by 12 votes to none.7\n\n"
                  "7 Three members (China, Iraq) did not participate in the vote.\n")  # fmt: skip
    assert numbers(record) == (12, 0, None, 3)
    assert [(r.code, r.message) for r in record.votes[0].remarks] == [
        ("tally-mismatch", "3 votes not voting are stated but 2 named")
    ]


@pytest.mark.parametrize(("named", "found"), [
    # A name may have parentheses of its own.
    ("(Iran (Islamic Republic of), France)", {"IRN": Choice.AGAINST, "FRA": Choice.AGAINST}),
    # Nobody is named: that is not told to be too few.
    ("()", {}),
    ("", {}),
    # They are never closed.
    ("(France and Malta", {}),
])  # fmt: skip
def test_the_parentheses_after_a_number_name_who_voted_so(
    named: str, found: dict[str, Choice]
) -> None:
    record = read(ONE + f"Adopted at the 9457th meeting by 12 votes to 2 {named}.\n")
    assert numbers(record)[:2] == (12, 2)
    assert cast(record) == found
    assert record.votes[0].remarks == ()


@pytest.mark.parametrize(("said", "found", "codes"), [
    ("One member (China) was absent.", ["CHN"], []),
    ("China and Iraq did not participate in the vote.", ["CHN", "IRQ"], []),
    ("Two members (China, Freedonia) did not participate in the vote.", ["CHN"],
     ["unknown-state", "tally-mismatch"]),
])  # fmt: skip
def test_who_did_not_take_part_is_told_in_words_of_many_kinds(
    said: str, found: list[str], codes: list[str]
) -> None:
    text = ONE + f"Adopted at the 9454th meeting by 12 votes to none.7\n\n7 {said}\n"
    record = read(text)
    (vote,) = record.votes
    assert [b.state for b in vote.ballots if b.choice is Choice.NOT_VOTING] == found
    assert [r.code for r in vote.remarks] == codes
    assert vote.tally.not_voting == len(found) + len(codes) // 2
    (place,) = [p for p in vote.places if p.field == "not_voting"]
    assert place.text == said.removesuffix(".")


def test_one_of_several_footnotes_may_name_who_did_not_take_part() -> None:
    record = read(ONE + "Adopted at the 9454th meeting by 14 votes to none.8\n\n"
                  "8 One member (China) was absent.\n\n9 Official Records, S/2031/9.\n")
    assert cast(record) == {"CHN": Choice.NOT_VOTING}


def test_a_paragraph_that_tells_of_another_vote_counts_nobody() -> None:
    record = read("1. Notes that two members (Malta, Chad) did not participate in the vote;\n\n"
                  "2. Decides to meet again.\n\nAdopted at the 9454th meeting by 13 votes to "
                  "none.8\n\n8 Official Records, S/2031/9.\n")  # fmt: skip
    assert numbers(record) == (13, 0, None, None)
    assert cast(record) == {}


@pytest.mark.parametrize(
    ("note", "procedure"),
    [
        ("Adopted without a vote at the 9455th\nmeeting.", Procedure.WITHOUT_VOTE),
        ("Adopted by acclamation at the 9455th\nmeeting.", Procedure.ACCLAMATION),
        ("Adopted unanimously at the\n9455th meeting.", Procedure.MEETING),
    ],
)
def test_a_note_without_numbers_tells_the_procedure(note: str, procedure: Procedure) -> None:
    record = read(ONE + note)
    assert record.votes[0].procedure is procedure
    assert numbers(record) == (None, None, None, None)
    assert len(record.main.paragraphs) == 2


def test_a_garbled_number_is_remarked_and_not_guessed() -> None:
    record = read(ONE + "Adopted at the 9456th meeting\nby l4 votes to none, with 1\n"
                  "abstention (France).\n")  # fmt: skip
    assert numbers(record) == (None, 0, 1, None)
    assert [r.code for r in record.votes[0].remarks] == ["unreadable-number"]


def test_names_that_do_not_bear_out_the_number_are_remarked() -> None:
    record = read(ONE + "Adopted at the 9457th meeting by 12 votes to none, with 3 abstentions\n"
                  "(France, Freedonia).\n")  # fmt: skip
    codes = [r.code for r in record.votes[0].remarks]
    assert codes == ["unknown-state", "tally-mismatch"]
    assert cast(record) == {"FRA": Choice.ABSTAINING}


def test_a_note_without_votes_against_counts_the_others() -> None:
    record = read(ONE + "Adopted at the 9464th meeting by 10 votes, with\n1 abstention (Poland).\n")
    assert numbers(record) == (10, None, 1, None)
    assert cast(record) == {"POL": Choice.ABSTAINING}


def test_a_note_that_tells_the_meeting_alone_is_no_paragraph() -> None:
    record = read(ONE + "Adopted at the 9465th meeting.\n")
    assert record.main.meeting == "S/PV.9465"
    assert len(record.main.paragraphs) == 2


def test_a_paragraph_may_name_the_council_before_its_verb() -> None:
    text = ("1 (1946). Resolution of 25 January 1946\n\n"
            "The Security Council resolves that the keepers of the islands be convened;\n\n"
            "The Security Council requests the keepers to meet.\n")  # fmt: skip
    main = convert_bytes(text.encode(), "invented.txt").record.main
    assert [p.path for p in main.paragraphs] == [("paragraph", "1"), ("paragraph", "2")]
    assert [p.verbs[0].lemma for p in main.paragraphs] == ["resolves", "requests"]


def test_a_number_in_the_middle_of_the_text_opens_no_footnote() -> None:
    record = read("Decides:\n\n(a) To call upon the parties;\n\n(6) To renew the mandate;\n\n"
                  "(c) To request a report.\n\nAdopted unanimously at the\n9458th meeting.\n\n\n"
                  "7 Official Records, document S/2031/9.\n")  # fmt: skip
    paths = ["/".join(p.path) for p in record.main.paragraphs]
    assert paths == ["preamble/1", "paragraph/1", "paragraph/1/a", "paragraph/1/text/1",
                     "paragraph/1/c"]  # fmt: skip
    assert [n.text for n in record.main.footnotes] == ["7 Official Records, document S/2031/9."]


def test_a_paragraph_that_blank_lines_cut_goes_on() -> None:
    record = read("Recommends that the Islands be admitted to membership in the United\n\n"
                  "Nations.\nAdopted without a vote at the 9459th\nmeeting.\n")  # fmt: skip
    last = record.main.paragraphs[-1]
    assert last.path == ("paragraph", "1")
    assert last.text.split() [-2:] == ["United", "Nations."]


def test_a_number_without_its_full_stop_opens_a_paragraph() -> None:
    record = read("1. Decides to act;\n\n2      Notes the report;\n\n3. Decides to meet again.\n")
    assert [p.number for p in record.main.paragraphs] == ["", "1", "2", "3"]


def test_a_resolution_in_parts_has_paragraphs_of_each_part() -> None:
    record = read("1. Decides to act;\n\n2. Decides to report.\n\nAdopted unanimously at the "
                  "9460th meeting.\n\nB\n\nThe Security Council,\n\nRecalling its decision,\n\n"
                  "1. Decides to meet again.\n\nAdopted at the 9461st meeting by 14 votes to "
                  "none, with 1 abstention (France).\n")  # fmt: skip
    paths = ["/".join(p.path) for p in record.main.paragraphs]
    assert paths[:3] == ["preamble/1", "paragraph/1", "paragraph/2"]
    assert paths[3:] == ["part/B/preamble/1", "part/B/paragraph/1"]
    assert len(record.votes) == 1
    assert "9461st" in record.main.footnotes[0].text


def test_page_heads_and_rules_of_the_nineties_are_furniture() -> None:
    record = read("1. Decides to extend the mandate of the\n\n31-99999 (E)\n\n/...\n\n"
                  "S/RES/3201 (2031) Page 2\n\nmission until 3 June 2031;\n\n"
                  "2. Decides to meet again.\n-----\n")  # fmt: skip
    assert [p.number for p in record.main.paragraphs] == ["", "1", "2"]
    assert record.main.paragraphs[1].text.endswith("the mission until 3 June 2031;")


def test_a_masthead_on_one_line_gives_symbol_distribution_and_date() -> None:
    text = ("UNITED NATIONS\nSecurity Council\n\nS\nDistr. GENERAL S/RES/3201 (2031) 3 May 2031\n\n"
            "RESOLUTION 3201 (2031) Adopted by the Security Council at its 9462nd meeting,\n"
            "on 3 May 2031\nThe Security Council, Recalling its decision of last year, Acting "
            "under Chapter VII of the Charter of the United Nations, 1. Decides to act in the "
            "islands; 2. Decides to remain seized of the matter.\n")  # fmt: skip
    record = convert_bytes(text.encode(), "invented.txt").record
    document = record.main
    assert (document.symbol, document.distribution, str(document.date), document.meeting) == (
        "S/RES/3201 (2031)", "General", "2031-05-03", "S/PV.9462",
    )  # fmt: skip
    assert document.title == "RESOLUTION 3201 (2031)"
    assert [p.number for p in document.paragraphs] == ["", "", "1", "2"]
    assert document.version is not None
    assert "symbol-from-title" not in [r.code for r in document.remarks]


def test_articles_of_the_charter_are_cited_with_the_paragraph_between() -> None:
    record = read("1. Recalls Article 2, paragraph 4, of the Charter of the United Nations.\n")
    (citation,) = record.main.paragraphs[-1].citations
    assert getattr(citation.target, "part", None) == "article/2"


@pytest.mark.parametrize("code", codes())
def test_every_note_on_a_vote_begins_with_a_letter(code: str) -> None:
    assert all(note[0].isalpha() for note in load(code).resolution["vote_note"])
